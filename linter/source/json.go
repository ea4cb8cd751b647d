package source

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"
)

// json reads the text as one JSON value. Package encoding/json judges whether
// it is one; only then is it walked, to learn where each part of it stands.
func (p *parser) json() {
	start := p.contentStart()
	if p.contentEnd() == start {
		return // like an empty YAML file: no document
	}
	if !json.Valid(p.text[start:]) {
		p.explainJSON(p.invalidJSON(start))
		return
	}
	w := jsonWalk{parser: p, at: start}
	w.space()
	root := w.value(1)
	if !p.stopped {
		p.file.Documents = []Document{{Root: root}}
	}
}

// invalidJSON returns the offset of the byte at which the text from start stops
// being JSON; that is the end of the text if it is only too short.
func (p *parser) invalidJSON(start int) int {
	text := p.text[start:]
	// A byte that can't stand in JSON makes the end an offset like any other.
	probe := append(bytes.Clone(text), 0)
	var syntax *json.SyntaxError
	if err := json.Unmarshal(probe, new(json.RawMessage)); errors.As(err, &syntax) {
		return start + min(len(text), max(0, int(syntax.Offset)-1))
	}
	return start + len(text)
}

// jsonWalk goes through valid JSON.
type jsonWalk struct {
	*parser
	at    int
	nodes []Node // that are still to be used
}

// node takes a node of those that are made many at a time.
func (w *jsonWalk) node() *Node {
	if len(w.nodes) == 0 {
		w.nodes = make([]Node, min(1+(len(w.text)-w.at)/32, 256))
	}
	n := &w.nodes[0]
	w.nodes = w.nodes[1:]
	return n
}

// space moves to the next token. Commas and colons tell nothing that the
// other tokens don't.
func (w *jsonWalk) space() {
	for w.at < len(w.text) {
		switch w.text[w.at] {
		case ' ', '\t', '\r', '\n', ',', ':':
			w.at++
		default:
			return
		}
	}
}

// value reads the value that begins here; nil if parsing was stopped.
func (w *jsonWalk) value(depth int) *Node {
	start := w.at
	n := w.node()
	n.Start = start
	switch c := w.text[start]; c {
	case '{', '[':
		if !w.room(start, depth) {
			return nil
		}
		w.at++
		n.Flow = true
		if c == '{' {
			w.object(n, depth)
		} else {
			w.array(n, depth)
		}
		if w.stopped {
			return nil
		}
	default:
		if !w.room(start, 0) {
			return nil
		}
		w.scalar(n)
	}
	n.End = w.at
	return n
}

func (w *jsonWalk) object(n *Node, depth int) {
	n.Kind = Object
	for w.space(); w.text[w.at] != '}'; w.space() {
		key := w.value(depth + 1)
		w.space()
		if w.stopped {
			return
		}
		value := w.value(depth + 1)
		if w.stopped {
			return
		}
		n.Members = append(n.Members, Member{Key: key, Value: value})
	}
	w.at++
	w.unique(n.Members)
}

func (w *jsonWalk) array(n *Node, depth int) {
	n.Kind = Array
	for w.space(); w.text[w.at] != ']'; w.space() {
		item := w.value(depth + 1)
		if w.stopped {
			return
		}
		n.Items = append(n.Items, item)
	}
	w.at++
}

func (w *jsonWalk) scalar(n *Node) {
	start := w.at
	switch w.text[start] {
	case '"':
		n.Kind = String
		n.Text = w.str()
	case 't', 'f':
		n.Kind = Bool
		n.Text = w.word()
	case 'n':
		w.word()
	default:
		n.Kind = Number
		n.Text = w.word()
		n.End = w.at
		w.bound(n, n.Text)
	}
}

// word reads a literal or a number.
func (w *jsonWalk) word() string {
	start := w.at
	for w.at < len(w.text) && !strings.ContainsRune(" \t\r\n,]}", rune(w.text[w.at])) {
		w.at++
	}
	return string(w.text[start:w.at])
}

func (w *jsonWalk) str() string {
	start := w.at
	escaped := false
	for w.at++; w.text[w.at] != '"'; w.at++ {
		if w.text[w.at] == '\\' {
			escaped = true
			w.at++
		}
	}
	w.at++
	raw := w.text[start:w.at]
	if !escaped {
		return string(raw[1 : len(raw)-1])
	}
	w.surrogates(start, raw)
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		w.syntax(start, w.at, "this is not a JSON string", "")
	}
	return text
}

// surrogates finds escapes that name half a character, which the library
// reads as U+FFFD.
func (w *jsonWalk) surrogates(start int, raw []byte) {
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			continue
		}
		i++ // on the character behind the backslash
		switch half := surrogate(raw[i-1:]); {
		case half == high && surrogate(raw[i+5:]) == low:
			i += 10
		case half != none:
			w.syntax(start+i-1, start+i+5, "`"+string(raw[i-1:i+5])+"` is half of a character, and its other half is missing",
				"write the character itself, or both halves one after the other, as in `\\ud83d\\ude00`")
			return
		}
	}
}

// half says which half of a UTF-16 pair an escape names.
type half int

const (
	none half = iota
	high
	low
)

// surrogate looks at the escape that raw begins with, if it does.
func surrogate(raw []byte) half {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' || raw[2]|0x20 != 'd' {
		return none
	}
	switch raw[3] | 0x20 {
	case '8', '9', 'a', 'b':
		return high
	case 'c', 'd', 'e', 'f':
		return low
	default:
		return none
	}
}

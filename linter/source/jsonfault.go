package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// jsonState is how far valid JSON had come where a fault ended it.
type jsonState struct {
	open   []int // offsets of the braces and brackets that are not closed
	str    int   // where the string begins that is not closed, else -1
	word   int   // where the word or number begins that is the last token, else -1
	last   int   // offset of the last byte that is no white space, else -1
	expect expect
}

// expect is what JSON could go on with.
type expect int

const (
	expectValue expect = iota
	expectKey
	expectColon
	expectComma // or a closing bracket, or the end
)

// explainJSON keeps the fault of a text that stops being JSON at offset at,
// which is its end if it is only too short.
func (p *parser) explainJSON(at int) {
	s, ok := p.jsonState(at)
	if !ok {
		return
	}
	if s.word >= 0 && s.last == at-1 {
		if word := p.word(s.word); !json.Valid([]byte(word)) {
			p.explainWord(s.word, word)
			return
		}
	}
	switch {
	case s.str >= 0:
		p.explainString(s.str, at)
	case at >= p.contentEnd():
		p.explainEnd(s)
	default:
		p.explainToken(s, at)
	}
}

// jsonState goes through what is valid, the text before at. It keeps a fault
// and returns false if that is nested too deep.
func (p *parser) jsonState(at int) (jsonState, bool) {
	s := jsonState{str: -1, word: -1, last: -1}
	for i := p.contentStart(); i < at; i++ {
		c := p.text[i]
		if s.str >= 0 {
			if c == '\\' {
				i++
			} else if c == '"' {
				s.str = -1
			}
			s.last = min(i, at-1)
			continue
		}
		if isSpace(c) {
			continue
		}
		joined := s.word >= 0 && s.last == i-1
		s.last = i
		switch c {
		case '{':
			s.open, s.expect = append(s.open, i), expectKey
		case '[':
			s.open, s.expect = append(s.open, i), expectValue
		case '}', ']':
			s.open, s.expect = s.open[:max(0, len(s.open)-1)], expectComma
		case ':':
			s.expect = expectValue
		case ',':
			s.expect = expectValue
			if p.inside(s) == '{' {
				s.expect = expectKey
			}
		case '"':
			s.str = i
			if s.expect == expectKey {
				s.expect = expectColon
			} else {
				s.expect = expectComma
			}
		default:
			s.expect = expectComma
			if !joined {
				s.word = i
			}
			continue
		}
		s.word = -1
		if len(s.open) > p.limits.Depth {
			p.tooDeep(i, i+1)
			return s, false
		}
	}
	return s, true
}

// inside is the bracket that encloses the place: '{', '[' or 0.
func (p *parser) inside(s jsonState) byte {
	if len(s.open) == 0 {
		return 0
	}
	return p.text[s.open[len(s.open)-1]]
}

// explainString explains a fault inside the string that begins at start.
func (p *parser) explainString(start, at int) {
	line := firstLine(p.text[start:])
	if at >= start+len(line) {
		p.syntax(start, start+len(line), "this string has no closing quote on its line",
			"write `\"` at the end of the string; a line break in it is written `\\n`")
		return
	}
	switch c := p.text[at]; {
	case c == '\t':
		p.syntax(at, at+1, "a tab can't stand in a JSON string", "write `\\t` for a tab")
	case c < 0x20:
		p.syntax(at, at+1, fmt.Sprintf("the control character U+%04X can't stand in a JSON string", c),
			fmt.Sprintf("write `\\u%04x`, or leave it out", c))
	default:
		begin := start + max(0, bytes.LastIndexByte(p.text[start:at], '\\'))
		end := p.runeEnd(at)
		help := "a backslash itself is written `\\\\`"
		if p.text[begin+1] == 'u' {
			help = "write four hexadecimal digits after `\\u`"
		}
		p.syntax(begin, end, fmt.Sprintf("`%s` is no escape that JSON knows", shorten(string(p.text[begin:end]))), help)
	}
}

// explainEnd explains a text that ends too early.
func (p *parser) explainEnd(s jsonState) {
	last := p.lastRune(p.contentEnd())
	if len(s.open) == 0 {
		p.syntax(last, p.runeEnd(last), "the JSON value ends too early", "")
		return
	}
	p.endsOpen(last, s.open[len(s.open)-1])
}

// explainToken explains a token that can't begin at offset at.
func (p *parser) explainToken(s jsonState, at int) {
	c, end := p.text[at], p.runeEnd(at)
	rest := p.text[at:]
	switch {
	case c == '#':
		p.comment(at, end)
	case bytes.HasPrefix(rest, []byte("//")) || bytes.HasPrefix(rest, []byte("/*")):
		p.comment(at, at+2)
	case (c == '}' || c == ']') && len(s.open) == 0:
		p.syntax(at, end, fmt.Sprintf("`%c` closes nothing that is open", c), "take it out")
	case (c == '}' || c == ']') && s.last >= 0 && p.text[s.last] == ',':
		p.syntax(s.last, s.last+1, fmt.Sprintf("a comma stands before `%c`, with nothing between them", c), "take the comma out")
	case c == ',' && s.expect != expectColon && s.expect != expectComma:
		p.syntax(at, end, "a comma with nothing before it", "take the comma out, or write what is missing before it")
	case c == '\'':
		p.syntax(at, at+len(quoted(rest)), "a string in JSON can't be in single quotes", "use double quotes (`\"`)")
	case s.expect == expectComma:
		p.explainAfterValue(s, at)
	case s.expect == expectColon:
		p.syntax(at, end, "a `:` is missing between the key and its value", "write `\"key\": value`")
	case s.expect == expectKey:
		p.explainKey(at)
	case c == '{' || c == '[': // what the library takes for too deep
		p.tooDeep(at, end)
	default:
		p.explainWord(at, p.word(at))
	}
}

func (p *parser) comment(start, end int) {
	p.syntax(start, end, "JSON has no comments", "take the comment out, or write the file as YAML, which has comments")
}

// explainAfterValue explains what follows a value without a comma.
func (p *parser) explainAfterValue(s jsonState, at int) {
	c, end := p.text[at], p.runeEnd(at)
	switch {
	case len(s.open) == 0:
		p.syntax(at, end, "text after the end of the JSON value",
			"a JSON file holds one value: put several requests into one list, `[…, …]`, or each into a file of its own")
	case c == ':':
		p.syntax(at, end, "a `:` can only follow a key", "write a comma between two values; members stand in braces, as in `{\"key\": value}`")
	case c == '}' || c == ']':
		open := s.open[len(s.open)-1]
		p.fault(Fault{
			Rule: RuleSyntaxError, Start: at, End: end, Fatal: true,
			Message: fmt.Sprintf("`%c` can't close a `%c`", c, p.text[open]),
			Help:    fmt.Sprintf("write `%c` first", p.text[open]+2),
			Related: []Related{{Start: open, End: open + 1, Message: "opened here"}},
		})
	default:
		p.syntax(at, end, "a comma is missing before this", "write a comma between two members or items")
	}
}

// explainKey explains what stands in the place of a key.
func (p *parser) explainKey(at int) {
	word := p.word(at)
	if word == "" {
		p.syntax(at, p.runeEnd(at), "a key in double quotes was expected here", "write `\"key\": value`")
		return
	}
	p.syntax(at, at+len(word), fmt.Sprintf("the key `%s` must be in double quotes", shorten(word)),
		fmt.Sprintf("write `\"%s\"`", shorten(word)))
}

// explainWord explains an unquoted word in the place of a value.
func (p *parser) explainWord(at int, word string) {
	unsigned := strings.TrimLeft(word, "+-")
	lower := strings.ToLower(unsigned)
	name, end := shorten(word), at+len(word)
	switch {
	case word == "":
		p.syntax(at, p.runeEnd(at), "a value was expected here",
			"write a string in double quotes, a number, true, false, null, a list or an object")
	case lower == "nan" || lower == "inf" || lower == "infinity":
		p.syntax(at, end, fmt.Sprintf("JSON has no number `%s`", name), "write a number, or null")
	case lower == "true" || lower == "false" || lower == "null":
		p.syntax(at, end, fmt.Sprintf("JSON does not know `%s`", name), fmt.Sprintf("write `%s`", lower))
	case word == "None":
		p.syntax(at, end, "JSON does not know `None`", "write `null`")
	case unsigned != "" && !isDigit(unsigned[0]) && unsigned[0] != '.':
		p.syntax(at, end, fmt.Sprintf("the value `%s` must be in double quotes", name), fmt.Sprintf("write `\"%s\"`", name))
	case word[0] == '+':
		p.syntax(at, end, fmt.Sprintf("the number `%s` can't begin with `+`", name), "leave the sign out")
	case len(unsigned) > 1 && unsigned[0] == '0' && isDigit(unsigned[1]):
		p.syntax(at, end, fmt.Sprintf("the number `%s` can't begin with a zero", name),
			"leave the zeros out, or put the value in double quotes")
	default:
		p.syntax(at, end, fmt.Sprintf("`%s` is neither a number nor in double quotes", name),
			"write a number as in `12`, `-0.5` or `1e6`, and everything else in double quotes")
	}
}

// word returns the run of letters, digits and the like at offset at.
func (p *parser) word(at int) string {
	end := at
	for end < len(p.text) && isWord(p.text[end]) {
		end++
	}
	return string(p.text[at:end])
}

func isWord(c byte) bool {
	return c|0x20 >= 'a' && c|0x20 <= 'z' || isDigit(c) || c >= 0x80 || strings.IndexByte("_$.-+", c) >= 0
}

// quoted is what text begins with up to the other one of its quotes, if that
// is on the same line, and else the quote alone.
func quoted(text []byte) []byte {
	line := firstLine(text)
	if end := bytes.IndexByte(line[1:], line[0]); end >= 0 {
		return line[:end+2]
	}
	return line[:1]
}

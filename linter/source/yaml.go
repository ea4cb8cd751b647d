package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"

	"go.yaml.in/yaml/v4"
	"go.yaml.in/yaml/v4/plugin/loaderlimits"
)

// YAML 1.1 has line breaks that YAML 1.2 has not, and the library still breaks
// lines at them. So it is given others in their place, of the same length.
const (
	nextLine      = '\u0085'
	lineSeparator = '\u2028'
	paragraphSep  = '\u2029'
	nextLineStead = '\u0086' // can't be in the text: no character that YAML allows
	firstPrivate  = '\uE000' // those in the stead of the others are for private use
	lastPrivate   = '\uF8FF'
)

// nestedTooDeep is what the library is told to say of that.
const nestedTooDeep = "nested too deep"

// yaml reads the text as a stream of YAML documents.
func (p *parser) yaml() {
	p.file.yaml = true
	if !p.survey() {
		return
	}
	text, restore := p.prepare()
	loader, err := p.newLoader(text)
	content := false
	for err == nil {
		var document *yaml.Node
		if document, err = load(loader); err != nil {
			break
		}
		b := builder{parser: p, cursor: p.newCursor(), restore: restore, built: map[*yaml.Node]part{}}
		if len(p.file.Documents) == p.limits.Documents {
			at := b.cursor.seek(document.Line, document.Column)
			p.overLimit(at, at+1, fmt.Sprintf("the file holds more than %d documents, the most that edslint reads", p.limits.Documents))
			break
		}
		root := b.document(document)
		if p.stopped {
			break
		}
		p.file.Documents = append(p.file.Documents, Document{Root: root})
		content = content || root != nil
	}
	if err != nil && err != io.EOF {
		p.explainYAML(err)
	}
	if !content {
		p.file.Documents = nil
	}
}

// newLoader returns the library's reader of a text.
func (p *parser) newLoader(text []byte) (*yaml.Loader, error) {
	depth := func(depth int, _ *yaml.DepthContext) error {
		if depth > p.limits.Depth {
			return errors.New(nestedTooDeep)
		}
		return nil
	}
	return yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(loaderlimits.New(
		loaderlimits.AliasNone(), // aliases are counted while building
		loaderlimits.DepthFunc(depth),
	)))
}

// load reads the next document; io.EOF if there is none. A panic of the
// library is an error: whatever the text is, the other files are still linted.
func load(loader *yaml.Loader) (document *yaml.Node, err error) {
	defer func() {
		if recover() != nil {
			document, err = nil, errors.New("the YAML reader broke down")
		}
	}()
	document = new(yaml.Node)
	err = loader.Load(document)
	return document, err
}

// prepare returns the text as the library can read it, with each character
// where it was: without the line breaks that YAML 1.2 doesn't have, and without
// the directive that says it is YAML 1.2. The function gives their characters
// back to a string that was read from it.
func (p *parser) prepare() ([]byte, func(string) string) {
	text := p.text
	var back []string
	private := firstPrivate
	for _, special := range []rune{nextLine, lineSeparator, paragraphSep} {
		if !bytes.ContainsRune(text, special) {
			continue
		}
		stead := nextLineStead
		if special != nextLine {
			for private < lastPrivate && bytes.ContainsRune(text, private) {
				private++
			}
			stead = private
		}
		text = bytes.ReplaceAll(text, []byte(string(special)), []byte(string(stead)))
		back = append(back, string(stead), string(special))
	}
	if at, ok := p.directive12(); ok {
		text = bytes.Clone(text)
		text[at] = '#' // a comment
	}
	if back == nil {
		return text, func(s string) string { return s }
	}
	return text, strings.NewReplacer(back...).Replace
}

// directive12 returns the offset of the line "%YAML 1.2", if that stands at
// the head of the file.
func (p *parser) directive12() (int, bool) {
	for at := p.contentStart(); at < len(p.text); {
		line := firstLine(p.text[at:])
		if version, ok := bytes.CutPrefix(line, []byte("%YAML ")); ok {
			version, _, _ = bytes.Cut(version, []byte(" #"))
			return at, string(bytes.TrimSpace(version)) == "1.2"
		}
		if text := bytes.TrimSpace(line); len(text) > 0 && text[0] != '#' && line[0] != '%' {
			return 0, false
		}
		at += len(line) + 1 // of "\r\n" the rest is an empty line
	}
	return 0, false
}

// newCursor returns one for the text, which begins a line where the library
// sees one begin.
func (p *parser) newCursor() cursor {
	return cursor{text: p.text, starts: p.file.indexed().starts}
}

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
	nextLine       = '\u0085'
	lineSeparator  = '\u2028'
	paragraphSep   = '\u2029'
	nextLineStead  = '\u0086' // can't be in the text: no character that YAML allows
	firstPrivate   = '\uE000' // those in the stead of the others are for private use
	lastPrivateUse = '\uF8FF'
)

// errTooDeep is what the library hands back when it nests too deep.
var errTooDeep = errors.New("nested too deep")

// errBroken is in the stead of the library's panics.
var errBroken = errors.New("the YAML reader broke down")

// yaml reads the text as a stream of YAML documents.
func (p *parser) yaml() {
	if !p.survey() {
		return
	}
	text, restore := p.breakless()
	loader, err := yaml.NewLoader(bytes.NewReader(text), yaml.WithPlugin(loaderlimits.New(
		loaderlimits.AliasNone(), // aliases are counted while building
		loaderlimits.DepthFunc(func(depth int, _ *yaml.DepthContext) error {
			if depth > p.limits.Depth {
				return errTooDeep
			}
			return nil
		}))))
	if err != nil {
		p.syntax(0, 0, "the YAML reader could not start: "+err.Error(), "")
		return
	}
	content := false
	for {
		document, err := load(loader)
		if err == io.EOF {
			break
		}
		if err != nil {
			p.explainYAML(err)
			break
		}
		b := builder{
			parser:  p,
			cursor:  p.newCursor(),
			restore: restore,
			built:   map[*yaml.Node]part{},
		}
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
	if !content {
		p.file.Documents = nil
	}
}

// load reads the next document; io.EOF if there is none. A panic of the
// library is an error: whatever the text is, the other files are still linted.
func load(loader *yaml.Loader) (document *yaml.Node, err error) {
	defer func() {
		if recover() != nil {
			document, err = nil, errBroken
		}
	}()
	document = new(yaml.Node)
	err = loader.Load(document)
	return document, err
}

// breakless returns the text without the line breaks that YAML 1.2 doesn't
// have, and what gives them back to a string that was read from it.
func (p *parser) breakless() ([]byte, func(string) string) {
	text := p.text
	var back []string
	private := firstPrivate
	for _, special := range []rune{nextLine, lineSeparator, paragraphSep} {
		if !bytes.ContainsRune(text, special) {
			continue
		}
		stead := nextLineStead
		if special != nextLine {
			for private < lastPrivateUse && bytes.ContainsRune(text, private) {
				private++
			}
			stead = private
		}
		text = bytes.ReplaceAll(text, []byte(string(special)), []byte(string(stead)))
		back = append(back, string(stead), string(special))
	}
	if back == nil {
		return text, func(s string) string { return s }
	}
	return text, strings.NewReplacer(back...).Replace
}

// newCursor returns one for the text, which begins a line where the library
// sees one begin.
func (p *parser) newCursor() cursor {
	return cursor{text: p.text, starts: p.file.indexed().starts}
}

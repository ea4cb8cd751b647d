package source

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// explainYAML keeps the fault that ended the library's reading.
func (p *parser) explainYAML(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		p.syntax(0, 0, "this can't be read as YAML: "+err.Error(), "")
		return
	}
	context := p.place(load.ContextMark)
	at := p.place(load.Mark)
	if load.Mark.Line == 0 {
		at = context
	}
	if load.Message == nestedTooDeep {
		if load.ContextMark.Line == load.Mark.Line && load.Mark.Line > 0 {
			at = min(at, context) // a key is known to be one by its colon
		}
		p.tooDeep(at, at+1)
		return
	}
	if end := p.contentEnd(); at >= end && end > 0 {
		at = p.lastRune(end) // nothing behind the text can be shown
		if p.unclosed(load, at, context) {
			return
		}
	}
	f := p.wordYAML(load, at, context)
	f.Rule, f.Fatal = RuleSyntaxError, true
	p.fault(f)
}

// place returns the offset of a mark of the library.
func (p *parser) place(mark yaml.Mark) int {
	c := p.newCursor()
	return c.seek(mark.Line, mark.Column)
}

// unclosed keeps a fault if the file ends at offset at within a list or object
// in flow style, which begins at offset open.
func (p *parser) unclosed(load *yaml.LoadError, at, open int) bool {
	if load.Message == "did not find expected node content" {
		p.syntax(at, p.runeEnd(at), "the file ends where a value was expected", "write the value, and close each `[` and `{`")
		return true
	}
	if !strings.HasPrefix(load.Message, "did not find expected ','") || !bytes.ContainsAny(p.text[open:min(open+1, len(p.text))], "[{") {
		return false
	}
	p.endsOpen(at, open)
	return true
}

// wordYAML words what the library says of offset at, in something that begins
// at offset context.
func (p *parser) wordYAML(load *yaml.LoadError, at, context int) Fault {
	f := Fault{Start: at, End: at}
	if at < len(p.text) {
		f.End = p.runeEnd(at)
	}
	line := bytes.TrimSpace(lastLine(p.text[:at])) // as far as the place
	switch load.Message {
	case "found character that cannot start any token":
		return p.badStart(f)
	case "found a tab character where an indentation space is expected", "found a tab character that violates indentation":
		return p.tab(f)
	case "found unknown escape character":
		if f.End < len(p.text) {
			f.End = p.runeEnd(f.End)
		}
		f.Message = fmt.Sprintf("`%s` is no escape that YAML knows", shorten(string(p.text[at:f.End])))
		f.Help = "a backslash itself is written `\\\\` in double quotes, and `\\` in single quotes"
		return f
	case "did not find expected alphabetic or numeric character":
		f.Start, f.End = context, min(context+1, len(p.text))
		f.Message = fmt.Sprintf("a name must stand behind `%s`", p.text[f.Start:f.End])
		f.Help = "put a value that begins with `*` or `&` in quotes"
		return f
	case "mapping values are not allowed in this context":
		if !bytes.Contains(line, []byte(": ")) && !bytes.HasPrefix(line, []byte("- ")) && len(line) > 0 {
			f.Start = at - len(bytes.TrimLeft(lastLine(p.text[:at]), " "))
			f.Message = "a key can't stand here, because what is above it is a value without members"
			f.Help = byIndent
			return f
		}
	case "did not find expected key":
		if bytes.HasSuffix(line, []byte(`"`)) || bytes.HasSuffix(line, []byte("'")) {
			f.Message = "text behind the closing quote of a string"
			f.Help = "put all of the value in quotes; a quote in a string is written `''` in single quotes, and `\\\"` in double quotes"
			return f
		}
	}
	if name, ok := strings.CutPrefix(load.Message, "unknown anchor '"); ok {
		name = strings.TrimSuffix(name, "' referenced")
		f.End = min(at+1+len(name), len(p.text))
		f.Message = fmt.Sprintf("the alias `*%s` has no anchor `&%s` before it", shorten(name), shorten(name))
		f.Help = "if it is meant as text, put it in quotes"
		return f
	}
	w, ok := wordings()[load.Message]
	if !ok {
		w = wording{message: "this can't be read as YAML: " + load.Message}
	}
	f.Message, f.Help = w.message, w.help
	switch w.where {
	case fromContext:
		f.Start, f.End = context, context+len(bytes.TrimRight(firstLine(p.text[context:]), " \t"))
	case opened:
		f.Related = []Related{{Start: context, End: min(context+1, len(p.text)), Message: "opened here"}}
	}
	return f
}

const byIndent = "the lines of one list or object begin in the same column, and what belongs to a line stands further right"

// wording is how a message of the library is worded, and where it stands.
type wording struct {
	where         where
	message, help string
}

type where int

const (
	atPlace     where = iota
	fromContext       // at what it is in, to the end of its line
	opened            // at the place, related to the bracket that it is in
)

func wordings() map[string]wording {
	return map[string]wording{
		"mapping values are not allowed in this context": {atPlace, "a `:` can't stand here",
			"put a value that holds `: ` in quotes, and begin each key on a line of its own"},
		"mapping keys are not allowed in this context": {atPlace, "a `?` can't stand here",
			"put a value that begins with `? ` in quotes"},
		"block sequence entries are not allowed in this context": {atPlace, "a list can't begin here",
			"begin the list on a line of its own, below its key; put a value that begins with `- ` in quotes"},
		"could not find expected ':'": {fromContext, "there is no `:` behind this key",
			"write `key: value`, with a space behind the `:`; " + byIndent},
		"did not find expected key":           {atPlace, "a key was expected here", byIndent},
		"did not find expected '-' indicator": {atPlace, "a `-` was expected here", byIndent},
		"did not find expected ',' or ']'": {opened, "a `,` or `]` is missing before this",
			"write a comma between two items, and `]` behind the last"},
		"did not find expected ',' or '}'": {opened, "a `,` or `}` is missing before this",
			"write a comma between two members, and `}` behind the last"},
		"did not find expected node content": {atPlace, "a value was expected here",
			"write a value; one that begins with this character is put in quotes"},
		"did not find expected <document start>": {atPlace, "text after the end of the document",
			"end it with a line `---` if another document is to follow; " + byIndent},
		"found unexpected end of stream": {fromContext, "this string has no closing quote",
			"write the quote at its end"},
		"found unexpected document indicator": {fromContext, "this string has no closing quote before the end of its document",
			"write the quote at its end"},
		"did not find expected hexadecimal number": {atPlace, "the escape here lacks hexadecimal digits",
			"`\\x` takes two of them, `\\u` four, `\\U` eight"},
		"found invalid Unicode character escape code": {atPlace, "the escape here names no character",
			"write the character itself; one beyond U+FFFF is `\\U` with eight digits, never two halves"},
		"did not find expected comment or line break": {atPlace, "text that can't stand on this line",
			"the text of a block that `|` or `>` begins stands below it; put a value that begins with one of them in quotes"},
		"found an indentation indicator equal to 0": {atPlace, "a block can't be indented by 0", "leave the digit out"},
		"found undefined tag handle": {atPlace, "this tag begins with a handle that no %TAG line defines",
			"put a value that begins with `!` in quotes"},
		"did not find the expected '>'": {atPlace, "the tag is not closed",
			"write `>` at its end; put a value that begins with `!` in quotes"},
		"did not find expected whitespace or line break": {atPlace, "a tag can't hold this character",
			"write a space behind the tag; put a value that begins with `!` in quotes"},
		"found a comment without preceding whitespace": {atPlace, "a comment needs a space before its `#`",
			"write the space, or put the value in quotes"},
		"found unexpected content after document-end marker": {atPlace, "text behind the `...` that ends a document",
			"begin the text on a line of its own"},
		"found incompatible YAML document": {atPlace, "this version of YAML can't be read", "leave the %YAML line out"},
		"found unknown directive name": {atPlace, "a line that begins with `%` is a directive, and only %YAML and %TAG are known",
			"take the line out, or put the text in quotes"},
	}
}

// badStart words the fault of a character that no value can begin with.
func (p *parser) badStart(f Fault) Fault {
	switch text := string(p.text[f.Start:f.End]); text {
	case "":
		f.Message = "a value was expected here"
	case "\t":
		return p.tab(f)
	case "`":
		f.Message = "a value can't begin with a backtick"
		f.Help = "put the value in quotes"
	default:
		f.Message = fmt.Sprintf("a value can't begin with `%s`", shorten(text))
		f.Help = "put the value in quotes"
	}
	return f
}

// tab words the fault of a tab in the indentation, and marks all tabs there.
func (p *parser) tab(f Fault) Fault {
	for f.End < len(p.text) && p.text[f.End] == '\t' {
		f.End++
	}
	f.Message = "a tab can't indent YAML"
	f.Help = "indent with spaces; many editors have a setting for it"
	return f
}

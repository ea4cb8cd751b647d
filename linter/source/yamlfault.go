package source

import (
	"errors"
	"fmt"
	"strings"

	"go.yaml.in/yaml/v4"
)

// explainYAML keeps the fault that ended the library's reading.
func (p *parser) explainYAML(err error) {
	var load *yaml.LoadError
	if !errors.As(err, &load) {
		p.syntax(0, 0, "the YAML can't be read: "+err.Error(), "")
		return
	}
	at, context := p.place(load.Mark), p.place(load.ContextMark)
	if load.Mark.Line == 0 {
		at = context
	}
	end := p.contentEnd()
	if at >= end && end > 0 { // no place behind the text is worth showing
		at = max(p.contentStart(), end-1)
		for at > 0 && p.text[at]&0xC0 == 0x80 {
			at--
		}
	}
	if load.Message == errTooDeep.Error() {
		p.tooDeep(at, at+1)
		return
	}
	f := p.yamlFault(load, at, context)
	f.Rule, f.Fatal = RuleSyntaxError, true
	p.fault(f)
}

// place returns the offset of a mark of the library.
func (p *parser) place(mark yaml.Mark) int {
	c := p.newCursor()
	return c.seek(mark.Line, mark.Column)
}

// yamlFault words a fault at offset at, in something that begins at offset
// context.
func (p *parser) yamlFault(load *yaml.LoadError, at, context int) Fault {
	here := Fault{Start: at, End: at}
	if at < len(p.text) {
		here.End = p.runeEnd(at)
	}
	there := Fault{Start: context, End: context + len(strings.TrimRight(string(firstLine(p.text[context:])), " \t"))}
	say := func(f Fault, message, help string) Fault {
		f.Message, f.Help = message, help
		return f
	}
	opened := func(message, help string) Fault {
		f := say(here, message, help)
		f.Related = []Related{{Start: context, End: min(context+1, len(p.text)), Message: "opened here"}}
		return f
	}
	const byIndent = "lines of one list or object begin in the same column, and what belongs to a line stands further right"
	switch message := load.Message; message {
	case "found character that cannot start any token":
		return p.badStart(here)
	case "found a tab character where an indentation space is expected", "found a tab character that violates indentation":
		return p.tab(here)
	case "mapping values are not allowed in this context":
		return say(here, "a `:` can't stand here", "put a value that holds `: ` in quotes, and begin each key on a line of its own; "+byIndent)
	case "mapping keys are not allowed in this context":
		return say(here, "a `?` can't stand here", "put a value that begins with `? ` in quotes")
	case "block sequence entries are not allowed in this context":
		return say(here, "a list can't begin here", "begin the list on a line of its own, below its key; put a value that begins with `- ` in quotes")
	case "could not find expected ':'":
		return say(there, "there is no `:` behind this key", "write `key: value`, with a space behind the `:`; "+byIndent)
	case "did not find expected key":
		return say(here, "a key was expected here", byIndent+"; a value in quotes ends with its second quote")
	case "did not find expected '-' indicator":
		return say(here, "a `-` was expected here", byIndent)
	case "did not find expected ',' or ']'":
		return opened("a `,` or `]` is missing before this", "write a comma between two items, and `]` behind the last")
	case "did not find expected ',' or '}'":
		return opened("a `,` or `}` is missing before this", "write a comma between two members, and `}` behind the last")
	case "did not find expected node content":
		return say(here, "a value was expected here", "put a value that begins with this character in quotes; a comma stands between two values only")
	case "did not find expected <document start>":
		return say(here, "text after the end of the document", "end it with a line `---` if another document is to follow; "+byIndent)
	case "found unexpected end of stream", "found unexpected document indicator":
		return say(there, "this string has no closing quote", "write the quote at its end")
	case "found unknown escape character":
		end := min(at+2, len(p.text))
		if at+1 < len(p.text) {
			end = p.runeEnd(at + 1)
		}
		return say(Fault{Start: at, End: end}, fmt.Sprintf("`%s` is no escape that YAML knows", p.text[at:end]),
			"a backslash itself is written `\\\\` in double quotes, and `\\` in single quotes")
	case "did not find expected hexadecimal number":
		return say(here, "the escape here lacks hexadecimal digits", "`\\x` takes two of them, `\\u` four, `\\U` eight")
	case "found invalid Unicode character escape code":
		return say(here, "the escape here names no character", "write the character itself; one beyond U+FFFF is `\\U` with eight digits, never two halves")
	case "did not find expected comment or line break":
		return say(here, "text that can't stand on this line", "the text of a block that `|` or `>` begins stands below it; put a value that begins with them in quotes")
	case "found an indentation indicator equal to 0":
		return say(here, "a block can't be indented by 0", "leave the digit out")
	case "did not find expected alphabetic or numeric character":
		return say(Fault{Start: context, End: min(context+1, len(p.text))}, fmt.Sprintf("a name must stand behind `%s`", p.text[context:min(context+1, len(p.text))]),
			"put a value that begins with `*` or `&` in quotes")
	case "found undefined tag handle":
		return say(here, "the tag begins with a handle that no %TAG line defines", "put a value that begins with `!` in quotes")
	case "found a comment without preceding whitespace":
		return say(here, "a comment needs a space before its `#`", "write the space, or put the value in quotes")
	case "found unexpected content after document-end marker":
		return say(here, "text behind the `...` that ends a document", "begin the text on a line of its own")
	case "found incompatible YAML document":
		return say(here, "a version of YAML that can't be read", "leave the %YAML line out")
	default:
		if name, ok := strings.CutPrefix(message, "unknown anchor '"); ok {
			name = strings.TrimSuffix(name, "' referenced")
			return say(Fault{Start: at, End: min(at+1+len(name), len(p.text))}, fmt.Sprintf("the alias `*%s` has no anchor `&%s` before it", shorten(name), shorten(name)),
				"if it is meant as text, put it in quotes")
		}
		return say(here, "this is no YAML: "+message, "")
	}
}

// badStart words the fault of a character that no value can begin with.
func (p *parser) badStart(here Fault) Fault {
	if here.End == here.Start {
		here.Message = "a value was expected here"
		return here
	}
	if p.text[here.Start] == '\t' {
		return p.tab(here)
	}
	here.Message = fmt.Sprintf("a value can't begin with `%s`", p.text[here.Start:here.End])
	here.Help = "put the value in quotes"
	return here
}

// tab words the fault of a tab in the indentation, and marks all tabs there.
func (p *parser) tab(here Fault) Fault {
	for here.End < len(p.text) && p.text[here.End] == '\t' {
		here.End++
	}
	here.Message = "a tab can't indent YAML"
	here.Help = "indent with spaces; many editors have a setting for it"
	return here
}

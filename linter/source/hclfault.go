package source

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/hcl/v2"
)

// explainHCL makes a fault of the first error: those behind it often follow from it.
func (p *parser) explainHCL(diagnostics hcl.Diagnostics) *Fault {
	for _, d := range diagnostics {
		if d.Severity != hcl.DiagError {
			continue
		}
		f := &Fault{Rule: RuleSyntaxError, Message: "this is no HCL: " + lowerFirst(sentence(d.Summary)), Help: lowerFirst(sentence(d.Detail)), Fatal: true}
		if d.Subject != nil {
			f.Start = min(max(0, d.Subject.Start.Byte), len(p.text))
			f.End = min(max(f.Start, d.Subject.End.Byte), len(p.text))
		}
		if f.Start == len(p.text) {
			f.Start = p.lastRune(p.contentEnd())
			f.End = p.contentEnd()
		}
		return f
	}
	return &Fault{Rule: RuleSyntaxError, Message: "this is no HCL", Fatal: true}
}

// sentence makes a text of the library one that stands in a line: without what
// can't be seen or would act on a terminal, and without the full stop.
func sentence(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsPrint(r):
			return r
		default:
			return utf8.RuneError
		}
	}, text)
	return strings.TrimSuffix(strings.TrimSpace(text), ".")
}

func lowerFirst(text string) string {
	first, size := utf8.DecodeRuneInString(text)
	second, _ := utf8.DecodeRuneInString(text[size:])
	if unicode.IsUpper(second) { // an abbreviation
		return text
	}
	return string(unicode.ToLower(first)) + text[size:]
}

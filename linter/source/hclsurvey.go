package source

import (
	"bytes"
	"fmt"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
)

// mostStrung is how many words and signs of expressions may stand around one
// place without a comma or the end of a line: the library calls itself for each.
const mostStrung = 4_000

// mostCopied is how many bytes the library may copy to put texts together that
// have several lines: for each line, all before it.
const mostCopied = 1 << 30

// surveyHCL looks at the words and signs of the text, keeps its comments, and
// says whether the library can read it without using up the stack or memory.
func (p *parser) surveyHCL() bool {
	if n := countWords(p.text); n > p.limits.Nodes {
		p.overLimit(0, 0, fmt.Sprintf("the file holds more than %d words and signs, the most that edslint reads", p.limits.Nodes))
		return false
	}
	tokens, _ := hclsyntax.LexConfig(p.text, "", hcl.InitialPos)
	for _, t := range tokens {
		switch start, end := t.Range.Start.Byte, t.Range.End.Byte; t.Type {
		case hclsyntax.TokenComment:
			p.file.notes = append(p.file.notes, Comment{start, start + len(bytes.TrimRight(t.Bytes, " \t\r\n"))})
		case hclsyntax.TokenNumberLit:
			p.bound(&Node{Kind: Number, Start: start, End: end, Text: string(t.Bytes)}, string(t.Bytes))
		}
		if p.stopped {
			return false
		}
	}
	if t, why := tooMuch(tokens, p.limits.Depth); why != "" {
		p.overLimit(t.Range.Start.Byte, t.Range.End.Byte, why)
	}
	return !p.stopped
}

// tooMuch returns the token with which the words and signs become more than
// the library should be given, and why; nothing if they don't.
func tooMuch(tokens hclsyntax.Tokens, depth int) (hclsyntax.Token, string) {
	type bracket struct {
		kind         hclsyntax.TokenType
		words        int // in it, behind the last comma or end of a line
		texts, bytes int // of a text, its pieces without anything computed between them
	}
	open := []bracket{{kind: hclsyntax.TokenOBrace}}
	strung, copied := 0, 0
	inside := func() *bracket { return &open[len(open)-1] }
	ends := func() {
		strung -= inside().words
		inside().words = 0
	}
	for _, t := range tokens {
		switch t.Type {
		case hclsyntax.TokenQuotedLit, hclsyntax.TokenStringLit:
			inside().texts++
			inside().bytes += len(t.Bytes)
			if inside().texts > 1 { // the library copies what it has for each piece
				copied += inside().bytes
			}
		case hclsyntax.TokenComma:
			ends()
		case hclsyntax.TokenNewline, hclsyntax.TokenComment:
			if inside().kind == hclsyntax.TokenOBrace && bytes.HasSuffix(t.Bytes, []byte("\n")) {
				ends()
			}
		case hclsyntax.TokenCBrace, hclsyntax.TokenCBrack, hclsyntax.TokenCParen,
			hclsyntax.TokenCQuote, hclsyntax.TokenCHeredoc, hclsyntax.TokenTemplateSeqEnd:
			if len(open) > 1 {
				ends()
				open = open[:len(open)-1]
			}
		default:
			strung++
			inside().words++
			if !opens(t.Type) {
				break
			}
			if len(open) > depth {
				return t, fmt.Sprintf("brackets and quotes are nested more than %d deep, the most that edslint reads", depth)
			}
			inside().texts, inside().bytes = 0, 0
			open = append(open, bracket{kind: t.Type})
		}
		if copied > mostCopied {
			return t, "the texts of several lines up to here are longer together than edslint reads"
		}
		if strung > mostStrung {
			return t, fmt.Sprintf("an expression has more than %d words and signs up to here, the most that edslint reads", mostStrung)
		}
	}
	return hclsyntax.Token{}, ""
}

func opens(t hclsyntax.TokenType) bool {
	switch t {
	case hclsyntax.TokenOBrace, hclsyntax.TokenOBrack, hclsyntax.TokenOParen, hclsyntax.TokenOQuote, hclsyntax.TokenOHeredoc,
		hclsyntax.TokenTemplateInterp, hclsyntax.TokenTemplateControl:
		return true
	}
	return false
}

// countWords counts the words and signs of a text, or somewhat more: strings
// and comments have some that are none.
func countWords(text []byte) int {
	n, inside := 0, false
	for _, c := range text {
		word := isWord(c) && c != '.' && c != '+' && c != '$'
		if !isSpace(c) && (!word || !inside) {
			n++
		} else if c == '\n' {
			n++
		}
		inside = word
	}
	return n
}

package source

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"
)

// Parse reads content, at most limits.Bytes of it, as what its name says:
// .json is JSON, .yaml and .yml are YAML, .tf and .tfvars HCL. Under any other
// name it is JSON if it is valid JSON in braces or brackets, or begins like that,
// HCL if it has a resource in it, and else YAML. What can't be read is said by the
// file's Faults. The file keeps content, which must not change.
func Parse(name string, content []byte, limits Limits) *File {
	p := &parser{
		file:   &File{Name: filepath.ToSlash(name), Content: content},
		text:   content,
		limits: limits,
		kept:   map[string]int{},
	}
	switch {
	case len(content) > limits.Bytes:
		p.tooLong()
	case p.notUTF8(), p.markedTwice():
	default:
		switch strings.ToLower(path.Ext(p.file.Name)) {
		case ".json":
			p.json()
		case ".yaml", ".yml":
			p.yaml()
		case ".tf", ".tfvars":
			p.hcl()
		default:
			p = p.guess()
		}
	}
	slices.SortStableFunc(p.file.Faults, func(a, b Fault) int { return a.Start - b.Start })
	return p.file
}

// parser is what the readers of JSON and YAML have in common.
type parser struct {
	file    *File
	text    []byte
	limits  Limits
	nodes   int            // made so far, in all documents
	kept    map[string]int // faults so far, by rule
	stopped bool           // a fault has ended parsing
}

// guess reads a text whose name doesn't say what it is.
func (p *parser) guess() *parser {
	start := p.contentStart()
	for start < len(p.text) && isSpace(p.text[start]) {
		start++
	}
	if start == len(p.text) || p.text[start] != '{' && p.text[start] != '[' {
		if looksLikeHCL(p.text[start:]) {
			p.hcl()
		} else {
			p.yaml()
		}
		return p
	}
	if json.Valid(p.text[start:]) || looksLikeJSON(p.text[start:]) {
		p.json()
	} else {
		p.yaml()
	}
	return p
}

// looksLikeJSON says whether what follows the opening brackets is what only
// JSON's writers put there: a quoted string, or a comment in slashes.
func looksLikeJSON(text []byte) bool {
	inside := bytes.TrimLeft(text, "{[ \t\r\n")
	return len(inside) > 0 && (inside[0] == '"' || inside[0] == '/')
}

// looksLikeHCL says whether a line of the text begins a resource, as only HCL has it.
func looksLikeHCL(text []byte) bool {
	for line := range bytes.Lines(text) {
		if bytes.HasPrefix(line, []byte(`resource "`)) && bytes.HasSuffix(bytes.TrimSpace(line), []byte(`{`)) {
			return true
		}
	}
	return false
}

// tooLong drops the content, so that nobody goes on to work with it.
func (p *parser) tooLong() {
	p.file.Content, p.text = nil, nil
	p.fault(Fault{
		Rule:    RuleOverLimit,
		Message: fmt.Sprintf("the file is longer than %d bytes, the most that edslint reads", p.limits.Bytes),
		Help:    "keep each event data store in a file of its own",
		Fatal:   true,
	})
}

// notUTF8 says whether the text is in another encoding than UTF-8, and where.
func (p *parser) notUTF8() bool {
	if len(p.text) >= 2 {
		a, b := p.text[0], p.text[1]
		if a == 0xFF && b == 0xFE || a == 0xFE && b == 0xFF || (a == 0) != (b == 0) {
			p.fault(Fault{
				Rule: RuleNotUTF8, Start: 0, End: 2, Fatal: true,
				Message: "the file is in UTF-16, and must be in UTF-8",
				Help:    "save it as UTF-8; PowerShell's `>` writes UTF-16, `Out-File -Encoding utf8` does not",
			})
			return true
		}
	}
	if utf8.Valid(p.text) {
		return false
	}
	at := 0
	for at < len(p.text) {
		r, size := utf8.DecodeRune(p.text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	p.fault(Fault{
		Rule: RuleNotUTF8, Start: at, End: at + 1, Fatal: true,
		Message: fmt.Sprintf("the byte 0x%02X is not UTF-8, and the file must be in UTF-8", p.text[at]),
		Help:    "save the file as UTF-8",
	})
	return true
}

// markedTwice says whether a second byte order mark follows the first, as where
// texts with one were joined: it is a part of what comes next.
func (p *parser) markedTwice() bool {
	if !bytes.HasPrefix(p.text, []byte(byteOrderMark+byteOrderMark)) {
		return false
	}
	p.syntax(len(byteOrderMark), 2*len(byteOrderMark),
		"a second byte order mark stands at the beginning of the file, where only one is passed over",
		"save the file as UTF-8 without a byte order mark")
	return true
}

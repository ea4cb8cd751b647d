package source

import (
	"bytes"
	"fmt"
	"unicode/utf8"
)

// What a %TAG directive may be, since its text is written out again for every
// tag that uses it.
const (
	maxDirectives = 100
	maxDirective  = 128 // bytes
)

// survey looks over the text before the YAML library does, and says whether
// the library can have it: the library reads as many nodes as there are, and
// gigabytes of them fit into 10 MiB. What it counts is what a node could begin
// with, so that it never counts too few.
func (p *parser) survey() bool {
	room := p.limits.Nodes
	flow := false
	directives := 0
	for i := 0; i < len(p.text) && !p.stopped; i++ {
		c := p.text[i]
		if c < ' ' || c >= 0x7F {
			p.printable(i)
			continue
		}
		switch c {
		case '[', '{':
			flow = true
			room--
		case ',':
			if flow {
				room -= 2 // a key and a value that may both be empty
			}
		case ':', '?':
			if flow || p.blank(i+1) {
				room -= 2
			}
		case '-', '#': // a comment takes as much of the library's memory as a node
			if c == '#' || p.blank(i+1) {
				room--
			}
		case '%':
			if bytes.HasPrefix(p.text[i:], []byte("%TAG")) && (i == 0 || p.text[i-1] == '\n' || p.text[i-1] == '\r') {
				directives++
				p.directive(i, directives)
			}
		}
		if room < 0 {
			p.overLimit(i, i+1, fmt.Sprintf("the file has room for more than %d keys, values and comments, the most that edslint reads", p.limits.Nodes))
		}
	}
	return !p.stopped
}

// blank says whether at offset i is white space or the end.
func (p *parser) blank(i int) bool {
	return i >= len(p.text) || isSpace(p.text[i]) || p.text[i] >= 0x80
}

// printable keeps a fault if the character at offset i, part of which may have
// been looked at before, can't stand in YAML.
func (p *parser) printable(i int) {
	c := p.text[i]
	if c == '\t' || c == '\n' || c == '\r' || !utf8.RuneStart(c) {
		return
	}
	r, size := utf8.DecodeRune(p.text[i:])
	if r >= 0xA0 && r != 0xFFFE && r != 0xFFFF || r == nextLine {
		return
	}
	p.syntax(i, i+size, fmt.Sprintf("the control character U+%04X can't stand in YAML", r),
		fmt.Sprintf("take it out, or write `\"\\u%04x\"` in a string in double quotes", r))
}

// directive bounds the %TAG directive at offset i, the nth of the file.
func (p *parser) directive(i, nth int) {
	if line := firstLine(p.text[i:]); len(line) > maxDirective {
		p.overLimit(i, i+len(line), fmt.Sprintf("a %%TAG line of more than %d bytes, the most that edslint reads", maxDirective))
	} else if nth > maxDirectives {
		p.overLimit(i, i+len(line), fmt.Sprintf("more than %d %%TAG lines, the most that edslint reads", maxDirectives))
	}
}

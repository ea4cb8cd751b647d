package source

import (
	"bytes"
	"unicode/utf8"
)

// byteOrderMark may stand before JSON and YAML, and belongs to neither.
const byteOrderMark = "\uFEFF"

// contentStart is where the text begins, behind a byte order mark.
func (p *parser) contentStart() int {
	if bytes.HasPrefix(p.text, []byte(byteOrderMark)) {
		return len(byteOrderMark)
	}
	return 0
}

// contentEnd is where the text ends, white space not counted.
func (p *parser) contentEnd() int {
	return max(p.contentStart(), len(bytes.TrimRight(p.text, " \t\r\n")))
}

// runeEnd is the offset behind the character at offset at.
func (p *parser) runeEnd(at int) int {
	_, size := utf8.DecodeRune(p.text[at:])
	return at + size
}

// lastRune is the offset of the last character before offset end.
func (p *parser) lastRune(end int) int {
	_, size := utf8.DecodeLastRune(p.text[:end])
	return end - size
}

// firstLine is text up to its first line break.
func firstLine(text []byte) []byte {
	if end := bytes.IndexAny(text, "\r\n"); end >= 0 {
		return text[:end]
	}
	return text
}

// lastLine is text behind its last line break.
func lastLine(text []byte) []byte {
	return text[bytes.LastIndexAny(text, "\r\n")+1:]
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

// isSpace says whether a byte is white space, to JSON and YAML alike.
func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\r' || c == '\n' }

package source

import "bytes"

// The YAML library says where a node begins, in lines and columns. The
// functions here find the offsets between which it stands in the text.

// cursor turns the lines and columns of a text, in the order of the text, into
// offsets.
type cursor struct {
	text                 []byte
	starts               []int // offsets of the lines
	line, column, offset int   // where it stands; line 0 is nowhere
}

// seek returns the offset of a line and column, both from 1. What is outside
// of the text becomes its end.
func (c *cursor) seek(line, column int) int {
	if line < 1 || line > len(c.starts) {
		return len(c.text)
	}
	if line != c.line || column < c.column {
		c.line, c.column, c.offset = line, 1, c.starts[line-1]
	}
	for c.column < column && c.offset < len(c.text) {
		c.offset++
		for c.offset < len(c.text) && c.text[c.offset]&0xC0 == 0x80 {
			c.offset++
		}
		c.column++
	}
	return c.offset
}

// skipBlank returns the offset of the next token: behind white space, line
// breaks and comments.
func skipBlank(text []byte, at int) int {
	for at < len(text) {
		switch {
		case isSpace(text[at]):
			at++
		case text[at] == '#' && (at == 0 || isSpace(text[at-1])):
			at += len(firstLine(text[at:]))
		default:
			return at
		}
	}
	return at
}

// skipProperties returns the offset behind n properties of a node, the first
// of them at offset at. One may be an anchor of that name, and one a tag.
func skipProperties(text []byte, at, n int, anchor string) int {
	for ; n > 0; n-- {
		at = skipBlank(text, at)
		switch {
		case at < len(text) && text[at] == '&':
			at = min(at+len("&")+len(anchor), len(text))
		case bytes.HasPrefix(text[at:], []byte("!<")):
			if end := bytes.IndexByte(text[at:], '>'); end >= 0 {
				at += end + 1
			}
		default:
			for at < len(text) && !isSpace(text[at]) && !isFlowIndicator(text[at]) {
				at++
			}
		}
	}
	return at
}

func isFlowIndicator(c byte) bool {
	return c == ',' || c == '[' || c == ']' || c == '{' || c == '}'
}

// endOfQuoted returns the offset behind the string in quotes at offset at.
func endOfQuoted(text []byte, at int) int {
	quote := text[at]
	for at++; at < len(text); at++ {
		switch {
		case text[at] == '\\' && quote == '"':
			at++
		case text[at] == quote && quote == '\'' && at+1 < len(text) && text[at+1] == quote:
			at++
		case text[at] == quote:
			return at + 1
		}
	}
	return len(text)
}

// endOfPlain returns the offset behind the plain scalar at offset at, whose
// value is known: the value differs from the text in white space alone.
func endOfPlain(text []byte, at int, value string) int {
	end := at
	for i := range len(value) {
		if isSpace(value[i]) {
			continue
		}
		for at < len(text) && isSpace(text[at]) {
			at++
		}
		if at == len(text) || text[at] != value[i] {
			return end
		}
		at++
		end = at
	}
	return end
}

// endOfBlock returns the offset behind the last visible character of the block
// scalar at offset at, or behind its header if it has none.
func endOfBlock(text []byte, at int, value string) int {
	header := at + 1
	for header < len(text) && (text[header] == '+' || text[header] == '-' || isDigit(text[header])) {
		header++
	}
	body := at + len(firstLine(text[at:]))
	if end := endOfPlain(text, body, value); end > body {
		return end
	}
	return header
}

// endOfFlow returns the offset behind the bracket that closes a list or
// object. Behind the last child, which ends at offset at, only separators and
// an empty key or value can stand before it.
func endOfFlow(text []byte, at int, closing byte) int {
	for {
		at = skipBlank(text, at)
		if at == len(text) {
			return at
		}
		switch text[at] {
		case closing:
			return at + 1
		case ',', ':', '?':
			at++
		default:
			return at
		}
	}
}

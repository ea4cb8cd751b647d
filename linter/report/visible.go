package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// emojiStyle makes an emoji of the character before it, as keyboards write it.
const emojiStyle = '\ufe0f'

// plain reports whether a terminal shows r as a mark of its own and does nothing
// else: not control, format, bidi, zero-width or unassigned characters, nor
// blanks that look like a space.
func plain(r rune) bool {
	if r == emojiStyle {
		return true
	}
	if r < utf8.RuneSelf {
		return r >= ' ' && r <= '~'
	}
	return unicode.IsPrint(r) && !unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point)
}

// Visible returns a text as a terminal may see it: what is not plain is escaped,
// line breaks too, and what the log of a CI system would take for a command.
func Visible(s string) string { return visible(s) }

// visible returns s with what is not plain escaped: an ASCII character or a byte
// that isn't UTF-8 as \xNN, others as \uNNNN.
func visible(s string) string {
	if isPlain(s) && !strings.Contains(s, "##") {
		return s
	}
	var b strings.Builder
	for s != "" {
		shown, width := first(s)
		b.WriteString(shown)
		s = s[width:]
	}
	return b.String()
}

// isPlain reports whether a text is all plain ASCII characters, as nearly all are:
// each of them is then one byte and one column.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// first returns how the first character of s is shown, and its width in bytes.
func first(s string) (shown string, width int) {
	r, width := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && width == 1:
		return fmt.Sprintf(`\x%02x`, s[0]), width
	case r == '#' && isCommand(s):
		return `\x23`, width
	case plain(r):
		return s[:width], width
	case r == '\n':
		return `\n`, width
	case r == '\r':
		return `\r`, width
	case r == '\t':
		return `\t`, width
	case r < utf8.RuneSelf:
		return fmt.Sprintf(`\x%02x`, r), width
	case r < 0x10000:
		return fmt.Sprintf(`\u%04x`, r), width
	default:
		return fmt.Sprintf(`\U%08x`, r), width
	}
}

// isCommand reports whether s begins as what tells the reader of a log to do
// something, wherever in a line it stands: "##[" in GitHub Actions, "##vso[" in
// Azure Pipelines, "##teamcity[".
func isCommand(s string) bool {
	rest, ok := strings.CutPrefix(s, "##")
	return ok && strings.HasPrefix(strings.TrimLeft(rest, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"), "[")
}

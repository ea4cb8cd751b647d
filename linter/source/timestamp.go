package source

import "strings"

// isTimestamp says whether a plain scalar is a date, such as 2020-01-31, or a
// date and a time, such as 2020-1-31 3:04:05.6 +07:00.
func isTimestamp(text string) bool {
	t := timestamp{rest: text}
	if !t.digits(4, 4) || !t.literal('-') {
		return false
	}
	month := len(t.rest)
	if !t.digits(1, 2) || !t.literal('-') {
		return false
	}
	day := len(t.rest)
	if !t.digits(1, 2) {
		return false
	}
	if t.rest == "" {
		return month-day == len("01-") && day == len("31")
	}
	if !t.literal('T') && !t.literal('t') && !t.blanks() {
		return false
	}
	if !t.digits(1, 2) || !t.literal(':') || !t.digits(2, 2) || !t.literal(':') || !t.digits(2, 2) {
		return false
	}
	if t.literal('.') {
		t.rest = strings.TrimLeft(t.rest, "0123456789")
	}
	return t.zone()
}

// timestamp is what is still to be read of one.
type timestamp struct{ rest string }

func (t *timestamp) literal(c byte) bool {
	if t.rest == "" || t.rest[0] != c {
		return false
	}
	t.rest = t.rest[1:]
	return true
}

func (t *timestamp) digits(least, most int) bool {
	n := 0
	for n < most && n < len(t.rest) && isDigit(t.rest[n]) {
		n++
	}
	t.rest = t.rest[n:]
	return n >= least
}

func (t *timestamp) blanks() bool {
	before := len(t.rest)
	t.rest = strings.TrimLeft(t.rest, " \t")
	return len(t.rest) < before
}

// zone reads the offset from UTC, which may be missing, and the end.
func (t *timestamp) zone() bool {
	if t.rest == "" {
		return true
	}
	t.blanks()
	if t.literal('Z') {
		return t.rest == ""
	}
	if !t.literal('+') && !t.literal('-') || !t.digits(1, 2) {
		return false
	}
	if t.literal(':') && !t.digits(2, 2) {
		return false
	}
	return t.rest == ""
}

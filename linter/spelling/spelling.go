// Package spelling finds the known word that an unknown one was meant to be, and
// lists words in messages.
package spelling

import (
	"strings"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// Like reports whether word looks like a misspelling of known: equal but for
// case and punctuation, or a few letters away, the fewer the shorter the word.
func Like(word, known string) bool {
	most := allowed(known)
	return word == known || distance(word, known, most) <= most
}

// Nearest returns the candidate that word looks most like, or "". Of equals,
// the first.
func Nearest(word string, candidates []string) string {
	best, found := 0, ""
	for _, candidate := range candidates {
		most := allowed(candidate)
		if d := distance(word, candidate, most); d <= most && (found == "" || d < best) {
			best, found = d, candidate
		}
	}
	return found
}

func allowed(known string) int {
	switch n := len(known); {
	case n <= 4:
		return 1
	case n <= 8:
		return 2
	default:
		return 3
	}
}

// distance says only that it is more than most where the lengths tell it, so that
// most words cost little, and one of a megabyte nothing.
func distance(word, known string, most int) int {
	if len(word) > 2*len(known)+8 {
		return len(word)
	}
	a, b := fold(word), fold(known)
	if apart := utf8.RuneCountInString(a) - utf8.RuneCountInString(b); max(apart, -apart) > most {
		return most + 1
	}
	if swapped(a, b) {
		return 1
	}
	return levenshtein.ComputeDistance(a, b)
}

// swapped reports whether two words differ in two neighbours that changed
// places: one slip, but two by Levenshtein.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	i := 0
	for i < len(a) && a[i] == b[i] {
		i++
	}
	return i+1 < len(a) && a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
}

var punctuation = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

func fold(s string) string { return strings.ToLower(punctuation.Replace(s)) }

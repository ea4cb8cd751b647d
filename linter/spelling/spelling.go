// Package spelling finds the known word that an unknown one was meant to be, and
// lists words in messages.
package spelling

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Like reports whether word looks like a misspelling of known: equal but for
// case and punctuation, or a few letters away, the fewer the shorter the word.
func Like(word, known string) bool {
	return distance(word, known) <= allowed(known)
}

// Nearest returns the candidate that word looks most like, or "". Of equals,
// the first.
func Nearest(word string, candidates []string) string {
	best, found := 0, ""
	for _, candidate := range candidates {
		if d := distance(word, candidate); d <= allowed(candidate) && (found == "" || d < best) {
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

// distance is bounded, so that a word of a megabyte costs nothing.
func distance(word, known string) int {
	if len(word) > 2*len(known)+8 {
		return len(word)
	}
	a, b := fold(word), fold(known)
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

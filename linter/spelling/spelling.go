// Package spelling finds the known word that an unknown one was meant to be.
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
	return levenshtein.ComputeDistance(fold(word), fold(known))
}

var punctuation = strings.NewReplacer("_", "", "-", "", " ", "", ".", "")

func fold(s string) string { return strings.ToLower(punctuation.Replace(s)) }

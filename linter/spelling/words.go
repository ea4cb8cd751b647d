package spelling

import (
	"fmt"
	"strings"
)

// DidYouMean proposes the candidate that word looks most like, at the end of a
// message, or is empty.
func DidYouMean(word string, candidates []string) string {
	if near := Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean %q?", near)
	}
	return ""
}

// And lists words in a message: "a, b and c".
func And(words []string) string { return list(words, " and ") }

// Or lists words in a message: "a, b or c".
func Or(words []string) string { return list(words, " or ") }

func list(words []string, last string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	n := len(words) - 1
	return strings.Join(words[:n], ", ") + last + words[n]
}

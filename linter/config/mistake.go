package config

import (
	"fmt"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// called names what a key holds.
func called(key string) string {
	if key == "" {
		return "the config"
	}
	return "`" + brief(key) + "`"
}

// brief shortens what a message quotes.
func brief(text string) string {
	const most = 60
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

// didYouMean proposes the candidate that a word looks like, or abbreviates.
func didYouMean(word string, candidates []string) string {
	near := spelling.Nearest(word, candidates)
	if i := slices.IndexFunc(candidates, func(c string) bool { return strings.HasPrefix(c, word) }); near == "" && len(word) >= 3 && i >= 0 {
		near = candidates[i]
	}
	if near == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", near)
}

// head is a node of the place at which a list or object begins.
func head(n *source.Node) *source.Node {
	start, end := request.Head(n)
	return &source.Node{Start: start, End: end}
}

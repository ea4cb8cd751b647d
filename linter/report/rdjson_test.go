package report

import (
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

func TestByteColumn(t *testing.T) {
	text := lines(3, "aü監😀b")
	window := []finding.Line{{Number: 3, Text: "ab", Left: 2}}
	tests := []struct {
		name         string
		lines        []finding.Line
		line, column int
		want         int
	}{
		{"first", text, 3, 1, 1},
		{"after one byte", text, 3, 2, 2},
		{"after two", text, 3, 3, 4},
		{"after three", text, 3, 4, 7},
		{"after four", text, 3, 5, 11},
		{"end", text, 3, 6, 12},
		{"beyond", text, 3, 7, 0},
		{"other line", text, 4, 1, 0},
		{"window", window, 3, 3, 0},
		{"not UTF-8", lines(3, "\xffa"), 3, 2, 2},
		{"no column", text, 3, 0, 1},
	}
	for _, test := range tests {
		if got := byteColumn(test.lines, test.line, test.column); got != test.want {
			t.Errorf("%s: got %d, want %d", test.name, got, test.want)
		}
	}
}

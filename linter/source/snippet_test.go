package source

import (
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

func TestSnippet(t *testing.T) {
	ten := strings.Repeat("é123456789", 100) // 1000 code points, 1100 bytes
	tests := []struct {
		name, text string
		start, end string // the region is between what these stand for
		want       []finding.Line
	}{
		{"first line", "ab\ncd\n", "", "ab", []finding.Line{{Number: 1, Text: "ab"}}},
		{"one line before", "ab\r\n\tcd\r\nef", "ab\r\n\t", "ab\r\n\tcd",
			[]finding.Line{{Number: 1, Text: "ab"}, {Number: 2, Text: "\tcd"}}},
		{"several lines", "a\rb\rc\rd", "a\r", "a\rb\rc", []finding.Line{{Number: 1, Text: "a"}, {Number: 2, Text: "b"}, {Number: 3, Text: "c"}}},
		{"at most five lines", "a\nb\nc\nd\ne\nf\ng", "a\nb\n", "a\nb\nc\nd\ne\nf\ng",
			[]finding.Line{{Number: 2, Text: "b"}, {Number: 3, Text: "c"}, {Number: 4, Text: "d"}, {Number: 5, Text: "e"}, {Number: 6, Text: "f"}}},
		{"ends with its line break", "a\nb\nc", "a\n", "a\nb\n", []finding.Line{{Number: 1, Text: "a"}, {Number: 2, Text: "b"}}},
		{"at the end of the file", "a\n", "a\n", "a\n", []finding.Line{{Number: 1, Text: "a"}, {Number: 2, Text: ""}}},
		{"empty file", "", "", "", []finding.Line{{Number: 1, Text: ""}}},
		{"byte order mark", "\uFEFFa", "\uFEFF", "\uFEFFa", []finding.Line{{Number: 1, Text: "a"}}},
		{"not UTF-8", "a\xffb", "a", "a\xff", []finding.Line{{Number: 1, Text: "a\uFFFDb"}}},
		{"long line, at its start", ten, "", "é", []finding.Line{{Number: 1, Text: ten[:240+24], Right: true}}},
		{"long line, in its middle", ten, ten[:550], ten[:550] + "é",
			[]finding.Line{{Number: 1, Text: strings.Repeat("é123456789", 24), Left: 420, Right: true}}},
		{"long line, at its end", ten, ten[:len(ten)-1], ten, []finding.Line{{Number: 1, Text: strings.Repeat("é123456789", 24), Left: 760}}},
		{"long line before", ten + "\nb", ten + "\n", ten + "\nb", []finding.Line{{Number: 1, Text: ten[:240+24], Right: true}, {Number: 2, Text: "b"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &File{Content: []byte(test.text)}
			diff(t, "snippet", test.want, f.Snippet(f.Region(len(test.start), len(test.end))))
		})
	}
}

func TestSnippetOutside(t *testing.T) {
	f := &File{Content: []byte("a")}
	if got := f.Snippet(finding.Region{StartLine: 5, EndLine: 6}); got != nil {
		t.Errorf("got %v for a line that is not there", got)
	}
}

// A file of one long line with a finding in each place stays quick.
func TestSnippetLongLine(t *testing.T) {
	f := &File{Content: []byte(strings.Repeat("é", 5<<20))}
	for i := range 2000 {
		start := i * 5000
		lines := f.Snippet(f.Region(start, start+2))
		if len(lines) != 1 || len(lines[0].Text) != 480 {
			t.Fatalf("at %d: %d lines", start, len(lines))
		}
	}
}

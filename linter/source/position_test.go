package source

import (
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

func TestPosition(t *testing.T) {
	tests := []struct {
		name, text, before string // the position is behind before
		want               Position
	}{
		{"start", "ab", "", Position{1, 1, 1}},
		{"empty file", "", "", Position{1, 1, 1}},
		{"end", "ab", "ab", Position{1, 3, 3}},
		{"line feed", "a\nbc", "a\nb", Position{2, 2, 2}},
		{"at the line feed", "a\nbc", "a", Position{1, 2, 2}},
		{"carriage return and line feed", "a\r\nbc", "a\r\nb", Position{2, 2, 2}},
		{"carriage return alone", "a\rbc\r\rd", "a\rbc\r\r", Position{4, 1, 1}},
		{"carriage return at the end", "a\r", "a\r", Position{2, 1, 1}},
		{"next line and others are no line breaks", "a\u0085b\u2028c\u2029d", "a\u0085b\u2028c\u2029", Position{1, 7, 7}},
		{"form feed is no line break", "a\f\vb", "a\f\v", Position{1, 4, 4}},
		{"byte order mark", "\uFEFFab", "\uFEFFa", Position{1, 2, 2}},
		{"before the byte order mark", "\uFEFFab", "", Position{1, 1, 1}},
		{"only a byte order mark", "\uFEFF", "\uFEFF", Position{1, 1, 1}},
		{"byte order mark on a later line", "a\n\uFEFFb", "a\n\uFEFF", Position{2, 2, 2}},
		{"wide", "日本x", "日本", Position{1, 3, 3}},
		{"combining", "e\u0301x", "e\u0301", Position{1, 3, 3}},
		{"beyond the basic plane", "😀x", "😀", Position{1, 2, 3}},
		{"tab", "\tx", "\t", Position{1, 2, 2}},
		{"second line after wide", "😀\n😀😀x", "😀\n😀😀", Position{2, 3, 5}},
		{"far in a long line", strings.Repeat("é😀", 5000) + "x", strings.Repeat("é😀", 5000), Position{1, 10001, 15001}},
		{"far in the second line", "abc\n" + strings.Repeat("é", 5000) + "x", "abc\n" + strings.Repeat("é", 4000), Position{2, 4001, 4001}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := &File{Content: []byte(test.text)}
			diff(t, "position", test.want, f.Position(len(test.before)))
		})
	}
}

func TestPositionOutside(t *testing.T) {
	f := &File{Content: []byte("a\nb")}
	diff(t, "before", Position{1, 1, 1}, f.Position(-3))
	diff(t, "behind", Position{2, 2, 2}, f.Position(100))
}

// Every offset's position is that which counting from the start gives.
func TestPositionEverywhere(t *testing.T) {
	text := strings.Repeat("a😀\r\né\r日\n\n", 300) + "end"
	f := &File{Content: []byte(text)}
	want := Position{1, 1, 1}
	for i, r := range text {
		if got := f.Position(i); got != want {
			t.Fatalf("offset %d: got %v, want %v", i, got, want)
		}
		switch {
		case r == '\n' || r == '\r' && text[i+1] != '\n':
			want = Position{want.Line + 1, 1, 1}
		case r > 0xFFFF:
			want.Column++
			want.Column16 += 2
		default:
			want.Column++
			want.Column16++
		}
	}
}

func TestRegion(t *testing.T) {
	f := &File{Content: []byte("a😀b\ncd")}
	want := finding.Region{StartLine: 1, StartColumn: 3, StartColumn16: 4, EndLine: 2, EndColumn: 2, EndColumn16: 2}
	diff(t, "region", want, f.Region(5, 8))
	diff(t, "empty region", finding.Region{StartLine: 1, StartColumn: 2, StartColumn16: 2, EndLine: 1, EndColumn: 2, EndColumn16: 2}, f.Region(1, 0))
}

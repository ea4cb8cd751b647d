package source

import (
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// What a snippet shows of a file, in lines and code points.
const (
	snippetLines  = 5
	snippetWindow = 240
	snippetBefore = 80 // of the window, what stands before the region
)

// Snippet returns the lines of a region with one line before them, at most
// five in all: of a longer region the end is missing. Of a line of over 240
// code points it keeps a window around the region's start, or the first 240 of
// a line that the region doesn't start in. Tabs stay as they are, and what is
// not UTF-8 becomes U+FFFD. The lines are copies and don't hold the file in
// memory. Of calls from goroutines holds what is said of Position.
func (f *File) Snippet(region finding.Region) []finding.Line {
	count := len(f.indexed().starts)
	first, last := region.StartLine, region.EndLine
	if last > first && region.EndColumn == 1 {
		last-- // the region ends with the line break before
	}
	if first < 1 || first > count {
		return nil
	}
	var lines []finding.Line
	for n := max(1, first-1); n <= min(last, count) && len(lines) < snippetLines; n++ {
		left := 0
		if n == first {
			left = max(0, region.StartColumn-1-snippetBefore)
		}
		lines = append(lines, f.line(n, left))
	}
	return lines
}

// line returns line number n, and of a long one the code points behind left.
func (f *File) line(n, left int) finding.Line {
	starts := f.indexed().starts
	start, end := starts[n-1], max(len(f.Content), starts[n-1])
	if n < len(starts) {
		end = starts[n] - 1
		if end > start && f.Content[end] == '\n' && f.Content[end-1] == '\r' {
			end--
		}
	}
	from := f.before(start).points
	length := f.before(end).points - from
	if length <= snippetWindow {
		left = 0
	}
	left = min(left, max(0, length-snippetWindow))
	right := min(length, left+snippetWindow)
	text := f.Content[f.find(from+left):f.find(from+right)]
	return finding.Line{Number: n, Text: strings.ToValidUTF8(string(text), "\uFFFD"), Left: left, Right: right < length}
}

// find returns the offset behind that many code points of the file.
func (f *File) find(points int) int {
	block, _ := slices.BinarySearchFunc(f.indexed().counts, points,
		func(w width, points int) int { return w.points - points })
	block = max(0, block-1) // the last whose count is smaller
	offset := block * stride
	left := points - f.indexed().counts[block].points
	for ; offset < len(f.Content); offset++ {
		if f.Content[offset]&0xC0 != 0x80 {
			if left == 0 {
				break
			}
			left--
		}
	}
	return offset
}

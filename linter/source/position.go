package source

import (
	"bytes"
	"slices"

	"github.com/edslint/edslint/linter/finding"
)

// stride is how far apart in the text the counts of an index stand. It bounds
// the work for one position, however long the line.
const stride = 1024

// index finds lines and columns of a text.
type index struct {
	starts []int   // the offset at which each line starts
	counts []width // of the text before every multiple of stride
}

// width counts the characters of a text, as code points and as UTF-16 units.
type width struct{ points, units int }

func widthOf(text []byte) width {
	var w width
	for _, b := range text {
		if b&0xC0 != 0x80 { // each character has one such byte
			w.points++
			w.units++
			if b >= 0xF0 {
				w.units++
			}
		}
	}
	return w
}

func (w width) plus(v width) width  { return width{w.points + v.points, w.units + v.units} }
func (w width) minus(v width) width { return width{w.points - v.points, w.units - v.units} }

func makeIndex(text []byte) *index {
	x := &index{starts: make([]int, 1, 1+bytes.Count(text, []byte("\n")))}
	if bytes.HasPrefix(text, []byte(byteOrderMark)) {
		x.starts[0] = len(byteOrderMark)
	}
	for i, b := range text {
		if b == '\n' || b == '\r' && (i+1 == len(text) || text[i+1] != '\n') {
			x.starts = append(x.starts, i+1)
		}
	}
	var sum width
	for i := 0; ; i += stride {
		x.counts = append(x.counts, sum)
		if i+stride > len(text) {
			return x
		}
		sum = sum.plus(widthOf(text[i : i+stride]))
	}
}

func (f *File) indexed() *index {
	if f.index == nil {
		f.index = makeIndex(f.Content)
	}
	return f.index
}

// before counts the characters of the file before offset.
func (f *File) before(offset int) width {
	block := offset / stride
	return f.indexed().counts[block].plus(widthOf(f.Content[block*stride : offset]))
}

// Position says where in the file the byte at offset stands. Lines end at
// "\n", "\r\n" or "\r" and nothing else; a byte order mark is no column. An
// offset outside of the file counts as its start or end.
//
// The first call makes an index, so that a file's positions must not be asked
// for by several goroutines at a time.
func (f *File) Position(offset int) Position {
	starts := f.indexed().starts
	offset = min(max(offset, starts[0]), max(len(f.Content), starts[0]))
	line, found := slices.BinarySearch(starts, offset)
	if !found {
		line--
	}
	w := f.before(offset).minus(f.before(starts[line]))
	return Position{Line: line + 1, Column: w.points + 1, Column16: w.units + 1}
}

// Region says where in the file the bytes from start to end, exclusive, stand.
// Of it holds what is said of Position.
func (f *File) Region(start, end int) finding.Region {
	from, to := f.Position(start), f.Position(max(start, end))
	return finding.Region{
		StartLine: from.Line, StartColumn: from.Column, StartColumn16: from.Column16,
		EndLine: to.Line, EndColumn: to.Column, EndColumn16: to.Column16,
	}
}

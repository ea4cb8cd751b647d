package source

import (
	"bytes"

	"go.yaml.in/yaml/v4"
)

// Comment is a comment of a YAML or HCL file: the bytes from Start, where its
// "#", "//" or "/*" stands, to End, exclusive, behind the last character that
// isn't blank.
type Comment struct{ Start, End int }

// Comments returns the comments of a YAML or HCL file in order; JSON has none.
// Of a file with a fault that ended parsing, those as far as its last document
// that was read.
//
// The YAML library gives comments without their places. But a "#" at the start
// of a line or behind white space, which no scalar has in it, begins one.
func (f *File) Comments() []Comment {
	if f.hcl {
		return f.notes
	}
	if !f.yaml {
		return nil
	}
	var comments []Comment
	text, marks := f.Content[:f.readEnd()], f.marks
	for at := 0; ; {
		next := bytes.IndexByte(text[at:], '#')
		if next < 0 {
			return comments
		}
		at += next
		for len(marks) > 0 && marks[0].end <= at {
			marks = marks[1:]
		}
		switch {
		case len(marks) > 0 && marks[0].start <= at:
			at = min(marks[0].end, len(text))
		case f.mayBegin(at):
			end := at + len(firstLine(text[at:]))
			comments = append(comments, Comment{at, at + len(bytes.TrimRight(text[at:end], " \t"))})
			at = end
		default:
			at++
		}
	}
}

// mayBegin says whether a comment may begin at offset at.
func (f *File) mayBegin(at int) bool {
	return at == 0 || isSpace(f.Content[at-1]) || at == len(byteOrderMark) && bytes.HasPrefix(f.Content, []byte(byteOrderMark))
}

// readEnd is how far the file was read: where parsing ended early, to the end
// of the line on which the last document ends.
func (f *File) readEnd() int {
	fatal := false
	for _, fault := range f.Faults {
		fatal = fatal || fault.Fatal
	}
	if !fatal {
		return len(f.Content)
	}
	end := 0
	for _, d := range f.Documents {
		if d.Root != nil {
			end = d.Root.End + len(firstLine(f.Content[d.Root.End:]))
		}
	}
	return end
}

// mark notes where a scalar's text stands if a comment could seem to begin in
// it. Behind the header of a block, one can begin.
func (b *builder) mark(n *yaml.Node, scalar *Node) {
	text := span{scalar.Start, scalar.End}
	if n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		text.start = min(text.start+len(firstLine(b.text[text.start:])), text.end)
	}
	if bytes.IndexByte(b.text[text.start:text.end], '#') >= 0 {
		b.file.marks = append(b.file.marks, text)
	}
}

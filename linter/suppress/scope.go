package suppress

import (
	"bytes"
	"cmp"
	"math"
	"regexp"
	"slices"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
)

// scope is what a directive reaches.
type scope struct {
	wholeFile bool
	comment   source.Comment
	line      int             // of the comment: where it ends
	target    int             // the line that it is about: its own or, where it stands alone, the next that is no comment
	end       source.Position // of what begins on that line
}

// reaches reports whether a finding lies in the scope.
func (s scope) reaches(r finding.Region) bool {
	last := r.EndLine
	if last > r.StartLine && r.EndColumn == 1 {
		last-- // the region ends with the line break before
	}
	return s.wholeFile ||
		r.StartLine == s.target ||
		r.StartLine <= s.line && s.line <= last ||
		r.StartLine > s.target && (r.StartLine < s.end.Line || r.StartLine == s.end.Line && r.StartColumn < s.end.Column)
}

// leading is what may stand before a comment whose line begins nothing yet:
// dashes, anchors and tags.
var leading = regexp.MustCompile(`^\x{FEFF}?[-\s]*(?:[&!]\S*\s+)*$`)

// place finds out what each directive reaches.
func place(file *source.File, directives []*placed) {
	if len(directives) == 0 {
		return
	}
	after := map[int]int{} // of lines of which a comment is all there is, the next that is another
	for _, c := range slices.Backward(file.Comments()) {
		if before := lineBefore(file, c); len(bytes.TrimLeft(before, "\uFEFF \t")) == 0 && endsLine(file, c) {
			next := file.Position(c.End).Line + 1
			after[next-1] = cmp.Or(after[next], next)
			after[file.Position(c.Start).Line] = after[next-1]
		}
	}
	ends := map[int]source.Position{}
	for _, d := range directives {
		d.line = file.Position(d.comment.End).Line
		d.target = d.line
		if leading.Match(lineBefore(file, d.comment)) && endsLine(file, d.comment) {
			d.target = cmp.Or(after[d.line+1], d.line+1)
		}
		ends[d.target] = source.Position{}
	}
	findEnds(file, ends)
	for _, d := range directives {
		d.end = ends[d.target]
	}
}

// lineBefore is what stands on the line of a comment before it.
func lineBefore(file *source.File, c source.Comment) []byte {
	before := file.Content[:c.Start]
	return before[bytes.LastIndexAny(before, "\r\n")+1:]
}

// endsLine reports whether nothing stands behind a comment on its last line,
// as something can in HCL.
func endsLine(file *source.File, c source.Comment) bool {
	after := file.Content[c.End:]
	if end := bytes.IndexAny(after, "\r\n"); end >= 0 {
		after = after[:end]
	}
	return len(bytes.TrimSpace(after)) == 0
}

// findEnds sets for each line in ends where the members and items that begin
// on it end, all lines that they have.
func findEnds(file *source.File, ends map[int]source.Position) {
	begins := func(start, end int) {
		line := file.Position(start).Line
		known, asked := ends[line]
		if !asked {
			return
		}
		if at := file.Position(end); at.Line > known.Line || at.Line == known.Line && at.Column > known.Column {
			ends[line] = at
		}
	}
	seen := map[*source.Node]bool{} // aliases lead to the same nodes
	var walk func(n *source.Node)
	walk = func(n *source.Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, m := range n.Members {
			if m.Value.Start >= m.Key.Start { // else an alias, whose findings stand at its anchor
				begins(m.Key.Start, m.Value.End)
			}
			walk(m.Value)
		}
		for _, item := range n.Items {
			begins(item.Start, item.End)
			walk(item)
		}
	}
	for _, d := range file.Documents {
		if d.Root != nil {
			walk(d.Root)
		}
	}
}

// contentStart is where the first document with content begins.
func contentStart(file *source.File) int {
	for _, d := range file.Documents {
		if d.Root != nil {
			return d.Root.Start
		}
	}
	return math.MaxInt
}

package report

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"github.com/edslint/edslint/linter/finding"
)

const (
	tabStop = 4   // columns
	cut     = "…" // stands where a part of a long line was cut off
	margin  = 3   // columns before the line numbers
)

// snippet returns the lines that show a region, each without its line break: the
// line before it, the line that it begins in, and carets under its part of that
// line, which paint colours. It is empty if lines lacks the region's first line.
func snippet(lines []finding.Line, region finding.Region, paint func(string) string) []string {
	at := slices.IndexFunc(lines, func(l finding.Line) bool { return l.Number == region.StartLine })
	if at < 0 {
		return nil
	}
	end, more := region.EndColumn-1, region.EndLine-region.StartLine
	if more > 0 {
		end = math.MaxInt
		if region.EndColumn <= 1 {
			more-- // nothing of the last line belongs to the region
		}
	}

	width := len(fmt.Sprint(region.StartLine)) + margin
	row := func(number, text string) string {
		return strings.TrimRight(fmt.Sprintf("%*s | %s", width, number, text), " ")
	}
	var out []string
	if at > 0 && lines[at-1].Number == region.StartLine-1 {
		text, _, _ := draw(lines[at-1], 0, 0)
		out = append(out, row(fmt.Sprint(lines[at-1].Number), text))
	}
	text, indent, carets := draw(lines[at], region.StartColumn-1, end)
	out = append(out,
		row(fmt.Sprint(region.StartLine), text),
		row("", strings.Repeat(" ", indent)+paint(strings.Repeat("^", carets))))
	if more > 0 {
		out = append(out, row("", "... and "+count(more, "more line", "more lines")))
	}
	return out
}

// draw returns a line as it is printed, tabs as spaces and unsafe characters
// escaped, and where its part from start to end (in code points of the whole
// line, end exclusive) then stands, in columns of a terminal. The part is at
// least a column wide.
func draw(line finding.Line, start, end int) (text string, indent, width int) {
	var b strings.Builder
	from, to := 0, -1 // in bytes of b; a part that begins before the window begins at the cut
	if line.Left > 0 {
		b.WriteString(cut)
	}
	if end <= line.Left {
		to = b.Len()
	}
	column, measured := 0, 0 // the column that the text up to measured, in bytes, ends at
	at := line.Left
	for rest := line.Text; rest != ""; at++ {
		if at == start {
			from = b.Len()
		}
		if at == end {
			to = b.Len()
		}
		shown, size := first(rest)
		if rest[0] == '\t' {
			column += columns(b.String()[measured:])
			shown = strings.Repeat(" ", tabStop-column%tabStop)
			column, measured = column+len(shown), b.Len()+len(shown)
		}
		b.WriteString(shown)
		rest = rest[size:]
	}
	if start >= at {
		from = b.Len()
	}
	if end == at {
		to = b.Len()
	}
	if line.Right {
		b.WriteString(cut)
	}
	text = b.String()
	if to < 0 { // the part ends with the line, or in what was cut off
		to = len(strings.TrimRight(text, " "))
	}
	indent = columns(text[:from])
	if to > from {
		width = columns(text[:to]) - indent
	}
	return text, indent, max(width, 1)
}

// columns is how wide a terminal draws a text.
func columns(text string) int {
	if isPlain(text) {
		return len(text)
	}
	return uniseg.StringWidth(text)
}

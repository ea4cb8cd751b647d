package source

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// outline writes each node of a file on a line: where it is in the tree, what
// it is and where it stands. A key is marked by a colon.
func outline(f *File) []string {
	var lines []string
	for i, d := range f.Documents {
		pointer := ""
		if len(f.Documents) > 1 {
			pointer = fmt.Sprint(i)
		}
		if d.Root == nil {
			lines = append(lines, pointer+" nothing")
			continue
		}
		lines = outlineNode(f, d.Root, pointer, lines)
	}
	return lines
}

func outlineNode(f *File, n *Node, pointer string, lines []string) []string {
	r := f.Region(n.Start, n.End)
	line := fmt.Sprintf("%s %d:%d-%d:%d %s", pointer, r.StartLine, r.StartColumn, r.EndLine, r.EndColumn, n.Kind)
	if n.Tag != "" {
		line += " " + n.Tag
	}
	if n.Text != "" {
		line += fmt.Sprintf(" %q", n.Text)
	}
	lines = append(lines, strings.TrimSpace(line))
	for _, m := range n.Members {
		lines = outlineNode(f, m.Key, pointer+"/"+m.Key.Text+":", lines)
		lines = outlineNode(f, m.Value, pointer+"/"+m.Key.Text, lines)
	}
	for i, item := range n.Items {
		lines = outlineNode(f, item, fmt.Sprintf("%s/%d", pointer, i), lines)
	}
	return lines
}

// faultLines writes each fault of a file on a line.
func faultLines(f *File) []string {
	var lines []string
	for _, fault := range f.Faults {
		r := f.Region(fault.Start, fault.End)
		line := fmt.Sprintf("%d:%d-%d:%d %s: %s", r.StartLine, r.StartColumn, r.EndLine, r.EndColumn, fault.Rule, fault.Message)
		for _, related := range fault.Related {
			at := f.Position(related.Start)
			line += fmt.Sprintf(" (%d:%d %s)", at.Line, at.Column, related.Message)
		}
		lines = append(lines, line)
	}
	return lines
}

func parse(name, text string) *File { return Parse(name, []byte(text), DefaultLimits()) }

func diff(t *testing.T, what string, want, got any) {
	t.Helper()
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("%s (-want +got):\n%s", what, d)
	}
}

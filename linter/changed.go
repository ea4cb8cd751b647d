package linter

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// since asks git what changed, if only that is to be reported.
func (l *Linter) since(ctx context.Context, targets []discover.Target) (*changes.Set, error) {
	if l.options.ChangedSince == "" {
		return nil, nil
	}
	if slices.ContainsFunc(targets, func(t discover.Target) bool { return t.Path == "-" }) {
		return nil, errors.New("--changed-since can't say what changed in standard input; name the file instead of -, or leave the flag out")
	}
	defer l.options.Timings.Begin(stepGit)()
	return changes.Since(ctx, l.options.Dir, l.options.ChangedSince)
}

// linesOf returns which lines of a file changed, nil where nobody asked.
func (l *Linter) linesOf(since *changes.Set, path string, file *source.File) *changes.Lines {
	if since == nil {
		return nil
	}
	lines := since.Lines(path)
	if !lines.None() && (l.options.ChangedFiles || returnsAlone(file.Content)) {
		lines = changes.Whole()
	}
	return &lines
}

// returnsAlone reports whether lines of a text end in a carriage return alone,
// which git doesn't count.
func returnsAlone(text []byte) bool {
	return bytes.Count(text, []byte("\r")) > bytes.Count(text, []byte("\r\n"))
}

// leave keeps of a file that didn't change only what says that it could not be
// read, and its requests for the rules that judge all files together.
func (o *outcome) leave(requests int) {
	o.findings = slices.DeleteFunc(o.findings, func(f finding.Finding) bool { return !unread(f) })
	o.asItWas, o.unjudged = o.requests, requests
	o.requests, o.failures = nil, nil
}

// changesOf says what a run was confined to, nil where nobody asked.
func changesOf(since *changes.Set, targets []discover.Target, outcomes []outcome) *report.Changes {
	if since == nil {
		return nil
	}
	c := &report.Changes{Since: since.Ref, Base: since.Base}
	for i, o := range outcomes {
		if o.unjudged == 0 {
			continue
		}
		c.UnchangedFiles++
		if len(o.findings) == 0 { // else the file is in the report
			c.AsItWas = append(c.AsItWas, report.File{Name: targets[i].Name, Requests: o.asItWas})
		}
	}
	return c
}

// unchanged reports whether a finding speaks of nothing that changed: neither a
// line of its region, nor one of another place that it names, nor the list or
// object that it stands at the beginning of, by the loss of a part.
func (p *placer) unchanged(f fault, found finding.Finding) bool {
	if p.lines == nil {
		return false
	}
	if touched(p.lines, found.Region) || slices.ContainsFunc(found.Related, func(r finding.Related) bool { return touched(p.lines, r.Region) }) {
		return false
	}
	node := nodeAt(p.root(f.start), f.pointer)
	return node == nil || node.End <= f.start || !p.lost(node, found.Region.StartLine)
}

func touched(lines *changes.Lines, region finding.Region) bool {
	last := region.EndLine
	if region.EndColumn == 1 && last > region.StartLine {
		last--
	}
	return lines.Meet(changes.Span{First: region.StartLine, Last: last})
}

// lost reports whether a member or an item of a node was removed; the node's
// key stands on the line first.
func (p *placer) lost(node *source.Node, first int) bool {
	if known, ok := p.losses[node]; ok {
		return known
	}
	lines := func(start, end int) changes.Span {
		return changes.Span{First: p.file.Position(start).Line, Last: p.file.Position(max(start, end-1)).Line}
	}
	within := func(n *source.Node) bool { return n.Start >= node.Start && n.End <= node.End } // not so by an alias or a merge key
	var parts []changes.Span
	for _, m := range node.Members {
		switch {
		case within(m.Key) && within(m.Value):
			parts = append(parts, lines(m.Key.Start, m.Value.End))
		case within(m.Key):
			parts = append(parts, lines(m.Key.Start, m.Key.End))
		}
	}
	for _, item := range node.Items {
		if within(item) {
			parts = append(parts, lines(item.Start, item.End))
		}
	}
	composite := node.Kind == source.Array || node.Kind == source.Object
	is := composite && p.lines.Lost(changes.Span{First: first, Last: lines(node.Start, node.End).Last}, parts)
	p.losses[node] = is
	return is
}

// nodeAt follows a pointer from a document's root, nil where it leads to nothing.
func nodeAt(node *source.Node, pointer string) *source.Node {
	if node == nil || pointer == "" {
		return node
	}
	for step := range strings.SplitSeq(pointer[1:], "/") {
		if node.Kind == source.Array {
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(node.Items) {
				return nil
			}
			node = node.Items[i]
		} else if node = node.Get(request.Unescape(step)); node == nil {
			return nil
		}
	}
	return node
}

// absolute is a path that may be relative to the working folder.
func (l *Linter) absolute(path string) string {
	if filepath.IsAbs(path) {
		return path
	}
	joined := filepath.Join(l.options.Dir, path)
	if absolute, err := filepath.Abs(joined); err == nil {
		return absolute
	}
	return joined
}

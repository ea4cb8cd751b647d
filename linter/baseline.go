package linter

import (
	"maps"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/suppress"
	"github.com/edslint/edslint/rules"
)

// FillBaseline adds the findings of a report to a baseline, but for those that
// are suppressed already and those that nothing may suppress.
func (l *Linter) FillBaseline(b *suppress.Baseline, r *report.Report) {
	for _, f := range r.Findings {
		if l.baselined(f) {
			b.Add(f)
		}
	}
}

// ApplyBaseline marks the findings of a report that the baseline holds, of
// equal ones as many as it counts. It returns the baseline's findings that no
// longer occur. Of a file that was not linted, or not whole, and a rule that is
// not in force, it can't know that.
func (l *Linter) ApplyBaseline(b *suppress.Baseline, r *report.Report) map[suppress.Entry]int {
	var places []int
	var findings []finding.Finding
	for i, f := range r.Findings {
		if l.baselined(f) {
			places, findings = append(places, i), append(findings, f)
		}
	}
	held, left := b.Match(findings)
	for i, place := range places {
		if held[i] {
			r.Findings[place].Suppression = &finding.Suppression{Kind: finding.External, Justification: "baseline"}
		}
	}
	judged, gone := judgedFiles(b, r), map[string]bool{}
	for entry := range left {
		if _, known := gone[entry.File]; !known {
			gone[entry.File] = !judged[entry.File] && b.Gone(entry.File)
		}
	}
	byID := map[string]rules.Rule{}
	for _, rule := range l.all {
		byID[rule.ID] = rule
	}
	inForce := func(entry suppress.Entry) bool {
		rule := byID[entry.Rule]
		// A rule that judges all files together finds less in a few of them.
		return rule.ID != "" && rule.Family != familyAcross && !l.config.Profile(b.Path(entry.File)).Off(rule.Name)
	}
	maps.DeleteFunc(left, func(entry suppress.Entry, _ int) bool {
		return !(judged[entry.File] && inForce(entry) || gone[entry.File])
	})
	return left
}

// baselined reports whether a baseline may hold a finding.
func (l *Linter) baselined(f finding.Finding) bool {
	return f.Suppression == nil && !unread(f) && !l.config.Locked(f.Name)
}

// judgedFiles are those of a report that were linted whole, as the baseline
// names them.
func judgedFiles(b *suppress.Baseline, r *report.Report) map[string]bool {
	name := func(file string) string { return b.Entry(finding.Finding{File: file}).File }
	judged := map[string]bool{}
	for _, file := range r.Files {
		judged[name(file.Name)] = true
	}
	for _, f := range r.Findings {
		if unread(f) {
			delete(judged, name(f.File))
		}
	}
	for _, failure := range r.Failures {
		delete(judged, name(failure.File))
	}
	return judged
}

package linter

import (
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/suppress"
)

// comments are those of a file that suppress findings.
type comments struct {
	*suppress.Comments
	place *placer
}

// readComments reads a file's comments and adds a finding for each that is
// wrong. Only where the file was judged whole can one be said to do nothing.
func (l *Linter) readComments(file *source.File, place *placer, hasRequests, whole bool, o *outcome) {
	if l.options.NoSuppress || !hasRequests {
		return
	}
	read := suppress.Read(file, suppress.Known{
		Rules: l.all, Locked: l.config.Locked,
		Judged: func(name string) bool {
			// A rule that judges all files together finds less in a few of them.
			return whole && !place.profile.Off(name) && l.rule(name).Family != familyAcross
		},
	})
	if read == nil {
		return
	}
	o.comments = &comments{read, place}
	for _, f := range read.Invalid() {
		o.findings = append(o.findings, l.ofFault(place, f))
	}
}

// suppress marks the findings that comments in their files suppress, and adds
// one for each comment that does nothing. Findings of all files together come
// before, for comments reach them too.
func (l *Linter) suppress(r *report.Report, outcomes []outcome) {
	byFile := map[string]*comments{}
	for _, o := range outcomes {
		if o.comments != nil {
			byFile[o.comments.place.file.Name] = o.comments
		}
	}
	for i := range r.Findings {
		f := &r.Findings[i]
		if c := byFile[f.File]; c != nil && f.Suppression == nil && !unread(*f) {
			f.Suppression = c.Suppress(*f)
		}
	}
	for _, o := range outcomes {
		if o.comments == nil || o.comments.place.profile.Off(suppress.RuleUnused) {
			continue
		}
		for _, f := range o.comments.Unused() {
			r.Findings = append(r.Findings, l.ofFault(o.comments.place, f))
		}
	}
}

package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// Tidy puts everything in the report in the order in which it is printed, and
// leaves one of findings that say the same of the same place: the gravest.
func (r *Report) Tidy() {
	slices.SortStableFunc(r.Files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	slices.SortStableFunc(r.Rules, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	slices.Sort(r.Unread)
	slices.SortStableFunc(r.Notes, func(a, b Note) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})

	slices.SortStableFunc(r.Findings, compareFindings)
	r.Findings = slices.CompactFunc(r.Findings, func(a, b finding.Finding) bool {
		return a.File == b.File && a.Region == b.Region && a.RuleID == b.RuleID && a.Message == b.Message
	})

	slices.SortFunc(r.Failures, func(a, b Failure) int {
		return cmp.Or(
			strings.Compare(a.File, b.File),
			cmp.Compare(a.Region.StartLine, b.Region.StartLine),
			cmp.Compare(a.Region.StartColumn, b.Region.StartColumn),
			strings.Compare(a.RuleID, b.RuleID),
			strings.Compare(a.Message, b.Message),
		)
	})
	r.Failures = slices.CompactFunc(r.Failures, func(a, b Failure) bool {
		return a.File == b.File && a.Region == b.Region && a.RuleID == b.RuleID && a.Message == b.Message
	})
}

// compareFindings orders by file, place, rule and message, so that doubles come
// together; the rest makes the order the same whatever the order of discovery.
func compareFindings(a, b finding.Finding) int {
	return cmp.Or(
		strings.Compare(a.File, b.File),
		cmp.Compare(a.Region.StartLine, b.Region.StartLine),
		cmp.Compare(a.Region.StartColumn, b.Region.StartColumn),
		cmp.Compare(a.Region.EndLine, b.Region.EndLine),
		cmp.Compare(a.Region.EndColumn, b.Region.EndColumn),
		strings.Compare(a.RuleID, b.RuleID),
		strings.Compare(a.Message, b.Message),
		cmp.Compare(suppressed(a), suppressed(b)),
		cmp.Compare(a.Level.Rank(), b.Level.Rank()),
		strings.Compare(a.Pointer, b.Pointer),
		strings.Compare(a.Edition, b.Edition),
		strings.Compare(a.Fingerprint, b.Fingerprint),
	)
}

// suppressed is 1 for a finding that is. Of two that say the same, in an anchor
// that two selectors use, one may count.
func suppressed(f finding.Finding) int {
	if f.Suppression != nil {
		return 1
	}
	return 0
}

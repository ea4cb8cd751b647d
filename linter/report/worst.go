package report

import (
	"cmp"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// worstFirst returns findings by how grave they are, those of one level in the
// report's order, and those that are suppressed last.
func worstFirst(findings []finding.Finding) []finding.Finding {
	sorted := slices.Clone(findings)
	slices.SortStableFunc(sorted, func(a, b finding.Finding) int {
		return cmp.Or(cmp.Compare(suppressed(a), suppressed(b)), cmp.Compare(a.Level.Rank(), b.Level.Rank()))
	})
	return sorted
}

// countLevels says how many findings there are of each level, the gravest first.
func countLevels(findings []finding.Finding) string {
	r := Report{Findings: findings}
	s := r.Summary()
	levels := s.levels()
	if s.Suppressed > 0 {
		levels = append(levels, count(s.Suppressed, "suppressed finding", "suppressed findings"))
	}
	return strings.Join(levels, ", ")
}

// ruleOf names a finding's rule: "EDS112 operator-not-allowed".
func ruleOf(f finding.Finding) string { return visible(strings.TrimSpace(f.RuleID + " " + f.Name)) }

// sentences puts texts in a row, each with an end, and nothing in them that a
// terminal acts on.
func sentences(texts ...string) string {
	var out []string
	for _, text := range texts {
		if text == "" {
			continue
		}
		text = visible(text)
		if !strings.ContainsAny(text[len(text)-1:], ".!?") {
			text += "."
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

// toolName names the program where something is said of no rule.
func (o Options) toolName() string { return cmp.Or(visible(o.Tool.Name), "edslint") }

package report

import (
	"cmp"
	"crypto/sha256"
	"fmt"

	"github.com/edslint/edslint/linter/finding"
)

// gitlabIssue is an issue of Code Climate, of which GitLab reads these members.
type gitlabIssue struct {
	Type        string         `json:"type"`
	CheckName   string         `json:"check_name"`
	Description string         `json:"description"`
	Categories  []string       `json:"categories"`
	Severity    string         `json:"severity"` // info, minor, major, critical or blocker
	Fingerprint string         `json:"fingerprint"`
	Location    gitlabLocation `json:"location"`
}

type gitlabLocation struct {
	Path  string      `json:"path"`
	Lines gitlabLines `json:"lines"`
}

type gitlabLines struct {
	Begin int `json:"begin"`
	End   int `json:"end"`
}

// renderGitLab writes a Code Quality report, which GitLab compares with that of
// the target branch by its fingerprints. It has no place for what edslint could
// not do, so that is a blocker of its file.
func renderGitLab(r *Report, o Options) ([]byte, error) {
	issues := []gitlabIssue{}
	seen := map[string]int{}
	unique := func(fingerprint string) string {
		seen[fingerprint]++
		if n := seen[fingerprint]; n > 1 {
			return hash(fmt.Sprintf("%s\x00%d", fingerprint, n))
		}
		return fingerprint
	}
	for _, f := range r.shown(o) {
		line := max(f.Region.StartLine, 1)
		issues = append(issues, gitlabIssue{
			Type: "issue", CheckName: visible(f.RuleID), Description: messageOf(f), Categories: []string{"Bug Risk"},
			Severity:    gitlabSeverity(f),
			Fingerprint: unique(cmp.Or(visible(f.Fingerprint), hash(f.RuleID+"\x00"+f.File+"\x00"+f.Message))),
			Location:    gitlabLocation{Path: visible(f.File), Lines: gitlabLines{Begin: line, End: max(f.Region.EndLine, line)}},
		})
	}
	for _, f := range r.Failures {
		line := max(f.Region.StartLine, 1)
		issues = append(issues, gitlabIssue{
			Type: "issue", CheckName: cmp.Or(visible(f.RuleID), o.toolName()), Description: sentences(f.Message), Categories: []string{"Bug Risk"},
			Severity:    "blocker",
			Fingerprint: unique(hash(f.RuleID + "\x00" + f.File + "\x00" + f.Message)),
			Location:    gitlabLocation{Path: cmp.Or(visible(f.File), "."), Lines: gitlabLines{Begin: line, End: max(f.Region.EndLine, line)}},
		})
	}
	return encode(issues)
}

func hash(text string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(text)))[:16] }

func gitlabSeverity(f finding.Finding) string {
	switch {
	case f.Suppression != nil || f.Level == finding.Note:
		return "info"
	case f.Unread:
		return "blocker"
	case f.Level == finding.Error:
		return "critical"
	default:
		return "minor"
	}
}

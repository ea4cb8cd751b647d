package linter

import (
	"testing"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
)

func TestExitCode(t *testing.T) {
	of := func(id string, level finding.Level) finding.Finding { return finding.Finding{RuleID: id, Level: level} }
	suppressed := func(f finding.Finding) finding.Finding {
		f.Suppression = &finding.Suppression{Kind: "external", Justification: "agreed"}
		return f
	}
	unread := func(f finding.Finding) finding.Finding { f.Unread = true; return f }
	var (
		none       = report.Report{PassedOver: 3, Unread: []string{"a.yaml"}}
		note       = report.Report{Findings: []finding.Finding{of("EDS801", finding.Note)}}
		warning    = report.Report{Findings: []finding.Finding{of("EDS801", finding.Note), of("EDS403", finding.Warning)}}
		grave      = report.Report{Findings: []finding.Finding{of("EDS403", finding.Warning), of("EDS301", finding.Error)}}
		ambiguous  = report.Report{Findings: []finding.Finding{of("EDS906", finding.Warning)}}
		unreadable = report.Report{Findings: []finding.Finding{of("EDS301", finding.Error), unread(of("EDS901", finding.Error))}}
		failed     = report.Report{Failures: []report.Failure{{RuleID: "EDS801", Message: "broken"}}}
		both       = report.Report{Findings: grave.Findings, Failures: failed.Failures}
		ignored    = report.Report{Findings: []finding.Finding{suppressed(of("EDS301", finding.Error)), of("EDS403", finding.Warning)}}
		raised     = report.Report{Findings: []finding.Finding{of("EDS906", finding.Error)}}
		custom     = report.Report{Findings: []finding.Finding{of("ACME901", finding.Error)}}
	)
	for _, c := range []struct {
		name                              string
		report                            report.Report
		onError, onWarning, onNote, never int
	}{
		{"nothing", none, 0, 0, 0, 0},
		{"a note", note, 0, 0, 1, 0},
		{"a warning", warning, 0, 1, 1, 0},
		{"an error", grave, 1, 1, 1, 0},
		{"a warning of a file", ambiguous, 0, 1, 1, 0},
		{"a file that can't be read", unreadable, 2, 2, 2, 2},
		{"a failure", failed, 2, 2, 2, 2},
		{"a failure beside an error", both, 2, 2, 2, 2},
		{"an error that is suppressed", ignored, 0, 1, 1, 0},
		{"a warning of a file that is raised to an error", raised, 1, 1, 1, 0},
		{"an error of a custom rule", custom, 1, 1, 1, 0},
	} {
		for level, want := range map[string]int{"error": c.onError, "warning": c.onWarning, "note": c.onNote, "never": c.never} {
			if got, err := ExitCode(&c.report, level); got != want || err != nil {
				t.Errorf("%s, failing on %s: %d, %v; want %d", c.name, level, got, err, want)
			}
		}
	}
	for level, want := range map[string]string{
		"":       `no fail level is called ""; there are error, warning, note and never`,
		"Error":  `no fail level is called "Error"; there are error, warning, note and never; did you mean "error"?`,
		"warnin": `no fail level is called "warnin"; there are error, warning, note and never; did you mean "warning"?`,
		"always": `no fail level is called "always"; there are error, warning, note and never`,
	} {
		if code, err := ExitCode(&none, level); err == nil || code != ExitFailure || err.Error() != want {
			t.Errorf("failing on %q: %d, %v; want 2, %s", level, code, err, want)
		}
	}
}

package linter

import (
	"fmt"
	"slices"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/spelling"
)

// The exit codes of a run.
const (
	ExitClean    = 0 // nothing at or above the fail level
	ExitFindings = 1 // findings at or above it
	ExitFailure  = 2 // edslint could not do all of its work; wins over ExitFindings
)

// ExitCode returns the exit code of a run that ended with this report.
// Suppressed findings don't count.
func ExitCode(r *report.Report, failLevel string) (int, error) {
	if !slices.Contains(config.FailLevels(), failLevel) {
		return ExitFailure, fmt.Errorf("no fail level is called %q; there are error, warning, note and never%s", failLevel, spelling.DidYouMean(failLevel, config.FailLevels()))
	}
	if len(r.Failures) > 0 || slices.ContainsFunc(r.Findings, unread) {
		return ExitFailure, nil
	}
	for _, f := range r.Findings {
		if failLevel != config.Never && f.Suppression == nil && f.Level.Rank() <= finding.Level(failLevel).Rank() {
			return ExitFindings, nil
		}
	}
	return ExitClean, nil
}

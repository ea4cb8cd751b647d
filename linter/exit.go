package linter

import (
	"fmt"
	"slices"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
)

// The exit codes of a run.
const (
	ExitClean    = 0 // nothing at or above the fail level
	ExitFindings = 1 // findings at or above it
	ExitFailure  = 2 // edslint could not do all of its work; wins over ExitFindings
)

// Never is the fail level at which no finding fails a run.
const Never = "never"

// FailLevels lists what a fail level can be.
func FailLevels() []string {
	var levels []string
	for _, level := range finding.Levels() {
		levels = append(levels, string(level))
	}
	return append(levels, Never)
}

// ExitCode returns the exit code of a run that ended with this report.
func ExitCode(r *report.Report, failLevel string) (int, error) {
	if !slices.Contains(FailLevels(), failLevel) {
		return ExitFailure, fmt.Errorf("no fail level is called %q; there are error, warning, note and never%s", failLevel, didYouMean(failLevel, FailLevels()))
	}
	if len(r.Failures) > 0 || slices.ContainsFunc(r.Findings, unread) {
		return ExitFailure, nil
	}
	for _, f := range r.Findings {
		if failLevel != Never && f.Suppression == nil && f.Level.Rank() <= finding.Level(failLevel).Rank() {
			return ExitFindings, nil
		}
	}
	return ExitClean, nil
}

package linter_test

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"testing"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

// TestExamples holds each rule to its examples: the bad request has what the
// rule finds and nothing else, the good one nothing.
func TestExamples(t *testing.T) {
	l, err := linter.New(linter.Options{Dir: "../rules"})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range l.Rules() {
		t.Run(rule.Name, func(t *testing.T) {
			bad, good := lintExample(t, l, rule, "bad"), lintExample(t, l, rule, "good")
			if len(bad.Findings) == 0 {
				t.Errorf("the bad example has no finding of %s", rule.ID)
			}
			for _, f := range bad.Findings {
				if f.RuleID != rule.ID {
					t.Errorf("%s has a finding of another rule: %s", f.File, findingLine(f.RuleID, f.Region.StartLine, f.Message))
				}
			}
			for _, f := range good.Findings {
				t.Errorf("%s has a finding: %s", f.File, findingLine(f.RuleID, f.Region.StartLine, f.Message))
			}
			if len(good.Files) != 1 || len(good.Files[0].Requests) == 0 {
				t.Error("the good example holds no request")
			}
		})
	}
}

func lintExample(t *testing.T, l *linter.Linter, rule rules.Rule, which string) *report.Report {
	t.Helper()
	name, _, err := rule.Example(rules.FS, which)
	if err != nil {
		t.Fatal(err)
	}
	if files, err := filepath.Glob(filepath.Join("../rules", rule.Folder, which+".*")); err != nil || len(files) != 1 {
		t.Fatalf("there are several %s examples: %v (%v)", which, files, err)
	}
	r, err := l.Lint(context.Background(), []string{path.Join(rule.Folder, name)})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range r.Failures {
		t.Errorf("the %s example could not be linted: %s", which, f.Message)
	}
	return r
}

func findingLine(rule string, line int, message string) string {
	return fmt.Sprintf("line %d: %s [%s]", line, message, rule)
}

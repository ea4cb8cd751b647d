package linter_test

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

// TestExamples holds each rule to its examples, under each preset that it is in:
// the bad request has what the rule finds and nothing else, the good one
// nothing. Only under the strict preset they may go against advice, which
// depends on what a store is for.
func TestExamples(t *testing.T) {
	for _, preset := range []string{rules.Recommended, rules.Strict} {
		l := exampleLinter(t, preset)
		of := families(l)
		mayHave := func(f finding.Finding) bool { return preset == rules.Strict && of[f.RuleID] == "advice" }
		for _, rule := range l.Rules() {
			t.Run(preset+"/"+rule.Name, func(t *testing.T) {
				bad, good := lintExample(t, l, rule, "bad"), lintExample(t, l, rule, "good")
				if !slices.ContainsFunc(bad.Findings, func(f finding.Finding) bool { return f.RuleID == rule.ID }) {
					t.Errorf("the bad example has no finding of %s", rule.ID)
				}
				for _, f := range bad.Findings {
					if f.RuleID != rule.ID && !mayHave(f) {
						t.Errorf("%s has a finding of another rule: %s", f.File, findingLine(f.RuleID, f.Region.StartLine, f.Message))
					}
				}
				for _, f := range good.Findings {
					if f.Suppression == nil && (f.RuleID == rule.ID || !mayHave(f)) {
						t.Errorf("%s has a finding: %s", f.File, findingLine(f.RuleID, f.Region.StartLine, f.Message))
					}
				}
				if len(good.Files) != 1 || len(good.Files[0].Requests) == 0 {
					t.Error("the good example holds no request")
				}
			})
		}
	}
}

func exampleLinter(t *testing.T, preset string) *linter.Linter {
	t.Helper()
	l, err := linter.New(linter.Options{Dir: "../rules", Preset: preset})
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// families returns the family of each rule in force, by id.
func families(l *linter.Linter) map[string]string {
	of := map[string]string{}
	for _, rule := range l.Rules() {
		of[rule.ID] = rule.Family
	}
	return of
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
	file := path.Join(rule.Folder, name)
	if rule.Judge == "config" { // the example is a config for a request beside it
		if l, err = linter.New(linter.Options{
			Dir: "../rules", Config: file, Today: time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC),
		}); err != nil {
			t.Fatal(err)
		}
		file = path.Join(rule.Folder, "store.yaml")
	}
	r, err := l.Lint(context.Background(), []string{file})
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

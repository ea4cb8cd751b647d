package linter

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/source"
)

// folder writes files, given by name, and returns their folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// compiled is the linter that all others here share their rules with, for
// compiling takes longest.
var compiled = sync.OnceValues(func() (*Linter, error) { return New(Options{}) })

// newLinter is New with the rules and editions that are compiled already.
func newLinter(t testing.TB, o Options) *Linter {
	t.Helper()
	shared, err := compiled()
	if err != nil {
		t.Fatal(err)
	}
	l := *shared
	if o.Limits == (source.Limits{}) {
		o.Limits = shared.options.Limits
	}
	if o.Jobs == 0 {
		o.Jobs = shared.options.Jobs
	}
	l.options, l.chosen = o, ""
	if l.config, l.custom, err = Configure(o, l.policy.Rules()); err != nil {
		t.Fatal(err)
	}
	l.choose()
	return &l
}

func run(t testing.TB, l *Linter, paths ...string) *report.Report {
	t.Helper()
	r, err := l.Lint(context.Background(), paths)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// lintText lints one named file.
func lintText(t testing.TB, edition, name, text string) *report.Report {
	t.Helper()
	r := run(t, newLinter(t, Options{Dir: folder(t, map[string]string{name: text}), Edition: edition}), name)
	if len(r.Failures) > 0 {
		t.Fatalf("%v in:\n%s", r.Failures, text)
	}
	return r
}

// places tells findings by file, place and rule.
func places(findings []finding.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, fmt.Sprintf("%s:%d:%d %s %s", f.File, f.Region.StartLine, f.Region.StartColumn, f.Level, f.Name))
	}
	return all
}

func same(t *testing.T, what string, want, got any) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", what, diff)
	}
}

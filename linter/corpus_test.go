package linter_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
)

var update = flag.Bool("update", false, "write the golden reports anew")

const corpus = "../testdata/requests"

// TestCorpus lints requests such as people write. What is expected of each
// stands in two places on purpose: expected.tsv is written by hand, from the
// API's documentation; the golden report is what edslint printed.
func TestCorpus(t *testing.T) {
	expected := readExpected(t)
	l := corpusLinter(t, linter.Options{})
	files := 0
	for _, folder := range []string{"good", "bad"} {
		entries, err := os.ReadDir(filepath.Join(corpus, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			name := folder + "/" + entry.Name()
			if filepath.Ext(name) == ".txt" {
				continue
			}
			files++
			t.Run(name, func(t *testing.T) {
				r := lintCorpus(t, l, name)
				var got []string
				for _, f := range r.Findings {
					got = append(got, fmt.Sprintf("%d\t%d\t%s\t%s", f.Region.StartLine, f.Region.StartColumn, f.Level, f.Name))
				}
				if diff := cmp.Diff(expected[name], got); diff != "" {
					t.Errorf("findings (-want +got):\n%s", diff)
				}
				if folder == "bad" && len(got) == 0 {
					t.Error("a bad request has no finding")
				}
				golden(t, filepath.Join(corpus, filepath.FromSlash(name)+".txt"), r)
			})
			delete(expected, name)
		}
	}
	for name := range expected {
		t.Errorf("expected.tsv speaks of %s, which is not there", name)
	}
	if files < 80 {
		t.Errorf("only %d requests were linted", files)
	}
}

func corpusLinter(t *testing.T, o linter.Options) *linter.Linter {
	t.Helper()
	o.Dir = corpus
	l, err := linter.New(o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// readExpected returns the findings of each file: line, column, level, rule.
func readExpected(t *testing.T) map[string][]string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(corpus, "expected.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	expected := map[string][]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimRight(line, "\r\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, finding, ok := strings.Cut(line, "\t")
		if !ok {
			t.Fatalf("expected.tsv: %q has no tab", line)
		}
		expected[name] = append(expected[name], finding)
	}
	return expected
}

func lintCorpus(t *testing.T, l *linter.Linter, name string) *report.Report {
	t.Helper()
	r, err := l.Lint(context.Background(), []string{name})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Failures) > 0 {
		t.Fatalf("failures: %v", r.Failures)
	}
	return r
}

func golden(t *testing.T, path string, r *report.Report) {
	t.Helper()
	var got bytes.Buffer
	if err := report.Write(&got, "text", r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile(path, got.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got.String()); diff != "" {
		t.Errorf("%s is not what edslint prints; if that is right, run with -update (-want +got):\n%s", path, diff)
	}
}

//go:build man

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMan: there is a page for edslint and each of its commands, the same each time
// and everywhere, with all that --help says.
func TestMan(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1701388800") // midnight in UTC
	t.Setenv("TZ", "America/New_York")
	dir := t.TempDir()
	s := streams{in: strings.NewReader(""), out: io.Discard, err: os.Stderr, files: new(files)}
	if code := run([]string{"man", dir}, s); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	for name, want := range map[string]string{
		"edslint.1":           `.TH "EDSLINT" "1" "2023-12-01" "edslint ` + toolVersion() + `"`,
		"edslint-lint.1":      ".TP\n\\fB--fail-level\\fP=error\nthe least level of a finding that makes the exit code 1. One of error, warning, note, never\n",
		"edslint-rules.1":     "see as data.<its name without ending>",
		"edslint-init-rule.1": "edslint init rule",
	} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v, want one with %q", name, err, want)
		}
	}
	if page, err := os.ReadFile(filepath.Join(dir, "edslint.1")); err != nil || strings.Contains(string(page), "edslint-man") {
		t.Errorf("%v: a page of what ships names this command:\n%s", err, page)
	}
	t.Setenv("SOURCE_DATE_EPOCH", "yesterday")
	var stderr strings.Builder
	if code := run([]string{"man", dir}, streams{in: s.in, out: io.Discard, err: &stderr, files: new(files)}); code != 2 || !strings.Contains(stderr.String(), "seconds since 1970") {
		t.Errorf("exit code %d: %s", code, stderr.String())
	}
	t.Setenv("SOURCE_DATE_EPOCH", "")
	for _, args := range [][]string{{"man"}, {"man", filepath.Join(dir, "edslint.1")}} {
		if code := run(args, streams{in: strings.NewReader(""), out: io.Discard, err: io.Discard, files: new(files)}); code != 2 {
			t.Errorf("%v: exit code %d, want 2", args, code)
		}
	}
}

//go:build man

package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestMan: there is a page for edslint and each of its commands, the same each time.
func TestMan(t *testing.T) {
	t.Setenv("SOURCE_DATE_EPOCH", "1700000000")
	dir := t.TempDir()
	s := streams{strings.NewReader(""), io.Discard, os.Stderr}
	if code := run([]string{"man", dir}, s); code != 0 {
		t.Fatalf("exit code %d", code)
	}
	for name, want := range map[string]string{"edslint.1": `.TH "EDSLINT" "1" "Nov 2023"`, "edslint-lint.1": "fail-level", "edslint-init-rule.1": "edslint init rule"} {
		text, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(text), want) {
			t.Errorf("%s: %v, want one with %q", name, err, want)
		}
	}
	for _, args := range [][]string{{"man"}, {"man", filepath.Join(dir, "edslint.1")}} {
		if code := run(args, streams{strings.NewReader(""), io.Discard, io.Discard}); code != 2 {
			t.Errorf("%v: exit code %d, want 2", args, code)
		}
	}
}

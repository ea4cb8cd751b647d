package linter_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter"
)

// TestFilesChange: what happens to files while a run is at others is said, of
// each by its name, and the others are linted all the same.
func TestFilesChange(t *testing.T) {
	for name, test := range map[string]struct {
		change func(path string) error
		want   string // the failure begins with; empty where what is there now is linted
	}{
		"removed":  {os.Remove, `could not read "b.yaml": `},
		"a folder": {func(path string) error { os.Remove(path); return os.Mkdir(path, 0o755) }, `could not read "b.yaml": it is a directory`},
		"emptied":  {func(path string) error { return os.Truncate(path, 0) }, ""},
		"replaced": {func(path string) error { return os.WriteFile(path, []byte("Name: other\n"), 0o600) }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, file := range []string{"a.yaml", "b.yaml", "c.yaml"} {
				if err := os.WriteFile(filepath.Join(dir, file), []byte("Name: audit\nRetentionPeriod: 6\n"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			l, err := linter.New(linter.Options{Dir: dir, Jobs: 1, Progress: func(done, total int) {
				if done == 1 && total == 3 {
					if err := test.change(filepath.Join(dir, "b.yaml")); err != nil {
						t.Error(err)
					}
				}
			}})
			if err != nil {
				t.Fatal(err)
			}
			defer l.Close()
			r, err := l.Lint(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			var found, failed []string
			for _, f := range r.Findings {
				found = append(found, f.File)
			}
			for _, f := range r.Failures {
				failed = append(failed, f.File+": "+f.Message)
			}
			if got := strings.Join(found, " "); got != "a.yaml c.yaml" {
				t.Errorf("findings in %s", got)
			}
			want := ""
			if test.want != "" {
				want = "b.yaml: " + test.want
			}
			if got := strings.Join(failed, "; "); !strings.HasPrefix(got, want) || (got == "") != (want == "") {
				t.Errorf("failures: %s, want %s", got, want)
			}
		})
	}
}

package linter

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/report"
)

// TestReportsStay: code scanning and GitLab know each finding of a sample again
// when lines move, columns shift and the file is written with another indent.
func TestReportsStay(t *testing.T) {
	indented := func(text string) string { // twice as deep
		text = regexp.MustCompile(`(?m)^ +`).ReplaceAllStringFunc(text, func(s string) string { return s + s })
		return regexp.MustCompile(`(?m)^( *)- `).ReplaceAllString(text, "$1-   ")
	}
	indentedJSON := func(prefix, indent string) func(string) string {
		return func(text string) string {
			var b bytes.Buffer
			if err := json.Indent(&b, []byte(text), prefix, indent); err != nil {
				t.Fatal(err)
			}
			return b.String()
		}
	}
	changes := map[string]map[string]func(string) string{
		"samples/audit.yaml": {
			"lines moved": func(s string) string { return "# a comment\n\n\n# and more\n" + s },
			"re-indented": indented,
			"both":        func(s string) string { return "\n\n" + indented(s) },
			"columns":     func(s string) string { return regexp.MustCompile(`: (\S)`).ReplaceAllString(s, ":     $1") },
			"line ends":   func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") },
		},
		"requests/bad/faults-in-a-list.json": {
			"lines moved": func(s string) string { return "\n\n\n" + s },
			"re-indented": indentedJSON("", "\t"),
			"columns":     indentedJSON("          ", ""),
			"one line": func(s string) string {
				var b bytes.Buffer
				if err := json.Compact(&b, []byte(s)); err != nil {
					t.Fatal(err)
				}
				return b.String()
			},
		},
	}
	for file, changes := range changes {
		content, err := os.ReadFile(filepath.Join("..", "testdata", filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		want, places := inReports(t, file, string(content))
		if len(want) < 4 {
			t.Fatalf("%s has too few findings: %q", file, want)
		}
		for name, change := range changes {
			got, moved := inReports(t, file, change(string(content)))
			same(t, file+", "+name, want, got)
			if name != "line ends" && slices.Equal(places, moved) {
				t.Errorf("%s, %s: nothing moved", file, name)
			}
		}
	}
}

// inReports returns what tells the findings of a text apart, of both formats,
// and where they stand.
func inReports(t *testing.T, name, text string) (fingerprints, places []string) {
	t.Helper()
	l := newLinter(t, Options{Stdin: strings.NewReader(text), StdinFilename: name})
	r, err := l.Lint(context.Background(), []string{"-"})
	if err != nil {
		t.Fatal(err)
	}
	read := func(format string, v any) {
		var b bytes.Buffer
		if err := report.Write(&b, format, r, report.Options{}); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b.Bytes(), v); err != nil {
			t.Fatal(err)
		}
	}
	var sarif struct {
		Runs []struct {
			Results []struct {
				RuleID              string
				PartialFingerprints map[string]string
			}
		}
	}
	read("sarif", &sarif)
	for _, result := range sarif.Runs[0].Results {
		fingerprints = append(fingerprints, fmt.Sprint(result.RuleID, result.PartialFingerprints))
	}
	var issues []struct{ Fingerprint string }
	read("gitlab", &issues)
	for _, issue := range issues {
		fingerprints = append(fingerprints, issue.Fingerprint)
	}
	for _, f := range r.Findings {
		places = append(places, fmt.Sprint(f.Region))
	}
	slices.Sort(fingerprints) // findings in one line may stand in another order
	return fingerprints, places
}

package regotest_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/regotest"
)

var update = flag.Bool("update", false, "write the golden reports")

// report has each outcome, and text that each format must escape.
func report() *regotest.Report {
	return &regotest.Report{
		Tests: []regotest.Result{
			{Name: "x_test.test_a", Of: "x_test", File: "policy/x_test.rego", Line: 3, Column: 1, Outcome: regotest.Passed, Seconds: 0.0012, Output: "seen"},
			{
				Name: "x_test.test_b/a <b> & \"c\"", Of: "x_test", File: "policy/x_test.rego", Line: 5, Column: 1, Outcome: regotest.Failed, Seconds: 1.5,
				Message: "policy/x_test.rego:6:2: this is false or undefined: x == {\"<1>\"}", Details: "left:  {\"\x1b[31m\"}\nright: {\"<1>\"}", Output: "one\ntwo \x1b[31m\x01",
			},
			{Name: "x_test.test_c", Of: "x_test", File: "policy/x_test.rego", Line: 9, Column: 1, Outcome: regotest.Error, Seconds: 5, Message: "policy/x_test.rego:9:1: it didn't end within 5s (--timeout)"},
			{Name: "x_test.todo_test_d", Of: "x_test", File: "policy/x_test.rego", Line: 11, Column: 1, Outcome: regotest.Skipped},
			{Name: "x/good example", Of: "x", File: "policy/good.yaml", Line: 1, Column: 1, Outcome: regotest.Passed, Seconds: 0.0004},
		},
		Coverage: &regotest.Coverage{Percent: 57.14, Files: []regotest.FileCoverage{
			{File: "policy/x.rego", Percent: 50, Reached: 3, Unreached: [][2]int{{4, 4}, {7, 8}}},
			{File: "policy/y.rego", Percent: 100, Reached: 1, Unreached: [][2]int{}},
		}},
	}
}

func TestWrite(t *testing.T) {
	for _, test := range []struct {
		format, golden string
		verbose        bool
	}{{"text", "report.txt", false}, {"text", "verbose.txt", true}, {"json", "report.json", false}, {"junit", "report.xml", false}} {
		var b bytes.Buffer
		if err := regotest.Write(&b, test.format, report(), test.verbose); err != nil {
			t.Fatal(err)
		}
		golden := filepath.Join("testdata", test.golden)
		if *update {
			if err := os.WriteFile(golden, b.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), b.String()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.golden, diff)
		}
		if bytes.ContainsAny(b.Bytes(), "\x1b\x01") {
			t.Errorf("%s: a control character is not escaped", test.golden)
		}
		if test.format == "json" && !json.Valid(b.Bytes()) {
			t.Errorf("%s is no JSON", test.golden)
		}
		if test.format == "junit" {
			if err := xml.Unmarshal(b.Bytes(), new(struct{ XMLName xml.Name })); err != nil {
				t.Errorf("%s: %v", test.golden, err)
			}
		}
	}
}

// FuzzWrite: whatever tests are called and print, each format can be read, and
// text has no control characters and no line of theirs that begins like one of
// edslint's.
func FuzzWrite(f *testing.F) {
	f.Add("test_a", "policy/a_test.rego", "said")
	f.Add("test_a/\x1b[31m\xff", "a\n::error::b", "]]> <b>\x00\u202e\r\npass  x (0 ms)")
	f.Add("", "", "")
	f.Fuzz(func(t *testing.T, name, file, said string) {
		var r regotest.Report
		for _, outcome := range []string{regotest.Passed, regotest.Failed, regotest.Error, regotest.Skipped} {
			r.Tests = append(r.Tests, regotest.Result{Name: name, Of: file, File: file, Line: 1, Column: 1, Outcome: outcome, Message: said, Details: said, Output: said})
		}
		r.Coverage = &regotest.Coverage{Files: []regotest.FileCoverage{{File: file, Unreached: [][2]int{{1, 2}}}}}
		for _, format := range regotest.Formats() {
			var b bytes.Buffer
			if err := regotest.Write(&b, format, &r, true); err != nil {
				t.Fatal(err)
			}
			switch format {
			case "json":
				if !json.Valid(b.Bytes()) {
					t.Errorf("no JSON: %s", b.Bytes())
				}
			case "junit":
				if err := xml.Unmarshal(b.Bytes(), new(struct{})); err != nil {
					t.Errorf("%v: %q", err, b.Bytes())
				}
			case "text":
				passed := 0
				for line := range strings.Lines(b.String()) {
					if strings.HasPrefix(line, "pass ") {
						passed++
					}
					if strings.HasPrefix(line, "::") {
						t.Errorf("a line is a command: %q", line)
					}
				}
				if passed != 1 {
					t.Errorf("%d lines say that the one test passed: %q", passed, b.Bytes())
				}
			}
			for _, c := range b.String() {
				if c < ' ' && c != '\n' || c >= 0x7f && c < 0xa0 || c == 0x202e {
					t.Errorf("%s: %U in %q", format, c, b.Bytes())
				}
			}
			if !utf8.Valid(b.Bytes()) {
				t.Errorf("%s is not UTF-8: %q", format, b.Bytes())
			}
		}
	})
}

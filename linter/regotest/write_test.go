package regotest_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"testing"

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

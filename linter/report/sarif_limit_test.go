package report

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
)

// limited writes a report as SARIF and reads it, with what it said of a cut.
func limited(t *testing.T, r Report, most sarifLimits) (run sarifRun, said []string, size int64) {
	t.Helper()
	o := testOptions()
	o.Cut = func(message string) { said = append(said, message) }
	text, err := renderSARIFWithin(&r, o, most)
	if err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(text, &log); err != nil {
		t.Fatal(err)
	}
	size, err = zipped(text)
	if err != nil {
		t.Fatal(err)
	}
	return log.Runs[0], said, size
}

func levels(run sarifRun) map[string]int {
	n := map[string]int{}
	for _, result := range run.Results {
		n[result.Level]++
	}
	return n
}

func TestSARIFResultLimit(t *testing.T) {
	most := codeScanning()
	most.results, most.shown = 250, 50
	run, said, _ := limited(t, many(4, 3, 20), most)
	if n := len(run.Results); n != 27 || run.Results[0].Level != "note" || len(said) > 0 || len(run.Invocations[0].Notifications) > 0 {
		t.Errorf("a small report has %d results, %q cut", n, said)
	}

	run, said, _ = limited(t, many(10, 20, 40), most) // more than are shown: the gravest come first
	if len(run.Results) != 70 || run.Results[0].Level != "error" || run.Results[10].Level != "warning" || len(said) > 0 {
		t.Errorf("%d results, the first an %s, %q cut", len(run.Results), run.Results[0].Level, said)
	}

	run, said, _ = limited(t, many(10, 200, 60), most)
	if diff := cmp.Diff(map[string]int{"error": 10, "warning": 200, "note": 40}, levels(run)); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	const want = "left out of the SARIF report, for code scanning doesn't take in so many: 20 notes"
	if len(said) != 1 || said[0] != want {
		t.Errorf("said %q", said)
	}
	if n := run.Invocations[0].Notifications; len(n) != 1 || n[0].Message.Text != want+"." || !run.Invocations[0].ExecutionSuccessful {
		t.Errorf("the invocation says %+v", run.Invocations[0])
	}
}

// TestSARIFSizeLimit has findings that compress badly.
func TestSARIFSizeLimit(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	r := many(40, 0, 20)
	for i := range r.Findings {
		var b strings.Builder
		for b.Len() < 4_000 {
			fmt.Fprintf(&b, "%016x", random.Uint64())
		}
		r.Findings[i].Message = b.String()
	}
	most := codeScanning()
	most.size = 110_000
	run, said, size := limited(t, r, most)
	if size > most.size || levels(run)["error"] != 40 || len(run.Results) < 42 || len(run.Results) == 60 || len(said) != 1 {
		t.Errorf("%d bytes, %v results, %q cut", size, levels(run), said)
	}
	most.size = 10 // no report is so small; what is left is of no result
	if run, _, _ := limited(t, r, most); len(run.Results) > 0 {
		t.Errorf("%d results", len(run.Results))
	}
}

func TestSARIFLocationAndTagLimits(t *testing.T) {
	r := Report{Rules: testRules(), Findings: []finding.Finding{with(readOnly(), func(f *finding.Finding) {
		for i := range 2_000 {
			f.Related = append(f.Related, finding.Related{File: f.File, Region: at(i+1, 1, 2), Message: "here"})
		}
	})}}
	run, _, _ := limited(t, r, codeScanning())
	if n := len(run.Results[0].Locations) + len(run.Results[0].RelatedLocations); n != codeScanning().places {
		t.Errorf("%d places", n)
	}
	for _, rule := range run.Tool.Driver.Rules {
		if n := len(rule.Properties.Tags); n > 10 { // those that are shown
			t.Errorf("%s has %d tags", rule.ID, n)
		}
	}
}

// TestMarkdownLimit holds the summary of a job to half of what one takes.
func TestMarkdownLimit(t *testing.T) {
	var said []string
	o := Options{Cut: func(message string) { said = append(said, message) }}
	r := many(1, 400, 2_599)
	text := string(render(t, "markdown", r, o))
	if n := strings.Count(text, "\n| "); n != markdownRows+2 || !strings.Contains(text, "\nNot in the table, which holds 500: 2500 notes.\n") {
		t.Errorf("%d rows: %.300s", n, text[len(text)-300:])
	}
	if len(said) != 1 || said[0] != "the markdown report has no room for 2500 notes" {
		t.Errorf("said %q", said)
	}
	for i := range r.Findings {
		r.Findings[i].Message = strings.Repeat("<", 5_000)
	}
	for range 5_000 {
		r.Failures = append(r.Failures, Failure{Message: strings.Repeat("*", 600)})
	}
	if text := render(t, "markdown", r, Options{}); len(text) > markdownSize+1_000 || strings.Count(string(text), "\n| ") < 10 {
		t.Errorf("%d bytes", len(text))
	}
}

package report

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

func TestWriteUnknownFormat(t *testing.T) {
	err := Write(&bytes.Buffer{}, "xml", &Report{}, Options{})
	want := `there is no format "xml": write one of text, json, sarif, github, gitlab, junit, checkstyle, rdjson, markdown`
	if err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

type brokenPipe struct{}

var errPipe = errors.New("broken pipe")

func (brokenPipe) Write([]byte) (int, error) { return 0, errPipe }

func TestWriteFails(t *testing.T) {
	for _, format := range Formats() {
		if err := Write(brokenPipe{}, format, &Report{}, Options{}); !errors.Is(err, errPipe) {
			t.Errorf("%s: got %v, want %v", format, err, errPipe)
		}
	}
}

func TestTidy(t *testing.T) {
	f := func(file string, line, column int, rule, message string) finding.Finding {
		return finding.Finding{File: file, Region: at(line, column, column+1), RuleID: rule, Message: message, Level: finding.Error}
	}
	warning := f("a", 1, 2, "EDS1", "x")
	warning.Level = finding.Warning
	anchor := f("a", 1, 2, "EDS1", "x")
	anchor.Pointer = "/2"
	r := Report{
		Files: []File{{Name: "b"}, {Name: "a"}},
		Findings: []finding.Finding{
			f("b", 1, 1, "EDS1", "x"), f("a", 10, 1, "EDS1", "x"), warning, f("a", 2, 1, "EDS1", "x"), anchor,
			f("a", 1, 2, "EDS2", "x"), f("a", 1, 2, "EDS1", "y"), f("a", 1, 1, "EDS9", "x"), f("a", 1, 2, "EDS1", "x"),
		},
		Failures: []Failure{{File: "b", Message: "x"}, {RuleID: "B"}, {RuleID: "A"}, {RuleID: "B"}},
		Unread:   []string{"y", "x"},
		Rules:    []rules.Rule{{ID: "EDS2"}, {ID: "EDS1"}},
	}
	r.Tidy()
	want := Report{
		Files: []File{{Name: "a"}, {Name: "b"}},
		Findings: []finding.Finding{
			f("a", 1, 1, "EDS9", "x"), f("a", 1, 2, "EDS1", "x"), f("a", 1, 2, "EDS1", "y"), f("a", 1, 2, "EDS2", "x"),
			f("a", 2, 1, "EDS1", "x"), f("a", 10, 1, "EDS1", "x"), f("b", 1, 1, "EDS1", "x"),
		},
		Failures: []Failure{{RuleID: "A"}, {RuleID: "B"}, {File: "b", Message: "x"}},
		Unread:   []string{"x", "y"},
		Rules:    []rules.Rule{{ID: "EDS1"}, {ID: "EDS2"}},
	}
	if diff := cmp.Diff(want, r); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSummary(t *testing.T) {
	f := func(file, pointer string, line int, level finding.Level) finding.Finding {
		return finding.Finding{File: file, Pointer: pointer, Region: at(line, 1, 2), Level: level}
	}
	r := Report{
		Files: []File{
			{Name: "docs.yaml", Requests: []Request{{Line: 1, Edition: "1", Shape: "request", Target: "store"}, {Line: 10, Edition: "1", Shape: "request", Target: "store"}, {Line: 20, Edition: "2", Shape: "request", Target: "store"}}},
			{Name: "list.json", Requests: []Request{{Pointer: "/0", Line: 1, Edition: "1", Shape: "request", Target: "store"}, {Pointer: "/1", Line: 1, Edition: "1", Shape: "request", Target: "store"}, {Pointer: "/10", Line: 1, Edition: "1", Shape: "request", Target: "store"}}},
			{Name: "anchor.yaml", Requests: []Request{{Pointer: "/1", Line: 5, Edition: "1", Shape: "request", Target: "store"}}},
			{Name: "broken.json"},
		},
		Findings: []finding.Finding{
			f("docs.yaml", "/Name", 12, finding.Error), // the second document's
			f("docs.yaml", "/Name", 19, finding.Warning),
			f("list.json", "/10/Name", 1, finding.Note), // not /1's
			f("list.json", "", 1, finding.Error),        // the list's own
			f("anchor.yaml", "/1/Name", 2, finding.Error),
			f("broken.json", "", 1, finding.Error),
		},
		PassedOver: 4,
		Unread:     []string{"x"},
	}
	want := Summary{
		Errors: 4, Warnings: 1, Notes: 1, Requests: 7, RequestsWithFindings: 3,
		Editions: map[string]int{"1": 6, "2": 1}, Shapes: map[string]map[string]int{"request": {"store": 7}}, PassedOver: 4, Unread: 1,
	}
	if diff := cmp.Diff(want, r.Summary()); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
}

func TestSummaryText(t *testing.T) {
	editions := map[string]int{"2026-05": 2, "2023-06": 12}
	tests := []struct {
		summary Summary
		want    string
	}{
		{
			Summary{Errors: 2, Warnings: 1, Requests: 14, RequestsWithFindings: 2, Editions: editions},
			"2 errors, 1 warning in 2 of 14 requests (12 held to edition 2023-06, 2 to 2026-05)",
		},
		{Summary{Requests: 14, Editions: editions}, "no findings in 14 requests (12 held to edition 2023-06, 2 to 2026-05)"},
		{
			Summary{Requests: 4, Shapes: map[string]map[string]int{"request": {"store": 1}, "cloudformation": {"store": 1, "trail": 2}}},
			"no findings in 4 requests\nby shape: cloudformation: 1 store, 2 trails; request: 1 store",
		},
		{Summary{Requests: 1, Shapes: map[string]map[string]int{"update": {"update": 1}}}, "no findings in 1 request\nby shape: update: 1 change of a store"},
		{Summary{Requests: 2, Shapes: map[string]map[string]int{"request": {"store": 2}}}, "no findings in 2 requests"},
		{Summary{Notes: 2, Requests: 1, RequestsWithFindings: 1, Editions: map[string]int{"2026-05": 1}}, "2 notes in 1 of 1 request (1 held to edition 2026-05)"},
		{Summary{Errors: 1}, "1 error, no requests"},
		{Summary{PassedOver: 1}, "no findings in 0 requests\n1 file holds no request"},
		{
			Summary{PassedOver: 3, Unread: 1},
			"no findings in 0 requests\n3 files hold no request; 1 file can't be parsed and shows no sign of a request",
		},
		{Summary{Unread: 2}, "no findings in 0 requests\n2 files can't be parsed and show no sign of a request"},
	}
	for _, test := range tests {
		if got := strings.TrimSuffix(test.summary.text(), "\n"); got != test.want {
			t.Errorf("got  %s\nwant %s", got, test.want)
		}
	}
}

func TestVisible(t *testing.T) {
	tests := []struct{ in, want string }{
		{"plain ü 監査 e\u0301 \u26a0\ufe0f 👍🏽", "plain ü 監査 e\u0301 \u26a0\ufe0f 👍🏽"},
		{"\x1b[31m\x00\x7f", `\x1b[31m\x00\x7f`},
		{"a\tb\r\n", `a\tb\r\n`},
		{"\u0085\u009b\u00a0\u00ad", `\u0085\u009b\u00a0\u00ad`},
		{"\u202a\u202e\u2066\u2069\u200e\u061c", `\u202a\u202e\u2066\u2069\u200e\u061c`},
		{"\u200b\u200d\u2060\ufeff\u3164\u034f\ufe00", `\u200b\u200d\u2060\ufeff\u3164\u034f\ufe00`},
		{"\u2028\ue000\U000e0041\U0010ffff", `\u2028\ue000\U000e0041\U0010ffff`},
		{"##[error]a ##vso[x] ###[ ## a[ ##", `\x23#[error]a \x23#vso[x] #\x23#[ ## a[ ##`},
		{"a\xff\xc3(\ufffd", `a\xff\xc3(` + "\ufffd"},
	}
	for _, test := range tests {
		if got := visible(test.in); got != test.want {
			t.Errorf("visible(%q) is %s, want %s", test.in, got, test.want)
		}
	}
}

func TestDraw(t *testing.T) {
	const all = 1 << 30
	tests := []struct {
		name          string
		line          finding.Line
		start, end    int
		text          string
		indent, width int
	}{
		{"inside", finding.Line{Text: "abcd"}, 1, 3, "abcd", 1, 2},
		{"to the end", finding.Line{Text: "ab  "}, 1, all, "ab  ", 1, 1},
		{"empty", finding.Line{Text: "ab"}, 2, 2, "ab", 2, 1},
		{"beyond", finding.Line{Text: "ab"}, 7, 9, "ab", 2, 1},
		{"no line", finding.Line{}, 0, 5, "", 0, 1},
		{"tab before", finding.Line{Text: "a\tb"}, 2, 3, "a   b", 4, 1},
		{"wide and tab", finding.Line{Text: "監\tb"}, 0, 2, "監  b", 0, 4},
		{"escaped", finding.Line{Text: "\u202eab"}, 0, 2, `\u202eab`, 0, 7},
		{"after an escape", finding.Line{Text: "\xffab"}, 1, 2, `\xffab`, 4, 1},
		{"combining", finding.Line{Text: "e\u0301x"}, 2, 3, "e\u0301x", 1, 1},
		{"half a cluster", finding.Line{Text: "e\u0301x"}, 1, 2, "e\u0301x", 1, 1},
		{"window", finding.Line{Text: "cde", Left: 2, Right: true}, 3, 4, "…cde…", 2, 1},
		{"begins before the window", finding.Line{Text: "cde", Left: 2}, 0, 3, "…cde", 0, 2},
		{"ends after the window", finding.Line{Text: "cde", Left: 2, Right: true}, 4, 9, "…cde…", 3, 2},
		{"before the window", finding.Line{Text: "cde", Left: 2}, 0, 1, "…cde", 0, 1},
		{"after the window", finding.Line{Text: "cde", Left: 2, Right: true}, 8, 9, "…cde…", 4, 1},
	}
	for _, test := range tests {
		text, indent, width := draw(test.line, test.start, test.end)
		if text != test.text || indent != test.indent || width != test.width {
			t.Errorf("%s: got %q, %d, %d, want %q, %d, %d", test.name, text, indent, width, test.text, test.indent, test.width)
		}
	}
}

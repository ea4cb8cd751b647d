package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

var (
	update     = flag.Bool("update", false, "write the golden files")
	schemaFile = flag.String("sarif-schema", "", "the JSON Schema of SARIF 2.1.0, to hold the golden files to")
)

// at is a region of one line, where every character is one UTF-16 code unit.
func at(line, start, end int) finding.Region {
	return span(line, start, line, end)
}

func span(startLine, startColumn, endLine, endColumn int) finding.Region {
	return finding.Region{
		StartLine: startLine, StartColumn: startColumn, EndLine: endLine, EndColumn: endColumn,
		StartColumn16: startColumn, EndColumn16: endColumn,
	}
}

func lines(first int, texts ...string) []finding.Line {
	var out []finding.Line
	for i, text := range texts {
		out = append(out, finding.Line{Number: first + i, Text: text})
	}
	return out
}

func testRules() []rules.Rule {
	return []rules.Rule{
		{
			ID: "EDS108", Name: "value-not-allowed", Title: "A field takes only certain values",
			Description: "`readOnly` takes only \"true\" and \"false\".\n\nWrite one of them, or leave the field out.",
			Level:       finding.Error, Family: "selectors", Exception: "InvalidEventSelectorsException",
			AWSMessage: "Invalid value for field readOnly", HelpURI: "https://example.org/rules/EDS108", Folder: "selectors/value_not_allowed",
		},
		{
			ID: "EDS401", Name: "duplicate-tag-key", Title: "Tag keys are unique",
			Description: "Each tag key may be given once.", Level: finding.Error, Family: "tags",
			HelpURI: "https://example.org/rules/EDS401",
		},
		{
			ID: "EDS801", Name: "data-events-cost", Title: "Data events of all resources cost much",
			Description: "A selector without `resources.ARN` logs every object.", Level: finding.Warning, Family: "advice",
			HelpURI: "https://example.org/rules/EDS801",
		},
		{ID: "EDS901", Name: "syntax-error", Title: "The file can't be parsed", Description: "", Level: finding.Error, Family: "edslint"},
		{ID: "ORG1", Title: "A rule of one's own", Level: finding.Note},
	}
}

func testOptions() Options {
	return Options{
		Tool: Tool{Name: "edslint", Version: "v0.1.0", InformationURI: "https://example.org/edslint"},
		Examples: fstest.MapFS{
			"selectors/value_not_allowed/bad.yaml":  {Data: []byte("Name: audit\n# ``` in it\n")},
			"selectors/value_not_allowed/good.json": {Data: []byte("{\"Name\": \"audit\"}\n")},
		},
	}
}

func requests(n int, edition string) []Request {
	var out []Request
	for i := range n {
		out = append(out, Request{Pointer: "", Line: 100*i + 1, Name: "audit", Edition: edition, Shape: "request", Target: "store"})
	}
	return out
}

// readOnly is a finding such as most are.
func readOnly() finding.Finding {
	return finding.Finding{
		RuleID: "EDS108", Name: "value-not-allowed", Level: finding.Error,
		Message: "`readOnly` can't be \"yes\": it takes only \"true\" or \"false\"",
		File:    "stores/audit.yaml", Region: at(12, 18, 23),
		Pointer: "/AdvancedEventSelectors/0/FieldSelectors/1/Equals/0", Edition: "2023-06",
		Exception: "InvalidEventSelectorsException",
		Help:      "\"true\" logs only read events, \"false\" only write events; leave the field out for both",
		Snippet:   lines(11, "      - Field: readOnly", "        Equals: [\"yes\"]"), Fingerprint: "7f3a9c0e11d2b845",
	}
}

// with changes a finding.
func with(f finding.Finding, change func(*finding.Finding)) finding.Finding {
	change(&f)
	return f
}

// snippetCase is a report of one finding with this snippet.
func snippetCase(region finding.Region, snippet []finding.Line) Report {
	return Report{
		Files: []File{{Name: "stores/audit.yaml", Requests: requests(1, "2026-05")}},
		Findings: []finding.Finding{with(readOnly(), func(f *finding.Finding) {
			f.Region, f.Snippet, f.Help = region, snippet, ""
		})},
		Rules: testRules(),
	}
}

func cases() map[string]Report {
	wide := at(2, 12, 19)
	wide.EndColumn16 = 20 // 😀 is two code units
	return map[string]Report{
		"nothing-found": {
			Files: []File{
				{Name: "a.yaml", Requests: requests(12, "2023-06")},
				{Name: "b.json", Requests: requests(2, "2026-05")},
			},
			Rules: testRules(),
		},
		"nothing-linted": {},
		"one":            {Files: []File{{Name: "a.json", Requests: requests(1, "2023-06")}}},
		"several": {
			Files: []File{
				{Name: "stores/audit.yaml", Requests: requests(12, "2023-06")},
				{Name: "stores/billing.json", Requests: requests(2, "2026-05")},
				{Name: "stores/broken.json"},
			},
			Findings: []finding.Finding{
				readOnly(),
				with(readOnly(), func(f *finding.Finding) {
					f.Region, f.Snippet = at(312, 18, 23), lines(312, "        Equals: [\"yes\"]")
				}),
				{
					RuleID: "EDS801", Name: "data-events-cost", Level: finding.Warning, Message: "this selector logs the data events of every bucket",
					File: "stores/billing.json", Region: at(1, 2, 26), Pointer: "/AdvancedEventSelectors", Edition: "2026-05",
					Snippet: lines(1, `{"AdvancedEventSelectors": []}`), Fingerprint: "00aa",
				},
				{
					RuleID: "ORG1", Level: finding.Note, Message: "see the house rules?",
					File: "stores/billing.json", Region: at(3, 1, 1), Edition: "2026-05", Snippet: lines(2, "", ""), Fingerprint: "00ab",
				},
				{
					RuleID: "EDS901", Name: "syntax-error", Level: finding.Error, Message: "the file is empty",
					File: "stores/broken.json", Fingerprint: "00ac",
				},
			},
			PassedOver: 3,
			Unread:     []string{"docs/x.yaml"},
			Rules:      testRules(),
		},
		"related": {
			Files: []File{{Name: "tags.yaml", Requests: requests(1, "2023-06")}},
			Findings: []finding.Finding{{
				RuleID: "EDS401", Name: "duplicate-tag-key", Level: finding.Error, Message: "the tag key \"team\" is given twice",
				File: "tags.yaml", Region: at(9, 10, 14), Pointer: "/TagsList/1/Key", Edition: "2023-06",
				Related: []finding.Related{
					{File: "tags.yaml", Region: at(7, 10, 14), Message: "first given here"},
					{File: "other/tags [old].yaml", Region: at(1, 1, 2), Message: `and in list [0]\x`},
				},
				Help:    "delete one of the two",
				Snippet: lines(8, "    Value: core", "  - Key: team"), Fingerprint: "feed",
			}},
			Rules: testRules(),
		},
		"hostile": {
			Files: []File{{Name: "stores/\x1b[31m\u202egp.yaml", Requests: []Request{{Line: 1, Name: "\x1b]0;x\x07", Edition: "2023-06", Shape: "request", Target: "store"}}}},
			Findings: []finding.Finding{{
				RuleID: "EDS108", Name: "value-not-allowed", Level: finding.Error,
				Message: "can't be \"\x1b[2J\u202e\u2066\u200b\u009b\x7f\xff\n\ufeff\": see [here](http://x) and {0} <b>",
				File:    "stores/\x1b[31m\u202egp.yaml", Region: at(2, 10, 13), Edition: "2023-06",
				Pointer: "/\u2067", Help: "write\u2028no \x1b",
				Related: []finding.Related{{File: "\u202e.yaml", Region: at(1, 1, 2), Message: "\x1b]8;;http://x\x07here"}},
				Snippet: lines(1, "a: \x00", "\x1b[1m\u202e\u200d \xfe\u2029\u00a0x"), Fingerprint: "dead",
			}},
			Failures: []Failure{{RuleID: "X\x1b", File: "\u202d", Message: "\x9b\r"}},
			Unread:   []string{"\x1b"},
			Rules:    []rules.Rule{{ID: "EDS108", Name: "\x1b", Title: "\x1b\u202e", Description: "\x1b[1m\n\u202e", Level: finding.Error, Family: "\x1b", HelpURI: "\x1b"}},
		},
		"forged":     forged(),
		"tabs":       snippetCase(at(2, 3, 7), lines(1, "\ta:", "\t\tname\tx")),
		"tab-inside": snippetCase(at(1, 2, 5), lines(1, "ab\tc: d")),
		"wide":       snippetCase(wide, lines(1, "Name: 監査", "Name: 監査ログ \"e\u0301😀家族\" # ok")),
		"emoji":      snippetCase(at(1, 12, 16), lines(1, "k: \"\u26a0\ufe0f\U0001f44d\U0001f3fd\": [no]")),
		"multi-line": snippetCase(span(4, 3, 7, 4), lines(3, "Name: a", "  Tags: [  ", "    1,", "    2,", "  ]")),
		"two-lines":  snippetCase(span(4, 7, 6, 1), lines(3, "", "Name: 'a", "  b'", "c: d")),
		"long-line": snippetCase(at(1, 5004, 5008), []finding.Line{
			{Number: 1, Text: `"x", "yes", "z", `, Left: 4998, Right: true},
		}),
		"long-value": snippetCase(at(1, 4000, 9000), []finding.Line{
			{Number: 1, Text: `aaaaaaaaaaaaaaaaaaaa`, Left: 5000, Right: true},
		}),
		"long-tail": snippetCase(at(1, 5003, 5006), []finding.Line{{Number: 1, Text: `1, 22]`, Left: 5000}}),
		"line-end":  snippetCase(at(10, 6, 6), lines(9, "Tags:", "Name:")),
		"absolute-path": {
			Files: []File{{Name: `C:/stores/my store#1.yaml`}, {Name: "/etc/ü.json"}},
			Findings: []finding.Finding{
				with(readOnly(), func(f *finding.Finding) { f.File = `C:/stores/my store#1.yaml` }),
				with(readOnly(), func(f *finding.Finding) { f.File = "/etc/ü.json" }),
			},
			Rules: testRules(),
		},
		"odd-paths": {
			Files: []File{{Name: `a\50%?.json`}, {Name: "x:y/é [1].yaml"}, {Name: "../up.json"}, {Name: "<stdin>"}},
			Findings: []finding.Finding{
				with(readOnly(), func(f *finding.Finding) { f.File = "../up.json" }),
				with(readOnly(), func(f *finding.Finding) { f.File = "<stdin>" }),
				with(readOnly(), func(f *finding.Finding) { f.File = `a\50%?.json` }),
				with(readOnly(), func(f *finding.Finding) { f.File = "x:y/é [1].yaml" }),
			},
			Rules: testRules(),
		},
		"outside": {
			Files:    []File{{Name: "a.yaml", Requests: requests(2, "2023-06")}, {Name: "b.yaml"}},
			Findings: []finding.Finding{with(readOnly(), func(f *finding.Finding) { f.File, f.Level = "b.yaml", finding.Note })},
			Rules:    testRules(),
		},
		"failures": {
			Files: []File{{Name: "a.json", Requests: requests(1, "2023-06")}},
			Failures: []Failure{{RuleID: "ORG1", File: "a.json", Message: "took longer than 5 s"}, {RuleID: "NEW7", Message: "does not compile"}, {
				RuleID: "ORG2", File: "policy/names.rego", Message: "divides by zero", Region: at(5, 2, 7), Snippet: lines(4, "x if {", "\ty / 0 > 1"),
			}},
			Rules: testRules(),
		},
		"suppressed": {
			Files: []File{{Name: "stores/audit.yaml", Requests: requests(1, "2023-06")}},
			Findings: []finding.Finding{
				readOnly(),
				with(readOnly(), func(f *finding.Finding) {
					f.Region, f.Snippet = at(14, 18, 23), lines(14, "        Equals: [\"yes\"]")
					f.Suppression = &finding.Suppression{Kind: finding.InSource, Justification: "agreed\x1b with [audit](http://x)"}
				}),
				with(readOnly(), func(f *finding.Finding) {
					f.File, f.Level = "old.yaml", finding.Warning
					f.Suppression = &finding.Suppression{Kind: finding.External, Justification: "baseline"}
				}),
			},
			Rules: testRules(),
		},
		"broke-off": {
			Failures:   []Failure{{Message: "interrupted"}},
			PassedOver: 1,
			Unread:     []string{"a", "b"},
			Rules:      testRules(),
		},
	}
}

// forged has in all places what would be a command, an element, a table or a
// link if it were not escaped.
func forged() Report {
	const (
		name  = "::error file=a,line=1::b,c:d%0A.yaml"
		value = "::stop-commands::x\n::error::y ##[error]z ##vso[task]z %0A%25 ]]></failure> <b>&amp;</b> | `a` [b](http://c) ![d](e) www.f.g @h #1 \\| <!-- *i* _j_ ~~k~~ $l$"
	)
	f := with(readOnly(), func(f *finding.Finding) {
		f.File, f.Message, f.Help, f.Pointer = name, value, value, "/"+value
		f.Snippet = lines(11, "::warning::x", value)
		f.Related = []finding.Related{{File: name, Region: at(1, 1, 2), Message: value}}
		f.Suppression = nil
	})
	return Report{
		Files: []File{{Name: name, Requests: []Request{{Line: 1, Name: value, Edition: value, Shape: value, Target: value}, {Line: 50, Name: value, Edition: "2023-06", Shape: "request", Target: "store"}}}},
		Findings: []finding.Finding{
			f,
			with(f, func(f *finding.Finding) { f.RuleID, f.Name, f.Level = value, value, finding.Note }),
			with(f, func(f *finding.Finding) { f.File = " " + name }),
		},
		Failures: []Failure{{File: name, RuleID: value, Message: value}, {Message: value}},
		Unread:   []string{name},
		Rules:    testRules(),
	}
}

func render(t *testing.T, format string, r Report, o Options) []byte {
	t.Helper()
	r.Tidy()
	var b bytes.Buffer
	if err := Write(&b, format, &r, o); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s differs (-want +got):\n%s", file, diff)
	}
}

func TestGolden(t *testing.T) {
	for name := range cases() {
		for _, format := range Formats() {
			t.Run(name+"/"+format, func(t *testing.T) {
				got := render(t, format, cases()[name], testOptions())
				golden(t, name+"."+format, got)

				if again := render(t, format, cases()[name], testOptions()); !bytes.Equal(got, again) {
					t.Errorf("two runs differ:\n%s", cmp.Diff(string(got), string(again)))
				}
				checkSafe(t, got)
				parse(t, format, got)
				if format == "sarif" && *schemaFile != "" {
					if err := jsonschema.MustCompile(*schemaFile).Validate(parse(t, format, got)); err != nil {
						t.Errorf("%#v", err)
					}
				}
			})
		}
	}
}

func TestGoldenShowSuppressed(t *testing.T) {
	o := testOptions()
	o.ShowSuppressed = true
	for _, format := range Formats() {
		got := render(t, format, cases()["suppressed"], o)
		checkSafe(t, got)
		golden(t, "suppressed-shown."+format, got)
	}
}

func TestGoldenColor(t *testing.T) {
	t.Setenv("NO_COLOR", "1") // the option alone decides
	o := testOptions()
	o.Color = true
	golden(t, "several.color", render(t, "text", cases()["several"], o))
	o.Color, o.Quiet = false, true
	golden(t, "several.quiet", render(t, "text", cases()["several"], o))
}

// parse reads what is JSON or XML, and fails where it can't be read.
func parse(t *testing.T, format string, output []byte) any {
	t.Helper()
	var v any
	var err error
	switch format {
	case "json", "sarif", "gitlab", "rdjson":
		err = json.Unmarshal(output, &v)
	case "junit":
		err = xml.Unmarshal(output, new(junitReport))
	case "checkstyle":
		err = xml.Unmarshal(output, new(checkstyleReport))
	}
	if err != nil {
		t.Fatalf("%v in %s", err, output)
	}
	return v
}

// checkSafe fails where output holds what a terminal would act on or hide.
func checkSafe(t *testing.T, output []byte) {
	t.Helper()
	if !utf8.Valid(output) {
		t.Fatalf("not UTF-8: %q", output)
	}
	for i, r := range string(output) {
		if r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 || r >= 0x200b && r <= 0x200f ||
			r >= 0x2028 && r <= 0x202e || r >= 0x2060 && r <= 0x206f || r == 0xfeff || r == 0x061c {
			t.Fatalf("%U at byte %d of %q", r, i, output)
		}
	}
	if command := regexp.MustCompile(`##[A-Za-z]*\[`).Find(output); command != nil {
		t.Fatalf("%q, a command to a log's reader, in %q", command, output)
	}
}

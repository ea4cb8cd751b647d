package linter

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/source"
)

// FuzzLint takes whatever stands in a file. Nothing fails, each finding has
// its words and its place, and it is the same the second time.
func FuzzLint(f *testing.F) {
	for _, text := range []string{
		faulty, good, "", "[]", "Name: &a !x\nTagsList: [*a, {Key: *a, Value: 5}]\n---\n- {}\n- 5\n",
		`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": null, "Equals": [[]], "NotEquals": {}}, {}]}, null], "TagsList": [{}, {}]}`,
		selector("{Field: &c eventCategory, Equals: &v [Data, Insight]}", "{Field: *c, Equals: *v}", "{Field: resources.ARN, NotEquals: ['arn:::::', ':', '']}"),
		"Name: audit\nRetentionPeriod: -1e400\nBillingMode: ~\nKmsKeyId: 'key/'\nStartIngestion: false\nAdvancedEventSelectors: []\n",
	} {
		f.Add(text, false)
		f.Add(text, true)
	}
	f.Fuzz(func(t *testing.T, text string, json bool) {
		name := "a.yaml"
		if json {
			name = "a.json"
		}
		lint := func() []string {
			r := run(t, newLinter(t, Options{Dir: ".", Stdin: strings.NewReader(text), StdinFilename: name}), "-")
			if len(r.Failures) > 0 {
				t.Errorf("failures: %v", r.Failures)
			}
			var all []string
			for _, f := range r.Findings {
				region := f.Region
				if f.Message == "" || f.RuleID == "" || f.Level == "" || region.StartLine < 1 || region.StartColumn < 1 ||
					region.EndLine < region.StartLine || region.EndLine > 1+strings.Count(strings.ReplaceAll(text, "\r", "\n"), "\n") {
					t.Errorf("%+v", f)
				}
				all = append(all, f.RuleID+f.Message+f.Help+f.Pointer+f.Fingerprint)
			}
			return all
		}
		if diff := cmp.Diff(lint(), lint()); diff != "" {
			t.Errorf("the second time otherwise (-first +second):\n%s", diff)
		}
	})
}

// FuzzFindings takes whatever a rule says of whatever request. It is refused, or
// stands somewhere in the file, and every format can report it.
func FuzzFindings(f *testing.F) {
	for _, said := range []string{
		`{"at": [], "message": "a"}`, `{"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 0], "message": "\u001b[0m", "level": "note"}`,
		`{"at": ["Name", "x", -1, 1e9], "message": "a", "help": "::error::b", "related": [{"at": ["TagsList", 5], "message": "]]>"}]}`,
		`{"at": [0.5], "message": "a"}`, `{"at": null}`, `[]`, `{"at": [""], "message": "", "newer": "x"}`, `{"at": ["a/b~"], "message": "\ud800"}`,
	} {
		f.Add(faulty, said)
		f.Add("- Name: &a [b]\n  TagsList: *a\n- {Name: !x c}\n", said)
	}
	shared, err := compiled()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, said string) {
		var value any
		decoder := json.NewDecoder(strings.NewReader(said))
		decoder.UseNumber()
		if decoder.Decode(&value) != nil {
			return
		}
		result, err := policy.Decode(value)
		if err != nil {
			return
		}
		rule := shared.Rules()[0]
		if result.Rule = &rule; result.Level == "" {
			result.Level = finding.Error
		}
		file := source.Parse("store.yaml", []byte(text), source.DefaultLimits())
		place := shared.newPlacer(file, "")
		r := &report.Report{Rules: shared.Rules()}
		for _, doc := range file.Documents {
			if doc.Root == nil {
				continue
			}
			found, _ := shared.requests(file, doc, true)
			for _, one := range found {
				if fault, ok := located(one, result); ok {
					r.Findings = append(r.Findings, place.finding(fault, &rule, "2023-06"))
				}
			}
		}
		lines := 1 + strings.Count(strings.ReplaceAll(text, "\r", "\n"), "\n")
		for _, f := range r.Findings {
			if f.Region.StartLine < 1 || f.Region.EndLine < f.Region.StartLine || f.Region.EndLine > lines {
				t.Errorf("%+v stands nowhere in %d lines", f, lines)
			}
		}
		r.Tidy()
		for _, format := range report.Formats() {
			var b bytes.Buffer
			if err := report.Write(&b, format, r, report.Options{}); err != nil {
				t.Errorf("%s: %v", format, err)
			}
		}
	})
}

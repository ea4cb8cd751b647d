package linter

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
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

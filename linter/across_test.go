package linter

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

const (
	logging  = "AdvancedEventSelectors: [{FieldSelectors: [" + management + "]}]\n"
	template = "Resources:\n  Store:\n    Type: AWS::CloudTrail::EventDataStore\n    Properties:\n      Name: one\n      " + logging
)

// holding is a linter whose files are all judged together. It holds so many.
func holding(t *testing.T, files int, o Options) *Linter {
	t.Helper()
	o.Preset = rules.Strict
	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	l.held = files
	return l
}

func where(f finding.Finding) string {
	return fmt.Sprintf("%s:%d:%d %s", f.File, f.Region.StartLine, f.Region.StartColumn, f.Name)
}

// across are the findings of rules that judge all files together, and of what can't
// be read. They are the same whether files are held or read again.
func across(t *testing.T, files map[string]string, o Options) []finding.Finding {
	t.Helper()
	o.Dir, o.Only = folder(t, files), []string{"across"}
	held, again := run(t, holding(t, len(files), o)), run(t, holding(t, 0, o))
	if diff := gocmp.Diff(held.Findings, again.Findings); diff != "" {
		t.Errorf("files that are read again (-held +read again):\n%s", diff)
	}
	if len(held.Failures)+len(again.Failures) > 0 {
		t.Errorf("failures %v, and where files are read again %v", held.Failures, again.Failures)
	}
	return again.Findings
}

// TestReadAgain: what is found in a file that is read again stands where it does in
// one that is held, also where a member is misspelt, a file holds several requests,
// or they are of another shape.
func TestReadAgain(t *testing.T) {
	found := across(t, map[string]string{
		"a.yaml":         "Nmae: one\n" + logging,
		"b.yaml":         "Name: one # edslint:ignore across -- moved\nRetentionPeriod: 90\n---\nName: two\n" + logging,
		"c.json":         `[{"Name": "two", "RetentionPeriod": 90}, {"Name": "one", "RetentionPeriod": 90, "Colour": "blue"}]`,
		"d.yaml":         template,
		"e.yaml":         "Name: !secret one\nRetentionPeriod: 90\n",
		"f/main.tf":      "resource \"aws_cloudtrail_event_data_store\" \"s\" {\n  name = var.name\n}\n",
		"f/variables.tf": "variable \"name\" {\n  default = \"one\"\n}\n",
	}, Options{})
	var got []string
	for _, f := range found {
		got = append(got, where(f))
		for _, related := range f.Related {
			got[len(got)-1] += " " + related.File
		}
	}
	want := []string{
		"b.yaml:1:7 duplicate-store-name a.yaml", "b.yaml:5:26 logged-twice a.yaml",
		"c.json:1:11 duplicate-store-name b.yaml", "c.json:1:51 duplicate-store-name a.yaml",
		"d.yaml:5:13 duplicate-store-name a.yaml", "d.yaml:6:32 logged-twice a.yaml",
		"e.yaml:1:7 unknown-tag",
		"f/main.tf:2:10 duplicate-store-name a.yaml",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

// TestChangedMeanwhile: a file that is another one when it is read again is named.
func TestChangedMeanwhile(t *testing.T) {
	for name, c := range map[string]struct {
		change func(path string) error
		want   string
	}{
		"removed": {os.Remove, `could not read "b.yaml": `},
		"written": {func(path string) error { return os.WriteFile(path, []byte("Name: other\n"), 0o600) }, "it changed while edslint was reading it; lint it again"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := folder(t, map[string]string{"a.yaml": good, "b.yaml": good, "c.yaml": good})
			l := holding(t, 0, Options{Dir: dir, Only: []string{"duplicate-store-name"}, Progress: func(done, total int) {
				if done > 0 && done == total {
					if err := c.change(filepath.Join(dir, "b.yaml")); err != nil {
						t.Error(err)
					}
				}
			}})
			r := run(t, l)
			if len(r.Findings) != 1 || r.Findings[0].File != "c.yaml" {
				t.Errorf("findings %v", reported(r))
			}
			if len(r.Failures) != 1 || r.Failures[0].File != "b.yaml" || !strings.HasPrefix(r.Failures[0].Message, c.want) {
				t.Errorf("failures %v", r.Failures)
			}
		})
	}
}

// TestAcrossStdin: what can't be read twice is held.
func TestAcrossStdin(t *testing.T) {
	dir := folder(t, map[string]string{"b.yaml": "Name: audit\n"})
	l := holding(t, 0, Options{Dir: dir, Only: []string{"across"}, Stdin: strings.NewReader("Name: audit\n")})
	r := run(t, l, "b.yaml", "-")
	if len(r.Failures) > 0 || len(r.Findings) != 1 {
		t.Errorf("findings %v, failures %v", reported(r), r.Failures)
	}
}

// TestSummary: a custom rule sees what it keeps of each request, null where that is
// undefined, and other rules of its family see the requests.
func TestSummary(t *testing.T) {
	rule := func(name, id, more, body string) string {
		return "# METADATA\n# title: One\n# description: One.\n# custom: {id: " + id + ", family: across" + more + "}\npackage edslint.rules." + name + "\n\n" + body + "\n"
	}
	found := across(t, map[string]string{
		"a.yaml": "Name: one\nRetentionPeriod: 90\n", "b.yaml": "Name: two\nRetentionPeriod: 90\n", "c.yaml": "Name: one\nRetentionPeriod: 90\nKmsKeyId: alias/x\n",
		"policy/short.rego": rule("short", "X1", ", summary: true", `summary := {"letters": {letter | some letter in split(input.Name, "")}} if not input.KmsKeyId

findings contains {"at": ["stores", i, "Name"], "message": sprintf("%v %v", [data.edition.name, input.summaries])} if {
	input.summaries[i].letters[0] == "e"
}`),
		"policy/whole.rego": rule("whole", "X2", "", `findings contains {"at": ["stores", i], "message": input.stores[0].Name} if {
	input.stores[i].KmsKeyId
}`),
	}, Options{CustomRules: []string{"policy"}, Skip: []string{"duplicate-store-name"}})
	var got []string
	for _, f := range found {
		got = append(got, where(f)+": "+f.Message)
	}
	want := []string{
		`a.yaml:1:7 short: 2026-05 [{"letters": ["e", "n", "o"]}, {"letters": ["o", "t", "w"]}, null]`,
		"c.yaml:1:1 whole: one",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("found (-want +got):\n%s", diff)
	}
}

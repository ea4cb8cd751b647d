package linter

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// told writes each finding of a text with what became of it.
func told(t *testing.T, o Options, name, text string) []string {
	t.Helper()
	o.Dir = folder(t, map[string]string{name: text})
	var all []string
	for _, f := range run(t, newLinter(t, o), name).Findings {
		line := fmt.Sprintf("%d:%d %s", f.Region.StartLine, f.Region.StartColumn, f.RuleID)
		if f.Suppression != nil {
			line += fmt.Sprintf(" (%s: %s)", f.Suppression.Kind, f.Suppression.Justification)
		}
		all = append(all, line)
	}
	return all
}

// TestComments: a comment at each place reaches what it is about and no more.
// In each text, "#!" stands for the comment.
func TestComments(t *testing.T) {
	const yes = "EDS108 (inSource: why)"
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"the finding's line", "      - Field: readOnly\n        Equals: [\"yes\"] #!\n      - {Field: readOnly, Equals: [\"no\"]}\n", []string{"7:18 " + yes, "8:36 EDS108"}},
		{"the line above it", "      - Field: readOnly\n        #!\n        Equals: [\"yes\"]\n      - {Field: readOnly, Equals: [\"no\"]}\n", []string{"8:18 " + yes, "9:36 EDS108"}},
		{"the line above, with other comments", "      - Field: readOnly\n        #!\n        # one\n  # two\n        Equals: [\"yes\"]\n", []string{"10:18 " + yes}},
		{"two lines above", "      - Field: readOnly\n        #!\n\n        Equals: [\"yes\"]\n", []string{"7:26 EDS909", "9:18 EDS108"}},
		{"the line below", "      - Field: readOnly\n        Equals: [\"yes\"]\n        #!\n", []string{"7:18 EDS108", "8:26 EDS909"}},
		{"the key", "      - Field: readOnly\n        Equals: #!\n          - \"yes\"\n          - \"no\"\n      - {Field: readOnly, Equals: [\"no\"]}\n",
			[]string{"8:13 " + yes, "9:13 " + yes, "10:36 EDS108"}},
		{"above the key", "      - Field: readOnly\n        #!\n        Equals:\n          - \"yes\"\n", []string{"9:13 " + yes}},
		{"the item's first line", "      - Field: readOnly #!\n        Equals: [\"yes\"]\n      - {Field: readOnly, Equals: [\"no\"]}\n", []string{"7:18 " + yes, "8:36 EDS108"}},
		{"above the item", "      #!\n      - Field: readOnly\n        Equals: [\"yes\"]\n      - {Field: readOnly, Equals: [\"no\"]}\n", []string{"8:18 " + yes, "9:36 EDS108"}},
		{"the item's dash", "      - #!\n        Field: readOnly\n        Equals: [\"yes\"]\n", []string{"8:18 " + yes}},
		{"behind an anchor", "      - &a #!\n        Field: readOnly\n        Equals: [\"yes\"]\n", []string{"8:18 " + yes}},
		{"a key with an anchor", "      - Field: readOnly\n        Equals: &a #!\n          - \"yes\"\n", []string{"8:13 " + yes}},
		{"an alias, whose findings stand at the anchor", "      - Field: readOnly\n        Equals: &a [\"yes\"]\n      - Field: readOnly\n        NotEquals: *a #!\n",
			[]string{"7:21 EDS108", "9:9 EDS112", "9:40 EDS909"}},
		{"flow style", "      - {Field: readOnly, #!\n         Equals: [\"yes\"]}\n      - {Field: readOnly, Equals: [\"no\"]}\n", []string{"7:19 " + yes, "8:36 EDS108"}},
		{"flow style, ends on a line with another", "      - {Field: readOnly, Equals: [\n         #!\n         \"yes\"\n         , \"no\"]}\n", []string{"8:10 " + yes, "9:12 EDS108"}},
		{"a string of several lines", "      - Field: readOnly\n        Equals: [\"yes\n          #!\n          no\"]\n", []string{"7:18 EDS108"}},
		{"the end of a string of several lines", "      - Field: readOnly\n        Equals: [\"yes\n          no\"] #!\n", []string{"7:18 " + yes}},
		{"a block", "      - Field: readOnly\n        Equals:\n          - |\n            #!\n            yes\n", []string{"8:13 EDS108"}},
		{"a block's header", "      - Field: readOnly\n        Equals:\n          - | #!\n            yes\n", []string{"8:13 " + yes}},
		{"no space before it", "      - Field: readOnly\n        Equals: [yes]#!\n", nil},
	} {
		text := "Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: eventCategory\n        Equals: [Management]\n" +
			strings.Replace(c.text, "#!", "# edslint:ignore EDS108 -- why", 1)
		if c.want == nil {
			continue
		}
		o := Options{Skip: []string{"EDS103", "EDS106"}} // of several values and equal fields
		same(t, c.name, c.want, told(t, o, "a.yaml", text))
		crlf := strings.ReplaceAll(text, "\n", "\r\n")
		same(t, c.name+", with CRLF", c.want, told(t, o, "a.yaml", "\uFEFF"+crlf))
		var unheeded []string
		for _, line := range c.want {
			if !strings.HasSuffix(line, "EDS909") {
				line, _, _ = strings.Cut(line, " (")
				unheeded = append(unheeded, line)
			}
		}
		o.NoSuppress = true
		same(t, c.name+", with no suppressions", unheeded, told(t, o, "a.yaml", text))
	}
}

func TestCommentsNamed(t *testing.T) {
	const faults = "Name: audit\nRetentionPeriod: 3\nKmsKeyId: x\nTagsList: [{Key: 'aws:a'}]\nDescription: yes\n"
	for head, want := range map[string][]string{
		"":                                    {"2:18 EDS301", "3:11 EDS501", "4:18 EDS402", "5:1 EDS003", "5:14 EDS906"},
		"# edslint:ignore-file EDS301 -- a b": {"3:18 EDS301 (inSource: a b)", "4:11 EDS501", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"},
		"#edslint:ignore-file eds301,kms-key-id tags ,, structure -- a -- b": {
			"3:18 EDS301 (inSource: a -- b)", "4:11 EDS501 (inSource: a -- b)", "5:18 EDS402 (inSource: a -- b)", "6:1 EDS003 (inSource: a -- b)", "6:14 EDS906"},
		"# edslint:ignore-file edslint, retention, EDS301 -- a": {"1:43 EDS909", "3:18 EDS301 (inSource: a)", "4:11 EDS501", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906 (inSource: a)"},
		"# edslint:ignore-file EDS301, EDS403 -- a":             {"1:31 EDS909", "3:18 EDS301 (inSource: a)", "4:11 EDS501", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"},
		"# edslint:ignore-file EDS805 -- a":                     {"3:18 EDS301", "4:11 EDS501", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"}, // not in force
		"# edslint:ignore-file EDS701 -- a":                     {"3:18 EDS301", "4:11 EDS501", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"}, // not of one file
	} {
		text := faults
		if head != "" {
			text = head + "\n" + faults
		}
		same(t, head, want, told(t, Options{}, "a.yaml", text))
	}
	head := "# edslint:ignore-file EDS301, EDS501 -- a\n"
	same(t, "only one rule", []string{"3:18 EDS301 (inSource: a)"}, told(t, Options{Only: []string{"EDS301"}}, "a.yaml", head+faults))
	same(t, "not the rule", []string(nil), told(t, Options{Only: []string{"EDS105"}}, "a.yaml", head+faults))
	same(t, "of several documents", []string{"1:31 EDS909", "4:18 EDS301 (inSource: a)", "7:18 EDS301 (inSource: a)"},
		told(t, Options{}, "a.yaml", head+"---\nName: aaa\nRetentionPeriod: 3\n---\nName: bbb\nRetentionPeriod: 4\n"))
	same(t, "below the beginning", []string{"1:15 EDS908", "2:18 EDS301"}, told(t, Options{}, "a.yaml", "Name: audit # edslint:ignore-file EDS301 -- a\nRetentionPeriod: 3\n"))
	same(t, "a broken file", []string{"4:18 EDS301 (inSource: a)", "7:16 EDS901"}, told(t, Options{}, "a.yaml", head+"---\nName: aaa\nRetentionPeriod: 3\n---\n[\n# edslint:ignore\n"))
	same(t, "JSON", []string{"1:38 EDS301"}, told(t, Options{}, "a.json", `{"Name": "audit", "RetentionPeriod": 3}`))
	same(t, "nothing to judge", []string{"2:1 EDS903"}, told(t, Options{}, "a.yaml", "# edslint:ignore-file EDS903 -- a\ncolour: blue\n"))

	locked := Options{Config: locking(t, "retention-period")}
	for head, want := range map[string][]string{
		"# edslint:ignore-file EDS301, EDS501 -- a":    {"1:23 EDS908", "3:18 EDS301", "4:11 EDS501 (inSource: a)", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"},
		"# edslint:ignore-file retention, EDS501 -- a": {"1:23 EDS908", "3:18 EDS301", "4:11 EDS501 (inSource: a)", "5:18 EDS402", "6:1 EDS003", "6:14 EDS906"},
	} {
		same(t, head+", locked", want, told(t, locked, "a.yaml", head+"\n"+faults))
	}
}

// locking writes a config that locks a rule, and returns its path.
func locking(t *testing.T, rule string) string {
	t.Helper()
	return filepath.Join(folder(t, map[string]string{".edslint.yaml": "rules: {" + rule + ": {suppressible: false}}\n"}), ".edslint.yaml")
}

// TestCommentsAcross: what is found in all files together is suppressed in the
// file that it stands in.
func TestCommentsAcross(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.yaml": "Name: audit\nRetentionPeriod: 90\n",
		"b.yaml": "Name: audit # edslint:ignore across -- moved\nRetentionPeriod: 90\n",
	})
	l, err := New(Options{Dir: dir, Preset: rules.Strict, Only: []string{"across"}})
	if err != nil {
		t.Fatal(err)
	}
	r := run(t, l)
	if len(r.Findings) != 1 || r.Findings[0].Suppression == nil || r.Findings[0].Suppression.Justification != "moved" {
		t.Errorf("%+v", r.Findings)
	}
	if code, err := ExitCode(r, string(finding.Note)); code != ExitClean || err != nil {
		t.Errorf("exit code %d, %v", code, err)
	}
	r = run(t, l, "b.yaml")
	same(t, "alone", []string(nil), places(r.Findings))
}

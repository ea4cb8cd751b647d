package suppress

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

func testRules() Known {
	return Known{
		Rules: []rules.Rule{
			{ID: "EDS108", Name: "value-not-allowed", Family: "selectors", Level: finding.Error},
			{ID: "EDS301", Name: "retention-period", Family: "retention", Level: finding.Error},
			{ID: "EDS501", Name: "kms-key-id", Family: "keys", Level: finding.Error},
			{ID: "EDS901", Name: "syntax-error", Family: "edslint", Level: finding.Error},
			{ID: "EDS906", Name: "ambiguous-scalar", Family: "edslint", Level: finding.Warning},
			{ID: "EDS908", Name: RuleInvalid, Family: "edslint", Level: finding.Warning},
			{ID: "EDS909", Name: RuleUnused, Family: "edslint", Level: finding.Warning},
		},
		Locked: func(name string) bool { return name == "kms-key-id" },
		Judged: func(string) bool { return true },
	}
}

func parsed(text string) *source.File {
	return source.Parse("a.yaml", []byte(text), source.DefaultLimits())
}

// TestInvalid: what is wrong with a comment, and where. A comment that says
// nothing to edslint gives nothing.
func TestInvalid(t *testing.T) {
	for comment, want := range map[string]string{
		"# a comment":                                       "",
		"# edslint is run on this file":                     "",
		"# edslint: see docs/edslint.md":                    "",
		"# edslint ignores what git ignores":                "",
		"# see .edslintignore":                              "",
		"# https://github.com/edslint/edslint":              "",
		"# eslint:ignore this":                              "",
		"# yamllint disable-line rule:line-length":          "",
		"# use edslint:ignore to silence it":                "",
		"#":                                                 "",
		"# edslint:ignore EDS301 -- a":                      "",
		"#edslint:ignore\tretention\t--\ta":                 "",
		"# edslint:ignore EDS301,retention-period -- -- a":  "",
		"# edslint:ignore":                                  "2-16 `edslint:ignore` names no rule, and suppresses nothing",
		"# edslint:ignore -- a":                             "2-16 `edslint:ignore` names no rule, and suppresses nothing",
		"# edslint:ignore , -- a":                           "2-16 `edslint:ignore` names no rule, and suppresses nothing",
		"#  edslint:ignore EDS301":                          "3-17 `edslint:ignore` gives no reason behind ` -- `, and suppresses nothing",
		"# edslint:ignore EDS301 --":                        "2-16 `edslint:ignore` gives no reason behind ` -- `, and suppresses nothing",
		"# edslint:ignore EDS301 -- .":                      "2-16 `edslint:ignore` gives no reason behind ` -- `, and suppresses nothing",
		"# edslint:ignore EDS301 - a":                       "2-16 `edslint:ignore` gives no reason behind ` -- `, and suppresses nothing",
		"# edslint:ignore EDS301 --a":                       "2-16 `edslint:ignore` gives no reason behind ` -- `, and suppresses nothing",
		"# edslint:ignore EDS310 -- a":                      "17-23 no rule is called \"EDS310\"; did you mean \"EDS301\"?",
		"# edslint:ignore EDS301, retention_period, x -- a": "25-41 no rule is called \"retention_period\"; did you mean \"retention-period\"?\n43-44 no rule is called \"x\"",
		"# edslint:ignore EDS501 -- a":                      "17-23 \"EDS501\" is locked by the config (`suppressible: false`), and no comment suppresses it",
		"# edslint:ignore keys -- a":                        "17-21 \"keys\" is locked by the config (`suppressible: false`), and no comment suppresses it",
		"# edslint:ignore EDS901 -- a":                      "17-23 \"EDS901\" is about what edslint could not read or use, and no comment suppresses that",
		"# edslint:ignore unused-suppression -- a":          "17-35 \"unused-suppression\" is about what edslint could not read or use, and no comment suppresses that",
		"# edslint:ignore edslint -- a":                     "", // those of the family that can be
		"# edslint:ignroe EDS301 -- a":                      "2-16 `edslint:ignroe` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint:ignore-fil EDS301 -- a":                  "2-20 `edslint:ignore-fil` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"# edslint:ignored EDS301 -- a":                     "2-17 `edslint:ignored` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"# edslint:disable EDS301 -- a":                     "2-17 `edslint:disable` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint:disable-file EDS301":                     "2-22 `edslint:disable-file` is no directive, and suppresses nothing; did you mean `edslint:ignore-file`?",
		"# edslint:anything":                                "2-18 `edslint:anything` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint-ignore EDS301 -- a":                      "2-16 `edslint-ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint_ignore":                                  "2-16 `edslint_ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint: ignore EDS301 -- a":                     "2-17 `edslint: ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint ignore EDS301 -- a":                      "2-16 `edslint ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# EDSLINT:IGNORE EDS301 -- a":                      "2-16 `EDSLINT:IGNORE` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslnt:ignore EDS301 -- a":                       "2-15 `edslnt:ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# eslint:ignore retention -- a":                    "2-15 `eslint:ignore` is no directive, and suppresses nothing; did you mean `edslint:ignore`?",
		"# edslint:ignore:EDS301 -- a":                      "2-16 `edslint:ignore` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"# edslint:ignore[EDS301] -- a":                     "2-16 `edslint:ignore` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"## edslint:ignore EDS301 -- a":                     "3-17 `edslint:ignore` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"# short # edslint:ignore EDS301 -- a":              "10-24 `edslint:ignore` suppresses nothing: a comment that does begins with `# edslint:ignore` and a space",
		"# edslint:ignore-file EDS301 -- a":                 "",
	} {
		var got []string
		if c := Read(parsed(comment+"\nName: audit\n"), testRules()); c != nil {
			for _, f := range c.Invalid() {
				got = append(got, fmt.Sprintf("%d-%d %s", f.Start, f.End, f.Message))
				if f.Rule != RuleInvalid || f.Help == "" {
					t.Errorf("%s: %+v", comment, f)
				}
			}
		}
		if diff := cmp.Diff(want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", comment, diff)
		}
	}
}

// TestMany: a hostile file costs no more than others.
func TestMany(t *testing.T) {
	for name, text := range map[string]string{
		"names":      "# edslint:ignore " + strings.Repeat("EDS301,", 200_000) + " -- a\n",
		"unknown":    "# edslint:ignore " + strings.Repeat("EDS3011,", 200_000) + " -- a\n",
		"directives": strings.Repeat("# edslint:ignore EDS301 -- a\n", 50_000),
		"misspelt":   strings.Repeat("# edslint:ignroe EDS301 -- a\n", 50_000),
		"words":      "# " + strings.Repeat("edslint ignore ", 500_000) + "\n",
	} {
		c := Read(parsed(text+"Name: audit\n"), testRules())
		if c == nil {
			if name != "words" {
				t.Errorf("%s: nothing", name)
			}
			continue
		}
		if invalid, unused := len(c.Invalid()), len(c.Unused()); invalid == 0 || invalid > mostNames+1 || unused > mostNames {
			t.Errorf("%s: %d invalid, %d unused", name, invalid, unused)
		}
	}
}

func FuzzComments(f *testing.F) {
	for _, seed := range []string{
		"# edslint:ignore EDS301, retention -- a\nName: a", "Name: a # edslint:ignroe x\n", "#edslint:ignore-file EDS301,x -- \xc3\xa9\r\n--- &a # edslint:ignore EDS108 --\n- b",
		"- # edslint:ignore EDS301 -- a\n  # b\n  c: &d [e, # eslint: ignore EDS1\n f]\n", "# EDSlint disable EDS301\n", "a: | # edslint:ignore keys EDS906 -- b\n  # edslint:ignore\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := source.Parse("a.yaml", text, source.DefaultLimits())
		c := Read(file, testRules())
		if c == nil {
			return
		}
		check := func(rule string, faults []source.Fault) {
			for _, f := range faults {
				if f.Rule != rule || f.Start < 0 || f.End <= f.Start || f.End > len(text) || f.Message == "" {
					t.Fatalf("a fault out of place: %+v", f)
				}
			}
		}
		check(RuleInvalid, c.Invalid())
		unused := c.Unused()
		check(RuleUnused, unused)
		for _, d := range file.Documents {
			if d.Root == nil {
				continue
			}
			region := file.Region(d.Root.Start, d.Root.End)
			if s := c.Suppress(finding.Finding{Name: "retention-period", Region: region}); s != nil && s.Justification == "" {
				t.Fatal("a suppression without a reason")
			}
			if s := c.Suppress(finding.Finding{Name: "kms-key-id", Region: region}); s != nil {
				t.Fatal("a locked rule is suppressed")
			}
		}
		if len(c.Unused()) > len(unused) {
			t.Fatal("what was used is unused")
		}
	})
}

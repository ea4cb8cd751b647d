package linter

import (
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// withPreset is newLinter under a preset, though the rules that it leaves out
// are compiled.
func withPreset(t *testing.T, o Options) (*Linter, error) {
	t.Helper()
	l := newLinter(t, Options{Dir: o.Dir})
	configured, _, err := Configure(o, l.policy.Rules())
	if err == nil {
		l.config = configured
	}
	return l, err
}

// TestPresets: each preset holds the one before it, and the last holds all.
func TestPresets(t *testing.T) {
	all := newLinter(t, Options{}).policy.Rules()
	for _, rule := range all {
		presets := rules.Presets()
		if first := slices.Index(presets, rule.Presets[0]); !slices.Equal(rule.Presets, presets[first:]) {
			t.Errorf("%s is in %v; want the larger presets too, in order", rule.ID, rule.Presets)
		}
		if (rule.Level == finding.Error) != rule.In(rules.ErrorsOnly) {
			t.Errorf("%s, a rule of level %s, is in %v", rule.ID, rule.Level, rule.Presets)
		}
		if rule.Level == finding.Note && rule.In(rules.Recommended) {
			t.Errorf("%s, a note, is in %v", rule.ID, rule.Presets)
		}
	}
}

// TestPresetChoosesRules holds the findings and the rules of the report to each
// preset. What could not be read is in all of them.
func TestPresetChoosesRules(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.yaml": "Name: audit\nRetentionPeriod: 3\nTagsList: [{Key: 'aws:a'}]\nColour: off\n",
		"b.json": `{"Name": "audit", "RetentionPeriod": 90,}`,
	})
	const (
		retention = "a.yaml:2:18 error retention-period"
		prefix    = "a.yaml:3:18 warning reserved-tag-prefix"
		member    = "a.yaml:4:1 error undeclared-member"
		ambiguous = "a.yaml:4:9 warning ambiguous-scalar"
		broken    = "b.json:1:40 error syntax-error"
		key       = "a.yaml:1:1 note no-own-key"
		busy      = "a.yaml:1:1 note busy-management-sources"
	)
	for preset, want := range map[string][]string{
		rules.ErrorsOnly:  {retention, member, broken},
		rules.Recommended: {retention, prefix, member, ambiguous, broken},
		rules.Strict:      {key, busy, retention, prefix, member, ambiguous, broken},
		"":                {retention, prefix, member, ambiguous, broken},
	} {
		l, err := New(Options{Dir: dir, Preset: preset})
		if err != nil {
			t.Fatal(err)
		}
		r := run(t, l)
		same(t, "preset "+preset, want, places(r.Findings))
		for _, rule := range r.Rules {
			if preset != "" && !rule.In(preset) {
				t.Errorf("preset %s: the report has the rule %s", preset, rule.ID)
			}
		}
	}
}

func TestUnknownPreset(t *testing.T) {
	for preset, want := range map[string]string{
		"stict":  `no preset is called "stict"; there are errors-only, recommended, strict; did you mean "strict"?`,
		"all":    `no preset is called "all"; there are errors-only, recommended, strict`,
		"Strict": `no preset is called "Strict"; there are errors-only, recommended, strict; did you mean "strict"?`,
	} {
		if _, err := New(Options{Preset: preset}); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

// TestOnlyOutsideOfPreset: asking for a rule that is not in force would find
// nothing, and look like all was well.
func TestOnlyOutsideOfPreset(t *testing.T) {
	for selection, want := range map[string]string{
		"EDS402":              `the preset "errors-only" holds nothing of "EDS402"; "recommended" does`,
		"reserved-tag-prefix": `the preset "errors-only" holds nothing of "reserved-tag-prefix"; "recommended" does`,
		"tags":                "", // EDS401 is an error
		"EDS301":              "",
		"EDS3O1":              `no rule is called "EDS3O1"; did you mean "EDS301"?; ` + "`edslint rules` lists them",
	} {
		_, err := withPreset(t, Options{Preset: rules.ErrorsOnly, Only: []string{"retention", selection}})
		if got := ""; err != nil {
			if got = err.Error(); got != want {
				t.Errorf("%s: %s\nwant %s", selection, got, want)
			}
		} else if want != "" {
			t.Errorf("%s: no error, want %s", selection, want)
		}
	}
	l, err := withPreset(t, Options{Preset: rules.ErrorsOnly, Skip: []string{"EDS402", "EDS301"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, rule := range l.Rules() {
		if rule.ID == "EDS402" || rule.ID == "EDS301" || strings.Contains(rule.Name, "ambiguous") {
			t.Errorf("%s is in force", rule.ID)
		}
	}
}

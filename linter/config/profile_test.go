package config

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

func at(file string) string {
	return filepath.Join(filepath.FromSlash("/repo"), filepath.FromSlash(file))
}

// TestLevels: which of preset, family, rule, override, lock and flag wins, and
// what is said of where the level comes from.
func TestLevels(t *testing.T) {
	for _, c := range []struct {
		name, text, file, rule string
		flags                  Flags
		want                   string
	}{
		{"a preset that holds it", "", "a", "EDS301", Flags{}, "error (preset recommended)"},
		{"a preset that doesn't", "", "a", "EDS805", Flags{}, "off (preset recommended)"},
		{"the config's preset", "preset: strict\n", "a", "EDS805", Flags{}, "note (preset strict)"},
		{"--preset", "preset: strict\n", "a", "EDS805", Flags{Preset: "errors-only"}, "off (preset errors-only)"},
		{"a level switches on", "rules: {EDS805: error}\n", "a", "EDS805", Flags{}, "error (.edslint.yaml:1)"},
		{"a family's level switches on", "rules:\n  advice: warning\n", "a", "EDS805", Flags{}, "warning (.edslint.yaml:2)"},
		{"--preset leaves the rules map", "rules: {EDS805: error}\n", "a", "EDS805", Flags{Preset: "errors-only"}, "error (.edslint.yaml:1)"},
		{"the rule over its family", "rules:\n  EDS805: note\n  advice: off\n", "a", "EDS805", Flags{}, "note (.edslint.yaml:2)"},
		{"whatever the order", "rules:\n  advice: off\n  no-own-key: note\n", "a", "EDS805", Flags{}, "note (.edslint.yaml:3)"},
		{"parameters switch nothing on", "rules: {EDS803: {params: {min-days: 9}}}\n", "a", "EDS803", Flags{}, "off (preset recommended)"},

		{"an override's family over the rule", "rules: {EDS301: warning}\noverrides:\n  - {paths: [a], rules: {retention: off}}\n", "a", "EDS301", Flags{}, "off (.edslint.yaml:3)"},
		{"an override for another path", "rules: {EDS301: warning}\noverrides:\n  - {paths: [b], rules: {retention: off}}\n", "a", "EDS301", Flags{}, "warning (.edslint.yaml:1)"},
		{"a later override", "overrides:\n  - {paths: [a], rules: {EDS301: off}}\n  - {paths: ['*'], rules: {EDS301: note}}\n", "a", "EDS301", Flags{}, "note (.edslint.yaml:3)"},
		{"an override that says nothing of it", "overrides:\n  - {paths: [a], rules: {EDS301: off}}\n  - {paths: ['*'], rules: {tags: note}}\n", "a", "EDS301", Flags{}, "off (.edslint.yaml:2)"},
		{"outside of the config's folder", "overrides: [{paths: ['**'], rules: {EDS301: off}}]\n", "../a", "EDS301", Flags{}, "error (preset recommended)"},

		{"a lock", "rules: {EDS805: {suppressible: false}}\n", "a", "EDS805", Flags{}, "note (.edslint.yaml:1)"},
		{"a lock with a level", "rules: {EDS805: {suppressible: false, level: error}}\n", "a", "EDS805", Flags{}, "error (.edslint.yaml:1)"},
		{"a lock under its family's off", "rules: {EDS301: {suppressible: false}, retention: off}\noverrides: [{paths: [a], rules: {retention: off}}]\n", "a", "EDS301", Flags{Skip: []string{"retention"}}, "error (preset recommended)"},
		{"a locked family", "rules: {advice: {suppressible: false}}\n", "a", "EDS805", Flags{Preset: "errors-only"}, "note (.edslint.yaml:1)"},
		{"what is spared of a locked family", "rules: {advice: {suppressible: false}, EDS805: {suppressible: true, level: off}}\n", "a", "EDS805", Flags{}, "off (.edslint.yaml:1)"},
		{"a lock and --only", "rules: {EDS301: {suppressible: false}}\n", "a", "EDS301", Flags{Only: []string{"EDS101"}}, "error (preset recommended)"},
		{"a lock and --skip of more", "rules: {EDS816: {suppressible: false}}\n", "a", "EDS816", Flags{Skip: []string{"advice"}}, "note (.edslint.yaml:1)"},

		{"--skip", "rules: {EDS301: note}\n", "a", "EDS301", Flags{Skip: []string{"retention"}}, "off (--skip)"},
		{"--only another", "rules: {EDS301: note}\n", "a", "EDS301", Flags{Only: []string{"EDS101"}}, "off (--only)"},
		{"--only it", "rules: {EDS301: note}\n", "a", "EDS301", Flags{Only: []string{"EDS301"}}, "note (.edslint.yaml:1)"},
		{"--only it, though it is off", "rules: {EDS301: off}\n", "a", "EDS301", Flags{Only: []string{"EDS301"}}, "error (--only)"},
		{"--only its family", "rules: {EDS401: off}\n", "a", "EDS401", Flags{Only: []string{"tags"}}, "off (.edslint.yaml:1)"},
		{"what can't be read", "rules: {edslint: off}\n", "a", "EDS901", Flags{Only: []string{"EDS301"}, Preset: "errors-only"}, "error (default)"},
		{"the rest of its family", "rules: {edslint: off}\n", "a", "EDS906", Flags{}, "off (.edslint.yaml:1)"},
	} {
		conf := sound(t, c.text, c.flags)
		rule, _ := find(conf.rules, c.rule)
		level := conf.Profile(at(c.file)).level(rule)
		if got := fmt.Sprintf("%s (%s)", level.Text, level.From); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if c.file == "a" && !conf.InForce(rule) && level.Text != Off {
			t.Errorf("%s: it is in force, but would not be compiled", c.name)
		}
	}
}

// TestProfilesAreShared between files that match the same overrides, and their
// parameters where these are the same.
func TestProfilesAreShared(t *testing.T) {
	c := sound(t, `
overrides:
  - {paths: ["a/**"], rules: {EDS803: {params: {min-days: 30}}}}
  - {paths: ["**/x.yaml"], rules: {EDS301: note}}
`, Flags{})
	if c.Profile(at("b/y.yaml")) != c.Profile("") || c.Profile(at("a/y.yaml")) != c.Profile(at("a/z/w.json")) {
		t.Error("files that match the same overrides have other profiles")
	}
	if c.Profile(at("a/x.yaml")) == c.Profile(at("a/y.yaml")) || c.Profile(at("a/x.yaml")).Key != c.Profile(at("a/y.yaml")).Key {
		t.Error("a/x.yaml and a/y.yaml differ in a level only")
	}
	if c.Profile(at("b/x.yaml")).Key == c.Profile(at("a/x.yaml")).Key {
		t.Error("a/x.yaml and b/x.yaml differ in a parameter")
	}
	want := map[string]map[string]any{
		"EDS803": {"min-days": 30}, "EDS811": {"more-types": []string{}}, "EDS816": {"required-keys": []string{}},
	}
	got := c.Profile(at("a/x.yaml")).Params
	for id := range got {
		if want[id] == nil {
			delete(got, id) // a rule that has come since
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("parameters (-want +got):\n%s", diff)
	}
}

func TestGlobs(t *testing.T) {
	for _, c := range []struct {
		glob, file string
		want       bool
	}{
		{"a/*.yaml", "a/x.yaml", true}, {"a/*.yaml", "a/b/x.yaml", false}, {"a/**", "a/b/x.yaml", true}, {"**/b/**", "a/b/x.yaml", true},
		{"a", "a/b/x.yaml", true}, {"a/", "a/x.yaml", true}, {"a/b", "a/bc/x.yaml", false}, {"a/*", "a/b/x.yaml", false},
		{"*.{yaml,json}", "x.json", true}, {"a[[]b", "a[b", true}, {"a[[]b", "a[b/x", false}, {"x.yaml", "x.yaml", true}, {"X.yaml", "x.yaml", false},
	} {
		if got := matches(c.glob, c.file); got != c.want {
			t.Errorf("%q matches %q: %v", c.glob, c.file, got)
		}
	}
}

func TestLeaves(t *testing.T) {
	c := sound(t, "include: [\"stores/**\", \"*.json\"]\nexclude: [vendor, \"**/*.draft.*\", \"stores/old/**\"]\n", Flags{})
	for path, want := range map[string]bool{
		"stores/a.yaml": false, "stores/b/a.yaml": false, "a.json": false, "a.yaml": true, "other/a.json": true,
		"vendor/a.json": true, "stores/a.draft.yaml": true, "stores/old/a.yaml": true, ".edslint.yaml": true, "../a.yaml": false,
	} {
		if got := c.Leaves(at(path), false); got != want {
			t.Errorf("%s is left out: %v", path, got)
		}
	}
	for path, want := range map[string]bool{"stores": false, "other": false, "vendor": true, "stores/old": true, ".": false} {
		if got := c.Leaves(at(path), true); got != want {
			t.Errorf("the folder %s is left out: %v", path, got)
		}
	}
}

func TestIgnores(t *testing.T) {
	c := sound(t, `
rules: {EDS202: {suppressible: false}}
ignore:
  - {rule: EDS301, path: "legacy/*.json", reason: by path}
  - {rule: advice, pointer: /AdvancedEventSelectors/1, reason: by pointer}
  - {selector: Management events, reason: by selector}
  - {rule: resources, reason: by family, until: 2026-11-25}
  - {rule: EDS101, reason: over, until: 2026-11-24}
`, Flags{})
	for _, i := range []struct {
		file  string
		place Place
		want  string
	}{
		{"legacy/a.json", Place{Rule: "retention-period"}, "by path"},
		{"legacy/b/a.json", Place{Rule: "retention-period"}, ""},
		{"a.json", Place{Rule: "retention-period"}, ""},
		{"a.json", Place{Rule: "all-objects", Pointer: "/AdvancedEventSelectors/1"}, "by pointer"},
		{"a.json", Place{Rule: "all-objects", Pointer: "/AdvancedEventSelectors/1/Name"}, "by pointer"},
		{"a.json", Place{Rule: "all-objects", Pointer: "/AdvancedEventSelectors/10"}, ""},
		{"a.json", Place{Rule: "kms-key-id", Selector: "Management events"}, "by selector"},
		{"a.json", Place{Rule: "kms-key-id", Selector: "management events"}, ""},
		{"a.json", Place{Rule: "syntax-error", Selector: "Management events"}, ""},
		{"a.json", Place{Rule: "arn-format", Selector: "Management events"}, ""}, // locked
		{"a.json", Place{Rule: "foreign-arn"}, "by family"},
		{"a.json", Place{Rule: "unknown-field"}, ""},
	} {
		got := ""
		for _, ignore := range c.Ignores(at(i.file)) {
			if got == "" && ignore.Matches(i.place) {
				got = ignore.Reason
			}
		}
		if got != i.want {
			t.Errorf("%s, %+v: ignored %q, want %q", i.file, i.place, got, i.want)
		}
	}
	expired := c.Expired()
	if len(expired) != 1 || string(c.Source.Content[expired[0].Start:expired[0].End]) != "2026-11-24" {
		t.Errorf("expired: %+v", expired)
	}
	if !c.Locked("arn-format") || !c.Locked("EDS202") || c.Locked("foreign-arn") || c.Locked("nothing") {
		t.Error("what is locked")
	}
}

func TestExtension(t *testing.T) {
	c := sound(t, `
extend:
  resource-types: {"AWS::S3::Object": {arn-formats: []}, "AWS::New::Thing": {}}
  selector-fields: {readOnly: {event-categories: [Data]}, new: {event-categories: [Data], operators: [Equals]}}
  members: {Name: string, New: integer}
`, Flags{})
	var warnings []string
	for _, w := range c.Warnings {
		warnings = append(warnings, w.String())
	}
	want := []string{
		".edslint.yaml:3:20: edition 2026-05 knows `AWS::S3::Object`: it need not be here any more",
		".edslint.yaml:4:21: edition 2026-05 knows `readOnly`: it need not be here any more",
		".edslint.yaml:5:13: edition 2026-05 knows `Name`: it need not be here any more",
	}
	if diff := cmp.Diff(want, warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff(map[string]string{"New": "integer"}, c.Members); diff != "" {
		t.Errorf("members (-want +got):\n%s", diff)
	}
	for text, want := range map[string]string{"": "2026-05", "edition: 2023-06\n": "2023-06", "edition: latest\n": "2026-05"} {
		if got := sound(t, text, Flags{}).Extended(); got != want {
			t.Errorf("%q extends %s, want %s", text, got, want)
		}
	}
	if got := sound(t, "edition: latest\n", Flags{Edition: "2023-06"}).Extended(); got != "2023-06" {
		t.Errorf("--edition 2023-06 extends %s", got)
	}
}

// TestDescription holds what `edslint config` prints to be a config that says
// the same.
func TestDescription(t *testing.T) {
	text := `edition: latest
preset: strict
context: {account: "111122223333", region: eu-west-1}
include: ["stores/**", 'odd "name"']
exclude: [vendor]
rules:
  advice: off
  EDS301: {suppressible: false}
  EDS816: {level: error, params: {required-keys: [owner, "cost: centre"]}}
overrides:
  - {paths: ["stores/**"], rules: {EDS803: {level: note, params: {min-days: 30}}}}
extend:
  resource-types: {"AWS::New::Thing": {arn-formats: ["arn:<partition>:new:<region>:<account_ID>:thing/<id>"]}}
  selector-fields: {new: {event-categories: [Data], operators: [Equals]}, other: {event-categories: [Data]}}
  members: {New: integer}
ignore:
  - {rule: EDS301, path: nowhere, reason: elsewhere, until: 2027-01-01} # EDS301 is locked
`
	if _, err := load(t, text, Options{}); err == nil {
		t.Error("a locked rule is ignored")
	}
	text = strings.Replace(text, "rule: EDS301, path: nowhere", "rule: EDS801, path: stores", 1)
	first := sound(t, text, Flags{FailLevel: "note", Skip: []string{"keys"}})
	path := at("stores/a.yaml")
	printed := first.Describe(path, "stores/a.yaml").YAML()
	for _, line := range []string{
		"edition: latest # .edslint.yaml:1", "preset: strict # .edslint.yaml:2", "fail-level: note # --fail-level",
		"  account: \"111122223333\" # .edslint.yaml:3", "  kms-key-id: off # --skip", "  wrong-type: error # preset strict",
		"  termination-protection-off: off # .edslint.yaml:7", "      min-days: 30 # .edslint.yaml:11", "      more-types: [] # default",
		"# ignored by .edslint.yaml:17: termination-protection-off; elsewhere",
	} {
		if !strings.Contains(printed, line+"\n") {
			t.Errorf("nothing says %q in:\n%s", line, printed)
		}
	}
	second, err := parse(source.Parse("printed.yaml", []byte(printed), source.DefaultLimits()), Options{Rules: allRules(t)})
	if err != nil {
		t.Fatalf("%v\n%s", err, printed)
	}
	a, b := first.Describe(path, ""), second.Describe("", "")
	ignoreFrom := cmp.FilterPath(func(p cmp.Path) bool {
		last := p.Last().String()
		return last == ".From" || last == ".Config" || last == ".Ignores"
	}, cmp.Ignore())
	if diff := cmp.Diff(a, b, ignoreFrom); diff != "" {
		t.Errorf("what is printed says something else (-config +printed):\n%s", diff)
	}
}

func TestShown(t *testing.T) {
	for want, value := range map[string]any{"365": 365, "0.5": 0.5, "true": true, `"a\nb"`: "a\nb", `["a", "b"]`: []string{"a", "b"}, "[]": []string{}} {
		if got := rules.Shown(value); got != want {
			t.Errorf("%v is shown as %s, want %s", value, got, want)
		}
	}
}

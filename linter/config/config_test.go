package config

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

var today = time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)

func allRules(t testing.TB) []rules.Rule {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// load reads a config as it would stand in the folder /repo.
func load(t testing.TB, text string, o Options) (*Config, error) {
	t.Helper()
	if o.Rules == nil {
		o.Rules = allRules(t)
	}
	o.Today = today
	c, err := parse(source.Parse(".edslint.yaml", []byte(text), source.DefaultLimits()), o)
	if c != nil {
		c.Path = filepath.FromSlash("/repo/.edslint.yaml")
	}
	return c, err
}

func sound(t testing.TB, text string, flags Flags) *Config {
	t.Helper()
	c, err := load(t, text, Options{Flags: flags})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// TestMistakes: each is said once, at its place, with what to write.
func TestMistakes(t *testing.T) {
	all := allRules(t)
	for _, c := range []struct{ name, text, want string }{
		{"a misspelt key", "presets: strict\n", "1:1: the config has no key `presets`; there are context, custom-rules, data, edition, exclude, extend, fail-level, ignore, include, overrides, preset, required-version and rules; did you mean \"preset\"?"},
		{"a misspelt key below", "context: {acount: \"111122223333\"}\n", "1:11: `context` has no key `acount`; there are account and region; did you mean \"account\"?"},
		{"a misspelt key of a rule", "rules:\n  EDS801: {levle: off}\n", "2:12: `EDS801` has no key `levle`; there are level, params and suppressible; did you mean \"level\"?"},
		{"a key of the top level in an override", "overrides:\n  - {paths: [a], rules: {EDS801: {suppressible: false}}}\n", "2:35: `EDS801` has no key `suppressible`; there are level and params"},
		{"a key twice", "preset: strict\npreset: recommended\n", "2:1: the key `preset` stands twice in one object"},
		{"an edition", "edition: 2023-07\n", "1:10: `edition` can't be \"2023-07\": it takes auto, latest, 2023-06 or 2026-05; did you mean \"2023-06\"?"},
		{"a preset", "preset: stict\n", "1:9: `preset` can't be \"stict\": it takes errors-only, recommended or strict; did you mean \"strict\"?"},
		{"a fail level", "fail-level: always\n", "1:13: `fail-level` can't be \"always\": it takes error, warning, note or never"},
		{"an account without quotes", "context: {account: 111122223333}\n", "1:20: `account` must be a string, not a number: put it in quotes"},
		{"a short account", "context: {account: \"1111\"}\n", "1:20: `account` can't be \"1111\": it takes 12 digits, in quotes"},
		{"a Region", "context: {region: Ireland}\n", "1:19: `region` can't be \"Ireland\": it takes a Region such as \"eu-west-1\""},
		{"a string for a list", "include: stores/**\n", "1:10: `include` must be a list of strings, not a string: write [\"stores/**\"]"},
		{"a number for a string", "exclude: [1]\n", "1:11: `exclude` must be a string, not a number: put it in quotes"},
		{"an open bracket", "exclude: [\"a[\"]\n", "1:11: \"a[\" is no glob: it has a bracket or brace that is never closed, or a last backslash; write \"[[]\" for a \"[\" itself"},
		{"a path upwards", "exclude: [../a]\n", "1:11: \"../a\" matches no file: globs are relative to the config's folder, as \"stores/**/*.yaml\""},
		{"a path from here", "include: [./a]\n", "1:11: \"./a\" matches no file: globs are relative to the config's folder, as \"stores/**/*.yaml\""},
		{"backslashes", "include: ['a\\b']\n", "1:11: \"a\\\\b\" matches no file: globs are relative to the config's folder, as \"stores/**/*.yaml\", with slashes"},
		{"a wildcard behind a backslash", "exclude: ['stores\\**']\n", "1:11: \"stores\\\\**\" matches no file: globs are relative to the config's folder, as \"stores/**/*.yaml\", with slashes"},
		{"an empty glob", "include: [\"\"]\n", "1:11: `include` is empty"},
		{"an unknown id", "rules: {EDS8O1: off}\n", "1:9: no rule is called \"EDS8O1\"; did you mean \"EDS801\"?; `edslint rules` lists them"},
		{"an unknown name", "rules: {no-tag: off}\n", "1:9: no rule is called \"no-tag\"; did you mean \"no-tags\"?; `edslint rules` lists them"},
		{"an unknown family", "rules: {advise: off}\n", "1:9: no rule is called \"advise\"; did you mean \"advice\"?; `edslint rules` lists them"},
		{"a level", "rules: {EDS801: warn}\n", "1:17: `EDS801` can't be \"warn\": it takes off, note, warning or error; did you mean \"warning\"?"},
		{"false for a level", "rules: {EDS801: false}\n", "1:17: `EDS801` must be off, note, warning or error or an object with level, params and suppressible, not a boolean; did you mean \"off\"?"},
		{"a number for a level", "rules: {EDS801: {level: 1}}\n", "1:25: `level` must be off, note, warning or error, not a number"},
		{"one rule by id and name", "rules:\n  EDS801: off\n  termination-protection-off: note\n", "3:3: `EDS801` and `termination-protection-off` are the same rule: keep one of them"},
		{"what can't be read", "rules: {syntax-error: off}\n", "1:9: `syntax-error` can't be configured: it says that a file can't be read"},
		{"an unknown parameter", "rules: {EDS803: {params: {min-day: 1}}}\n", "1:27: EDS803 has no parameter `min-day`; it has min-days; did you mean \"min-days\"?"},
		{"a parameter's type", "rules: {EDS803: {params: {min-days: many}}}\n", "1:37: `min-days` must be an integer, as its default 365 is, not a string"},
		{"a fraction", "rules: {EDS803: {params: {min-days: 90.5}}}\n", "1:37: `min-days` must be an integer, as its default 365 is, not 90.5"},
		{"a parameter's least", "rules: {EDS803: {params: {min-days: 3}}}\n", "1:37: `min-days` is 3, but must be 7 or more"},
		{"a list that isn't of strings", "rules: {EDS816: {params: {required-keys: [1]}}}\n", "1:42: `required-keys` must be a list of strings, as its default [] is, not a list"},
		{"a rule without parameters", "rules: {EDS801: {params: {a: 1}}}\n", "1:18: EDS801 has no parameters"},
		{"parameters of a family", "rules: {advice: {params: {a: 1}}}\n", "1:18: a family has no parameters: set those of a rule, by its id or name"},
		{"no paths", "overrides:\n  - rules: {EDS801: off}\n", "2:5: `paths` is missing: name the files that the override is for, as in `paths: [\"sandbox/**\"]`"},
		{"empty paths", "overrides: [{paths: [], rules: {EDS801: off}}]\n", "1:21: `paths` is empty: the override is for no file"},
		{"no rules", "overrides: [{paths: [a]}]\n", "1:13: `rules` is missing: say what the override sets, as in `rules: {EDS801: off}`"},
		{"no reason", "ignore:\n  - rule: EDS801\n", "2:5: `reason` is missing: say why the findings may stay, as in `reason: agreed with audit`"},
		{"an empty reason", "ignore: [{rule: EDS801, reason: ''}]\n", "1:33: `reason` can't be \"\": it takes a reason: why the findings may stay"},
		{"a blank reason", "ignore: [{rule: EDS801, reason: ' '}]\n", "1:33: `reason` can't be \" \": it takes a reason: why the findings may stay"},
		{"everything ignored", "ignore: [{reason: a}]\n", "1:10: the entry ignores everything: name a `rule`, a `path`, a `pointer` or a `selector`"},
		{"an unknown rule ignored", "ignore: [{rule: EDS8O1, reason: a}]\n", "1:17: no rule is called \"EDS8O1\"; did you mean \"EDS801\"?; `edslint rules` lists them"},
		{"what can't be read ignored", "ignore: [{rule: EDS901, reason: a}]\n", "1:17: \"EDS901\" can't be ignored: it says that a file can't be read"},
		{"a day that there isn't", "ignore: [{rule: EDS801, reason: a, until: 2027-02-30}]\n", "1:43: `until` can't be \"2027-02-30\": it takes a day, as 2027-03-31"},
		{"a time", "ignore: [{rule: EDS801, reason: a, until: 2027-02-03T10:00:00Z}]\n", "1:43: `until` can't be \"2027-02-03T10:00:00Z\": it takes a day, as 2027-03-31"},
		{"a pointer", "ignore: [{rule: EDS801, reason: a, pointer: Name}]\n", "1:45: `pointer` can't be \"Name\": it takes a JSON pointer such as \"/AdvancedEventSelectors/0\""},
		{"a type's ARN", "extend: {resource-types: {\"AWS::New::Thing\": {arn-formats: [\"arn:<partition\"]}}}\n", "1:61: `arn-formats` can't be \"arn:<partition\": it takes an ARN whose parts may be placeholders, as \"arn:<partition>:new:<region>:<account_ID>:thing/<id>\""},
		{"a category", "extend: {selector-fields: {a: {event-categories: [Dta]}}}\n", "1:51: `event-categories` can't have \"Dta\": there are ActivityAuditLog, ConfigurationItem, Data, Evidence, Insight, Management and NetworkActivity; did you mean \"Data\"?"},
		{"no category", "extend: {selector-fields: {a: {event-categories: []}}}\n", "1:50: `event-categories` is empty: name at least one"},
		{"an operator", "extend: {selector-fields: {a: {event-categories: [Data], operators: [Equal]}}}\n", "1:70: `operators` can't have \"Equal\": there are Equals, StartsWith, EndsWith, NotEquals, NotStartsWith and NotEndsWith; did you mean \"Equals\"?"},
		{"a member's type", "extend: {members: {New: bool}}\n", "1:25: `New` can't be \"bool\": it takes string, integer, boolean, array or object; did you mean \"boolean\"?"},
		{"a version", "required-version: new\n", "1:19: `required-version` can't be \"new\": it takes versions, as \">= 0.2\" or \">= 0.2, < 1\""},
		{"another version", "required-version: '>= 2'\n", "1:19: the config is for edslint >= 2, but this is 1.2.3: install a version that fits"},
		{"broken YAML", "rules: {EDS801: off\n", "1:19: the file ends here, but its `{` is not closed; write the missing `}`"},
		{"two documents", "preset: strict\n---\npreset: strict\n", "3:1: a second document: a config is one, so take the \"---\" out"},
		{"a list", "- preset\n", "1:1: the config must be an object with context, custom-rules, data, edition, exclude, extend, fail-level, ignore, include, overrides, preset, required-version and rules, not a list"},
		{"no value", "rules:\n", "1:1: `rules` has no value: write an object, or leave the key out"},
		{"a tag", "rules: !Ref a\n", "1:13: the config knows no YAML tag such as !Ref: write the value itself"},
		{"one mistake in an anchor", "rules: &a {EDS8O1: off}\noverrides: [{paths: [x], rules: *a}]\n", "1:12: no rule is called \"EDS8O1\"; did you mean \"EDS801\"?; `edslint rules` lists them"},

		{"a locked rule off", "rules: {EDS301: {suppressible: false, level: off}}\n", "1:46: EDS301 can't be off: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"a locked rule off for a path", "rules:\n  retention: {suppressible: false}\noverrides:\n  - {paths: [a], rules: {EDS301: off}}\n", "4:34: EDS301 can't be \"off\" here: .edslint.yaml:2 locks it by `suppressible: false`"},
		{"a locked rule lowered for a path", "rules: {EDS301: {suppressible: false}}\noverrides: [{paths: [a], rules: {EDS301: note}}]\n", "2:42: EDS301 can't be \"note\" here: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"a locked rule's parameters for a path", "rules: {EDS816: {suppressible: false}}\noverrides: [{paths: [a], rules: {EDS816: {params: {required-keys: []}}}}]\n", "2:43: the parameters of EDS816 can't be set here: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"a locked family off for a path", "rules: {retention: {suppressible: false}}\noverrides: [{paths: [a], rules: {retention: off}}]\n", "2:45: `retention` can't be off: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"a locked rule ignored", "rules: {EDS301: {suppressible: false}}\nignore: [{rule: retention-period, reason: a}]\n", "2:17: \"retention-period\" can't be ignored: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"a locked family ignored", "rules: {advice: {suppressible: false}}\nignore: [{rule: advice, reason: a}]\n", "2:17: \"advice\" can't be ignored: .edslint.yaml:1 locks it by `suppressible: false`"},
	} {
		_, err := load(t, c.text, Options{Rules: all, Version: "1.2.3"})
		var mistakes finding.Mistakes
		if err != nil && !errors.As(err, &mistakes) {
			t.Errorf("%s: %v, which is no mistake in the config", c.name, err)
			continue
		}
		if diff := cmp.Diff(".edslint.yaml:"+c.want, mistakes.Error()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestAllMistakes: none hides another, and they come in the order of the lines.
func TestAllMistakes(t *testing.T) {
	_, err := load(t, `ignore:
  - {rule: EDS8O1, path: "[", until: never}
rules: {EDS9: off, EDS801: loud}
preset: all
`, Options{})
	var places []string
	for line := range strings.SplitSeq(err.Error(), "\n") {
		places = append(places, strings.Join(strings.Split(line, ":")[1:3], ":"))
	}
	if diff := cmp.Diff([]string{"2:5", "2:12", "2:26", "2:38", "3:9", "3:28", "4:9"}, places); diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

func TestSound(t *testing.T) {
	for _, text := range []string{
		"", "# nothing yet\n", "---\n", "{}\n", "rules: {}\n", "---\npreset: strict\n...\n",
		"rules: {eds801: 'off', advice: {level: note}, EDS802: {}}\n",
		"context: {region: us-gov-west-1}\n", "context: {}\n",
		"extend: {resource-types: {\"AWS::New::Thing\": {}}, members: {New: array}}\n",
		"ignore: [{path: 'a\\[b', reason: a}, {pointer: '', rule: EDS801, reason: a}, {selector: a, reason: b, until: '2027-03-31'}]\n",
		"rules: {advice: {suppressible: false}, EDS801: {suppressible: true, level: off}}\nignore: [{rule: EDS801, reason: a}]\n",
		"rules: {EDS301: {suppressible: false, level: note}}\noverrides: [{paths: [a], rules: {EDS301: error, retention: note}}]\n",
		"required-version: '>= 1.2, < 2'\n",
	} {
		if _, err := load(t, text, Options{Version: "1.2.3"}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestRequiredVersion(t *testing.T) {
	for _, c := range []struct {
		constraint, version string
		fits                bool
	}{
		{">= 0.2", "0.2.0", true}, {">= 0.2", "v0.2.0", true}, {">= 0.2", "0.1.9", false}, {">= 0.2, < 1", "1.0.0", false},
		{">= 0.2", "0.3.0-rc.1", true}, {">= 0.3", "0.3.0-rc.1", false},
		{">= 0.2", "0.0.0-dev", true}, {">= 0.2", "v0.0.0-20261125001241-41b937540492+dirty", true}, {">= 0.2", "", true},
	} {
		_, err := load(t, "required-version: '"+c.constraint+"'\n", Options{Version: c.version})
		if (err == nil) != c.fits {
			t.Errorf("%s with %s: %v", c.constraint, c.version, err)
		}
	}
}

// TestFlagErrors are the command line's, not the config's.
func TestFlagErrors(t *testing.T) {
	for _, c := range []struct {
		text  string
		flags Flags
		want  string
	}{
		{"", Flags{Preset: "stict"}, `no preset is called "stict"; there are errors-only, recommended, strict; did you mean "strict"?`},
		{"", Flags{Skip: []string{"EDS3O1"}}, `no rule is called "EDS3O1"; did you mean "EDS301"?; ` + "`edslint rules` lists them"},
		{"rules: {EDS301: {suppressible: false}}\n", Flags{Skip: []string{"eds301"}}, "\"eds301\" can't be skipped: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"rules: {retention: {suppressible: false}}\n", Flags{Skip: []string{"retention"}}, "\"retention\" can't be skipped: .edslint.yaml:1 locks it by `suppressible: false`"},
		{"rules: {tags: off}\n", Flags{Only: []string{"tags"}}, `the config switches off all of "tags" (.edslint.yaml:1)`},
		{"preset: errors-only\n", Flags{Only: []string{"EDS402"}}, `the preset "errors-only" holds nothing of "EDS402"; "recommended" does`},
	} {
		_, err := load(t, c.text, Options{Flags: c.flags})
		if err == nil || err.Error() != c.want {
			t.Errorf("%+v: %v\nwant %s", c.flags, err, c.want)
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	write := func(name string) {
		path := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{
		".edslint.yaml", "out/a/b", // outside of a repository: only the folder itself counts
		"repo/.git/HEAD", "repo/.edslint.yml", "repo/a/b/c", "repo/near/.edslint.yaml", "repo/near/by/x",
		"repo/tree/.git", "repo/tree/a/b", // a work tree, whose .git is a file
		"bare/.git/HEAD", "bare/a/x", // the search ends at the repository's root
		"both/.edslint.yaml", "both/.edslint.yml",
	} {
		write(name)
	}
	for dir, want := range map[string]string{
		"": ".edslint.yaml", "out/a": "", "repo": "repo/.edslint.yml", "repo/a/b": "repo/.edslint.yml",
		"repo/near/by": "repo/near/.edslint.yaml", "repo/tree/a": "", "bare/a": "", "bare": "",
	} {
		got, err := Find(filepath.Join(root, filepath.FromSlash(dir)))
		if err != nil {
			t.Errorf("%q: %v", dir, err)
		}
		if want != "" {
			want = filepath.Join(root, filepath.FromSlash(want))
		}
		if got != want {
			t.Errorf("%q: found %q, want %q", dir, got, want)
		}
	}
	if found, err := Find(filepath.Join(root, "both")); err == nil || !strings.Contains(err.Error(), "keep one of them") {
		t.Errorf("both: %q, %v; want an error", found, err)
	}
}

func TestUnreadableConfig(t *testing.T) {
	dir := t.TempDir()
	_, err := os.Stat(filepath.Join(dir, "missing.yaml"))
	var missing *fs.PathError
	if !errors.As(err, &missing) {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"missing.yaml": `the config: could not read "missing.yaml": ` + missing.Err.Error(), // which each system says otherwise
		".":            `the config: could not read ".": it is a directory`,
	} {
		if _, err := Load(Options{Dir: dir, File: name}); err == nil || err.Error() != want {
			t.Errorf("%v\nwant %s", err, want)
		}
	}
}

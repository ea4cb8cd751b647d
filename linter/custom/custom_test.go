package custom

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// text is a rule, with more in its METADATA and a body.
func text(id, name, custom, body string) string {
	return fmt.Sprintf(`# METADATA
# title: One
# description: A rule.
# custom:
#   id: %s%s
package edslint.rules.%s

%s
`, id, custom, name, body)
}

const found = `findings contains {"at": [], "message": "found"}`

// write writes files, given by name, and returns their folder.
func write(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// load loads the folder policy of files, and the data files data/*.
func load(t testing.TB, files map[string]string) *Set {
	t.Helper()
	dir := write(t, files)
	o := Options{Rules: []Path{{Path: filepath.Join(dir, "policy"), Name: "policy", Named: "--rules"}}, BuiltIn: builtIn(t)}
	for name := range files {
		if strings.HasPrefix(name, "data/") {
			o.Data = append(o.Data, Path{Path: filepath.Join(dir, filepath.FromSlash(name)), Name: name})
		}
	}
	return Load(o)
}

func builtIn(t testing.TB) []rules.Rule {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func mistakes(s *Set) []string {
	var all []string
	for _, m := range s.Mistakes {
		all = append(all, m.String())
	}
	return all
}

func ids(all []rules.Rule) []string {
	var ids []string
	for _, rule := range all {
		ids = append(ids, rule.ID)
	}
	return ids
}

func TestDefaults(t *testing.T) {
	s := load(t, map[string]string{
		"policy/owner_tag/owner_tag.rego":      text("ACME1", "owner_tag", "", found),
		"policy/owner_tag/owner_tag_test.rego": "package broken[",
		"policy/owner_tag/bad.yaml":            "Name: bad\n",
		"policy/owner_tag/good.json":           "{}",
		"policy/.hidden/x.rego":                "package broken[",
		"policy/notes.md":                      "x",
	})
	want := []rules.Rule{{
		ID: "ACME1", Name: "owner-tag", Title: "One", Description: "A rule.", Level: "warning", Family: "custom", Presets: rules.Presets(),
		Custom: true, File: "policy/owner_tag/owner_tag.rego",
		Examples: []rules.Example{{Which: "bad", Name: "bad.yaml", Text: "Name: bad\n"}, {Which: "good", Name: "good.json", Text: "{}"}},
	}}
	if diff := cmp.Diff(want, s.Rules(), cmpopts.EquateEmpty()); diff != "" || len(s.Mistakes) > 0 {
		t.Errorf("%v\n%s", mistakes(s), diff)
	}
	if diff := cmp.Diff(want, s.Sound(), cmpopts.EquateEmpty()); diff != "" {
		t.Error(diff)
	}
}

func TestData(t *testing.T) {
	s := load(t, map[string]string{
		"policy/a.rego":           text("ACME1", "a", "", "findings contains {\"at\": [], \"message\": \"x\"} if data.accounts.prod == data.teams.audit.lead"),
		"policy/data.yaml":        "top: [1, 2.5, null, true]\n",
		"policy/teams/data.json":  `{"audit": {"lead": "eve"}}`,
		"policy/teams/other.json": `broken`,
		"data/accounts.json":      `{"prod": "111122223333"}`,
	})
	want := map[string]any{
		"accounts": map[string]any{"prod": "111122223333"},
		"teams":    map[string]any{"audit": map[string]any{"lead": "eve"}},
	}
	got := s.Data()
	if fmt.Sprint(got["top"]) != "[1 2.5 <nil> true]" {
		t.Errorf("top: %v", got["top"])
	}
	delete(got, "top")
	if diff := cmp.Diff(want, got); diff != "" || len(s.Mistakes) > 0 {
		t.Errorf("%v\n%s", mistakes(s), diff)
	}
}

// TestMistakes: each mistake is said once, at its place, and the rules without
// one are sound.
func TestMistakes(t *testing.T) {
	rule := func(custom, body string) map[string]string {
		return map[string]string{"policy/a.rego": text("ACME1", "a", custom, body)}
	}
	withHead := func(head string) map[string]string {
		return map[string]string{"policy/a.rego": head + "package edslint.rules.a\n\n" + found + "\n"}
	}
	body := func(expr string) map[string]string {
		return rule("", "findings contains {\"at\": [], \"message\": \"x\"} if "+expr)
	}
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"an odd character": {rule("", "findings contains\x13{\"at\": [], \"message\": \"x\"}"), []string{
			"policy/a.rego:8:18: illegal token: outside of texts and comments, Rego has no such character; take it out"}},
		"no METADATA": {withHead(""), []string{`policy/a.rego:1:1: the rule has no METADATA: put a comment before its package that begins with "# METADATA" and gives its title, description and ` + "`custom: {id: …}`"}},
		"METADATA that isn't YAML": {withHead("# METADATA\n# title: [\n"), []string{
			"policy/a.rego:2:10: METADATA: the file ends where a value was expected"}},
		"keys": {withHead("# METADATA\n# titel: x\n# description: ''\n# id: ACME1\n# custom: {levle: error, title: x}\n"), []string{
			"policy/a.rego:2:3: METADATA has no key `titel`; there are authors, custom, description, entrypoint, organizations, related_resources, scope and title; did you mean `title`?",
			"policy/a.rego:3:16: `description` is empty",
			"policy/a.rego:4:3: METADATA has no key `id`: it belongs below `custom`",
			"policy/a.rego:5:12: `custom` has no key `levle`; there are aws-message, exception, family, help-uri, id, level, name, params, presets, security-severity, sources, summary, targets and yields; did you mean `level`?",
			"policy/a.rego:5:26: `custom` has no key `title`: it belongs beside `custom`",
			"policy/a.rego:6:1: the METADATA lacks `custom.id`: give the rule an id of letters and then digits, as ACME1",
			"policy/a.rego:6:1: the METADATA lacks `title`: say in a few words what is wrong where the rule finds something"}},
		"no custom": {withHead("# METADATA\n# title: x\n# description: x\n"), []string{
			"policy/a.rego:4:1: the METADATA lacks `custom`: give the rule its id there, as in `custom: {id: ACME1}`"}},
		"schemas": {withHead("# METADATA\n# title: x\n# description: x\n# schemas: [{input: {type: object}}]\n# custom: {id: ACME1}\n"), []string{
			"policy/a.rego:1:1: METADATA can't have `schemas`: rules are checked with the schema of the request",
			"policy/a.rego:4:3: METADATA can't have `schemas`: rules are checked with the schema of the request"}},
		"values": {rule("\n#   name: b\n#   level: warn\n#   family: edslint\n#   presets: [stict]\n#   sources: x\n#   yields: 1\n#   help-uri: example.org\n#   security-severity: high", found), []string{
			"policy/a.rego:6:11: `name` can't be \"b\": the package makes it \"a\"; write package edslint.rules.b, or leave `name` out",
			"policy/a.rego:7:12: `level` can't be \"warn\": it takes error, warning or note",
			"policy/a.rego:8:13: `family` can't be \"edslint\": it is that of what edslint says of files that it can't read",
			"policy/a.rego:9:15: `presets` has \"stict\", but there are only errors-only, recommended and strict; did you mean `strict`?",
			"policy/a.rego:10:14: `sources` must be a list of strings, not a string",
			"policy/a.rego:11:13: `yields` must be true or false, not a number",
			"policy/a.rego:12:15: `help-uri` can't be \"example.org\": it takes an address such as \"https://example.org/rules/ACME1\"",
			"policy/a.rego:13:24: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"}},
		"params": {rule("\n#   params:\n#     days: {type: integer, default: x, description: x}\n#     keys: {type: string, default: x}\n#     most: {type: integer, default: 1, minimum: 2, description: x}", found), []string{
			"policy/a.rego:7:7: the parameter `days` isn't right: it needs a `type`, one of integer, number, string, boolean, list of strings, and a `default` of that type",
			"policy/a.rego:8:7: the parameter `keys` isn't right: it needs a `description`",
			"policy/a.rego:9:7: the parameter `most` isn't right: its `default` is below its `minimum`"}},
		"EDS id": {map[string]string{"policy/a.rego": text("eds1", "a", "", found)}, []string{
			"policy/a.rego:5:9: `id` can't be \"eds1\": ids that begin with EDS are those of built-in rules"}},
		"an id with a hyphen": {map[string]string{"policy/a.rego": text("ACME-1", "a", "", found)}, []string{
			"policy/a.rego:5:9: `id` can't be \"ACME-1\": it is letters and then digits, as ACME1"}},
		"an id twice": {map[string]string{"policy/a.rego": text("ACME1", "a", "", found), "policy/b.rego": text("acme1", "b", "", found)}, []string{
			"policy/b.rego:5:9: `id` can't be \"acme1\": the rule \"a\" in policy/a.rego has it"}},
		"a package twice": {map[string]string{"policy/a.rego": text("ACME1", "a", "", found), "policy/b.rego": text("ACME2", "a", "", found)}, []string{
			"policy/b.rego:6:1: the package edslint.rules.a is also that of policy/a.rego: a rule is one file; what rules share goes into a library, in another package"}},
		"a built-in rule's package": {map[string]string{"policy/a.rego": text("ACME1", "retention_period", "", found)}, []string{
			"policy/a.rego:6:1: the package edslint.rules.retention_period is that of a built-in rule, which a custom one can't change: take another name"}},
		"a family's name": {map[string]string{"policy/a.rego": text("ACME1", "tags", "", found)}, []string{
			`policy/a.rego:6:1: the rule can't be called "tags": a family of rules is called so`}},
		"packages": {map[string]string{"policy/a.rego": "package edslint.lib\nx := 1\n", "policy/b.rego": "package edslint.rules.a.b\n", "policy/c.rego": "package params.x\n"}, []string{
			"policy/a.rego:1:1: the package edslint.lib is edslint's own: a rule is in edslint.rules.<name>, a library in a package such as acme.lib",
			"policy/b.rego:1:1: a rule is in a package of its own right below edslint.rules, as edslint.rules.owner_tag; a library is in another, such as acme.lib",
			"policy/c.rego:1:1: a library can't be in package params.x: edslint itself gives rules data.params; take another, such as acme.lib"}},
		"a library that is a rule": {map[string]string{"policy/a.rego": "# METADATA\n# custom: {id: ACME1}\npackage acme.lib\n\n" + found}, []string{
			"policy/a.rego:1:1: a library can't have an id in its METADATA: a rule is in package edslint.rules.<name>",
			"policy/a.rego:5:1: a library can't define `findings`: a rule is in package edslint.rules.<name>"}},
		"no findings": {rule("", "finding contains 1"), []string{
			"policy/a.rego:6:1: the rule defines no `findings`; did you mean `finding`?: write `findings contains {\"at\": […], \"message\": \"…\"} if {…}`"}},
		"one finding": {rule("", "findings := 1"), []string{
			"policy/a.rego:8:1: `findings` is one value here, but must be a set: write `findings contains {\"at\": […], \"message\": \"…\"} if {…}`"}},
		"a function": {rule("", "findings(x) := x"), []string{
			"policy/a.rego:8:1: `findings` is a function here, but must be a set: write `findings contains {\"at\": […], \"message\": \"…\"} if {…}`"}},
		"an object": {rule("", `findings["a"] := 1`), []string{
			"policy/a.rego:8:1: `findings` is an object here, but must be a set: write `findings contains {\"at\": […], \"message\": \"…\"} if {…}`"}},
		"no Rego": {rule("", "findings contains {"), []string{"policy/a.rego:9:1: unexpected eof token: expected rule key term (e.g., findings contains <VALUE> { ... })"}},
		"imports": {rule("", "import data.acme.lib\nimport data.edslint.libs\nimport data.edslint.lib.qoute\nimport data.edslint.rules.no_tags\nimport data.edslint.test\n\n"+found), []string{
			"policy/a.rego:8:8: `data.acme.lib`: there is no data.acme; there are context, edition, edslint, latest and params",
			"policy/a.rego:9:8: `data.edslint.libs`: of edslint's own packages rules may read only data.edslint.lib; did you mean `lib`?",
			"policy/a.rego:10:8: `data.edslint.lib.qoute`: there is no data.edslint.lib.qoute; did you mean `quote`?",
			"policy/a.rego:11:8: `data.edslint.rules.no_tags`: a rule can't read another rule; what they share goes into a library, in a package such as acme.lib",
			"policy/a.rego:12:8: `data.edslint.test` is there only for tests; rules read data.edition and data.latest"}},
		"parameters": {body("data.params.ACME1.days > data.params.ACME2.days"), []string{
			"policy/a.rego:8:49: `data.params.ACME1`: the METADATA of ACME1 declares no `params`",
			"policy/a.rego:8:74: `data.params.ACME2`: no custom rule has the id \"ACME2\"; did you mean `ACME1`?"}},
		"input.stores": {body("input.stores[0].Name"), []string{
			"policy/a.rego:8:49: `input.stores` is what a rule of family \"across\" sees: write `family: across` in its METADATA"}},
		"input.summaries": {body("input.summaries[0].Name"), []string{
			"policy/a.rego:8:49: `input.summaries` is what a rule of family \"across\" sees: write `family: across` in its METADATA"}},
		"input.summaries without one": {rule("\n#   family: across", found+" if input.summaries[0].Name"), []string{
			"policy/a.rego:9:53: `input.summaries` is what a rule with a `summary` sees: define it, and write `summary: true` in the METADATA"}},
		"input.stores with a summary": {rule("\n#   family: across\n#   summary: true", "summary := 1\n\n"+found+" if input.stores[0].Name"), []string{
			"policy/a.rego:12:53: `input.stores` isn't there for a rule whose METADATA says `summary: true`: it sees `input.summaries`"}},
		"no summary": {rule("\n#   family: across\n#   summary: true", "sumary := 1\n\n"+found), []string{
			"policy/a.rego:8:1: the rule defines no `summary`; did you mean `sumary`?: write `summary := {…}`, what is to be kept of `input`, one request"}},
		"a summary that is a function": {rule("\n#   family: across\n#   summary: true", "summary(x) := x\n\n"+found), []string{
			"policy/a.rego:10:1: `summary` is a function here, but must be a value: write `summary := {…}`, what is to be kept of `input`, one request"}},
		"a summary of one request": {rule("\n#   summary: true", "summary := 1\n\n"+found), []string{
			"policy/a.rego:6:14: `summary` is for rules that see all requests of a run: write `family: across` too"}},
		"a summary in words": {rule("\n#   family: across\n#   summary: yes, please", "summary := 1\n\n"+found), []string{
			"policy/a.rego:7:14: `summary` must be true or false, not a string"}},
		"refused": {body("{ http.send({}); opa.runtime(); time.now_ns() > 1; json.match_schema({}, {}) }"), []string{
			"policy/a.rego:8:51: http.send: rules may not reach the network",
			"policy/a.rego:8:66: opa.runtime: rules may not read the environment",
			"policy/a.rego:8:81: time.now_ns: rules may not read a clock or randomness",
			"policy/a.rego:8:100: json.match_schema: rules may not open what a $ref names"}},
		"a misspelt member": {body("input.RetentionPerod > 3"), []string{
			"policy/a.rego:8:55: input.RetentionPerod: no such member; did you mean `RetentionPeriod`?"}},
		"a misspelt member of a part": {body("{\n\tsome s in input.AdvancedEventSelectors\n\ts.FieldSelector\n}"), []string{
			"policy/a.rego:10:4: s.FieldSelector: no such member; did you mean `FieldSelectors`?"}},
		"several stages": {body("{\n\tinput.Nmae == \"x\"\n\tnothing(1)\n\tx > 1\n}\n\ny := z"), []string{
			"policy/a.rego:9:8: input.Nmae: no such member; did you mean `Name`?",
			"policy/a.rego:10:2: there is no function `nothing`",
			"policy/a.rego:11:2: `x` is unsafe: nothing in the rule gives it a value",
			"policy/a.rego:14:6: `z` is unsafe: nothing in the rule gives it a value"}},
		"a broken library": {map[string]string{"policy/a.rego": text("ACME1", "a", "", "import data.acme.lib\n\n"+found), "policy/lib.rego": "package acme.lib\n\nx := y\n"}, []string{
			"policy/a.rego:8:8: it needs policy/lib.rego, which has mistakes",
			"policy/lib.rego:3:6: `y` is unsafe: nothing in the rule gives it a value"}},
		"no rule":   {map[string]string{"policy/x.yaml": ""}, []string{"policy: it holds no rule: a rule is a .rego file of package edslint.rules.<name> (--rules names it)"}},
		"only test": {map[string]string{"policy/a_test.rego": ""}, []string{"policy: it holds tests, but no rule: a rule is a .rego file whose name doesn't end in _test.rego (--rules names it)"}},
		"broken data": {map[string]string{"policy/a.rego": text("ACME1", "a", "", "findings contains data.x.y"), "data/x.json": "{"}, []string{
			"data/x.json:1:1: the file ends here, but its `{` is not closed; write the missing `}`",
			"policy/a.rego:8:19: `data.x` can't be read: its data file has mistakes"}},
		"data's names": {map[string]string{"policy/a.rego": text("ACME1", "a", "", found), "data/params.json": "{}", "policy/data.json": `{"x": 1}`, "policy/x/data.json": `{"y": 1}`, "policy/z/data.json": `[]`}, []string{
			"data/params.json: data can't be called \"params\": edslint itself gives rules data.params; other names that are taken are context, edition, editions, edslint, latest and rules",
			"policy/x/data.json: another data file has data.x already",
			"policy/z/data.json: it must hold an object, whose members rules see as data.z.<member>"}},
		"data in a library's place": {map[string]string{"policy/a.rego": text("ACME1", "a", "", "import data.acme.lib\n\nfindings contains lib.x"), "policy/lib.rego": "package acme.lib\n\nx := 1\n", "data/acme.json": `{"lib": {"x": 2}}`}, []string{
			"policy/a.rego:8:8: it needs policy/lib.rego, which has mistakes",
			"policy/lib.rego:3:1: a data file has data.acme.lib.x already"}},
		"too deep": {rule("", "x := "+strings.Repeat("[", 101)+strings.Repeat("]", 101)), []string{
			"policy/a.rego:8:106: brackets are nested deeper than 100, the most that is read"}},
	} {
		t.Run(name, func(t *testing.T) {
			c.files["policy/sound.rego"] = text("SOUND1", "sound", "", found)
			if name == "no rule" || name == "only test" {
				delete(c.files, "policy/sound.rego")
			}
			s := load(t, c.files)
			if diff := cmp.Diff(c.want, mistakes(s)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			if _, ok := c.files["policy/sound.rego"]; ok && !slices.Contains(ids(s.Sound()), "SOUND1") {
				t.Errorf("sound are only %v", ids(s.Sound()))
			}
			if name != "an id twice" && name != "a package twice" && slices.Contains(ids(s.Sound()), "ACME1") && name != "data's names" {
				t.Error("the broken rule is sound")
			}
		})
	}
}

func TestLimits(t *testing.T) {
	dir := write(t, map[string]string{
		"policy/a.rego": text("ACME1", "a", "", found), "policy/b.rego": text("ACME2", "b", "", found), "outside.rego": text("ACME3", "c", "", found),
	})
	for name, c := range map[string]struct {
		limits Limits
		want   string
	}{
		"size":  {Limits{RegoBytes: 10, DataBytes: 10, TotalBytes: 1000, Files: 10, Depth: 10}, "policy/a.rego: it is "},
		"files": {Limits{RegoBytes: 1000, DataBytes: 10, TotalBytes: 1000, Files: 1, Depth: 10}, "policy/b.rego: this is file 2 of rules and data, but 1 are the most"},
		"total": {Limits{RegoBytes: 1000, DataBytes: 10, TotalBytes: 200, Files: 10, Depth: 10}, "policy/b.rego: with this file, rules and data are longer than 200 bytes"},
	} {
		s := Load(Options{Rules: []Path{{Path: filepath.Join(dir, "policy"), Name: "policy"}}, Limits: c.limits})
		if len(s.Mistakes) == 0 || !strings.HasPrefix(s.Mistakes[0].String(), c.want) {
			t.Errorf("%s: %v, want %s…", name, mistakes(s), c.want)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "outside.rego"), filepath.Join(dir, "policy", "link.rego")); err != nil {
		t.Logf("no links here: %v", err)
		return
	}
	s := Load(Options{Rules: []Path{{Path: filepath.Join(dir, "policy"), Name: "policy"}}})
	want := []string{"policy/link.rego: it is a link that leads out of the folder of rules, and isn't followed"}
	if diff := cmp.Diff(want, mistakes(s)); diff != "" || len(s.Sound()) != 2 {
		t.Errorf("%v\n%s", ids(s.Sound()), diff)
	}
}

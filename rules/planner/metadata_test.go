package planner_test

import (
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/planner"
)

// ruleText is a rule with more in its METADATA, and a body.
func ruleText(level, custom, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`# METADATA
# title: One
# description: A rule.
# custom:
#   id: X1
#   name: one
#   level: ` + level + custom + `
package edslint.rules.one
` + body)}
}

func TestMetadata(t *testing.T) {
	for name, c := range map[string]struct {
		level, custom string
		want          []string
		fails         string
	}{
		"error":           {level: "error", want: []string{"errors-only", "recommended", "strict"}},
		"warning":         {level: "warning", want: []string{"recommended", "strict"}},
		"note":            {level: "note", want: []string{"strict"}},
		"given":           {level: "warning", custom: "\n#   presets: [strict]", want: []string{"strict"}},
		"a note":          {level: "note", custom: "\n#   presets: [recommended, strict]", want: []string{"recommended", "strict"}},
		"misspelt":        {level: "note", custom: "\n#   presets: [stict]", fails: `one/one.rego: ` + "`presets`" + ` has "stict", but there are only errors-only, recommended, strict`},
		"unlike":          {level: "note", custom: "\n#   presets: [strict, all]", fails: `one/one.rego: ` + "`presets`" + ` has "all", but there are only errors-only, recommended, strict`},
		"empty":           {level: "note", custom: "\n#   presets: []", fails: "one/one.rego: `presets` must be a list of errors-only, recommended, strict"},
		"a word":          {level: "note", custom: "\n#   presets: strict", fails: "one/one.rego: `presets` must be a list of errors-only, recommended, strict"},
		"yields":          {level: "note", custom: "\n#   yields: true", want: []string{"strict"}},
		"severe":          {level: "note", custom: "\n#   security-severity: \"4.0\"", want: []string{"strict"}},
		"number":          {level: "note", custom: "\n#   security-severity: 4.5", fails: "one/one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"none":            {level: "note", custom: "\n#   security-severity: \"0.0\"", fails: "one/one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"too much":        {level: "note", custom: "\n#   security-severity: \"10.1\"", fails: "one/one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"no flag":         {level: "note", custom: "\n#   yields: to all", fails: "one/one.rego: `yields` must be true or false"},
		"no summary flag": {level: "note", custom: "\n#   summary: short", fails: "one/one.rego: `summary` must be true or false"},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := planner.List(fstest.MapFS{"one/one.rego": ruleText(c.level, c.custom, "")})
			if c.fails != "" {
				if err == nil || err.Error() != c.fails {
					t.Fatalf("%v\nwant %s", err, c.fails)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if diff := gocmp.Diff(c.want, all[0].Presets); diff != "" {
				t.Errorf("presets (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHead: METADATA may speak of a package, and a file may have none.
func TestHead(t *testing.T) {
	text := "# METADATA\n# title: T\n# description: |\n#   package x\n#\n#   package y\n# custom: {id: X1, name: one, level: note}\npackage edslint.rules.one # the rule\n\nfindings contains {\"at\": [], \"message\": \"x\"}\n"
	all, err := planner.List(fstest.MapFS{"one/one.rego": {Data: []byte(text)}})
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 1 || all[0].Description != "package x\n\npackage y" {
		t.Errorf("%+v", all)
	}
	for name, text := range map[string]string{"no package": "x := 1\n", "nothing": "", "no METADATA": "package edslint.rules.one\n"} {
		if _, err := planner.List(fstest.MapFS{"one/one.rego": {Data: []byte(text)}}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

// TestPlaces: a rule stands where its family and name say, and its id is its own.
func TestPlaces(t *testing.T) {
	rule := ruleText("error", "\n#   family: tags", "")
	for name, c := range map[string]struct {
		files fstest.MapFS
		fails string
	}{
		"right":       {fstest.MapFS{"tags/one/one.rego": rule}, ""},
		"elsewhere":   {fstest.MapFS{"keys/one/one.rego": rule}, "keys/one/one.rego: the rule stands in the folder tags/one"},
		"an id twice": {fstest.MapFS{"tags/one/one.rego": rule, "tags/one/two.rego": rule}, "two rules have the id X1: one and one"},
	} {
		if _, err := planner.List(c.files); c.fails == "" && err != nil || c.fails != "" && (err == nil || err.Error() != c.fails) {
			t.Errorf("%s: %v, want %q", name, err, c.fails)
		}
	}
}

// TestUnplanned: what can't be planned is no rule that is silent for ever.
func TestUnplanned(t *testing.T) {
	for name, c := range map[string]struct{ body, fails string }{
		"no Rego":           {"findings contains {", "rego_parse_error"},
		"no findings":       {"found := 1", "does not refer to a rule"},
		"a clock":           {"findings contains time.now_ns()", "undefined function time.now_ns"},
		"input is replaced": {"other := 1 if input.x\n\nfindings contains 1 if other with input as 2", "WithStmt"},
	} {
		_, _, err := planner.Plan(fstest.MapFS{"one/one.rego": ruleText("error", "", "\n"+c.body)})
		if err == nil || !strings.Contains(err.Error(), c.fails) {
			t.Errorf("%s: %v, want %q", name, err, c.fails)
		}
	}
}

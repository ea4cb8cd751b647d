package policy

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
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
		"error":    {level: "error", want: []string{"errors-only", "recommended", "strict"}},
		"warning":  {level: "warning", want: []string{"recommended", "strict"}},
		"note":     {level: "note", want: []string{"strict"}},
		"given":    {level: "warning", custom: "\n#   presets: [strict]", want: []string{"strict"}},
		"a note":   {level: "note", custom: "\n#   presets: [recommended, strict]", want: []string{"recommended", "strict"}},
		"misspelt": {level: "note", custom: "\n#   presets: [stict]", fails: `one.rego: ` + "`presets`" + ` has "stict", but there are only errors-only, recommended, strict`},
		"unlike":   {level: "note", custom: "\n#   presets: [strict, all]", fails: `one.rego: ` + "`presets`" + ` has "all", but there are only errors-only, recommended, strict`},
		"empty":    {level: "note", custom: "\n#   presets: []", fails: "one.rego: `presets` must be a list of errors-only, recommended, strict"},
		"a word":   {level: "note", custom: "\n#   presets: strict", fails: "one.rego: `presets` must be a list of errors-only, recommended, strict"},
		"yields":   {level: "note", custom: "\n#   yields: true", want: []string{"strict"}},
		"severe":   {level: "note", custom: "\n#   security-severity: \"4.0\"", want: []string{"strict"}},
		"number":   {level: "note", custom: "\n#   security-severity: 4.5", fails: "one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"none":     {level: "note", custom: "\n#   security-severity: \"0.0\"", fails: "one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"too much": {level: "note", custom: "\n#   security-severity: \"10.1\"", fails: "one.rego: `security-severity` must be a text from \"0.1\" to \"10.0\", with one decimal"},
		"no flag":  {level: "note", custom: "\n#   yields: to all", fails: "one.rego: `yields` must be true or false"},
	} {
		t.Run(name, func(t *testing.T) {
			all, err := List(fstest.MapFS{"one.rego": ruleText(c.level, c.custom, "")})
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

// TestUnwanted: of a rule that isn't wanted only the head is read, yet it has
// its place in the list.
func TestUnwanted(t *testing.T) {
	fsys := fstest.MapFS{"one.rego": ruleText("note", "", "findings contains {"), "lib.rego": {Data: []byte("package edslint.lib\n\nx := 1\n")}}
	if _, err := Load(fsys, nil); err == nil || !strings.HasPrefix(err.Error(), "could not read the rule one.rego: ") {
		t.Errorf("a rule that is no Rego: %v", err)
	}
	p, err := Load(fsys, func(r rules.Rule) bool { return r.In(rules.Recommended) })
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Rules()) != 1 || p.Rule("one") == nil {
		t.Errorf("rules: %v", p.Rules())
	}
	if len(p.compiler.Modules) != 0 {
		t.Errorf("%d modules are compiled, want none", len(p.compiler.Modules))
	}
}

// TestLibraries: only what a rule imports, or what that imports, is compiled.
func TestLibraries(t *testing.T) {
	library := func(name, imports string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("package edslint." + name + "\n\n" + imports + "\n\nx := 1\n")}
	}
	p, err := Load(fstest.MapFS{
		"rule.rego":   ruleText("error", "", "import data.edslint.b\n\nfindings contains {\"at\": [], \"message\": \"x\"} if b.x == 1"),
		"a.rego":      library("a", ""), // imported by b only
		"b.rego":      library("b", "import data.edslint.a"),
		"more.rego":   library("b", ""),
		"unused.rego": library("c", "this is never parsed"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a.rego", "b.rego", "more.rego", "rule.rego"}
	if diff := gocmp.Diff(want, slices.Sorted(maps.Keys(p.compiler.Modules))); diff != "" {
		t.Errorf("modules (-want +got):\n%s", diff)
	}
}

// TestImports: what a file of the built-in rules refers to in a library, it
// imports, since no other library is there.
func TestImports(t *testing.T) {
	modules := regoModules(t)
	for name, module := range modules {
		if isTest(name) {
			continue // all modules are there for them
		}
		imported := map[string]bool{module.Package.Path.String(): true}
		for _, i := range module.Imports {
			imported[i.Path.String()] = true
		}
		refs := map[string]bool{}
		for _, rule := range module.Rules {
			ast.WalkRefs(rule, func(r ast.Ref) bool {
				refs[r.ConstantPrefix().String()] = true
				return false
			})
		}
		for other, library := range modules {
			path := library.Package.Path.String()
			for ref := range refs {
				if strings.HasPrefix(ref, path+".") && !imported[path] && !strings.HasPrefix(path, "data.edslint.rules") {
					t.Errorf("%s refers to %s, in %s, but imports none of it", name, ref, other)
				}
			}
		}
	}
}

// TestHead: METADATA may speak of a package, and a file may have none.
func TestHead(t *testing.T) {
	text := "# METADATA\n# title: T\n# description: |\n#   package x\n#\n#   package y\n# custom: {id: X1, name: one, level: note}\npackage edslint.rules.one # the rule\n\nfindings contains {\"at\": [], \"message\": \"x\"}\n"
	p, err := Load(fstest.MapFS{"one.rego": {Data: []byte(text)}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if rule := p.Rule("one"); rule == nil || rule.Description != "package x\n\npackage y" {
		t.Errorf("%+v", rule)
	}
	for name, text := range map[string]string{"no package": "x := 1\n", "nothing": "", "no METADATA": "package edslint.rules.one\n"} {
		if _, err := Load(fstest.MapFS{"one.rego": {Data: []byte(text)}}, nil); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}

package docs

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// helper is what custom rules and their tests may use of edslint's libraries.
type helper struct {
	name        string // as in data.edslint.lib.quote
	kind        string // its type, as its METADATA gives it: "(value: any) → string"
	description string
}

// TestLibrary makes the page of what rules may read.
func TestLibrary(t *testing.T) {
	check(t, "library.md", "<!-- made by `go test ./docs -update`; edit the METADATA in rules/lib, or docs/library_test.go -->\n\n"+library(t, helpers(t)))
}

// TestCompatibility holds what others build on to a list that nothing rewrites.
// To add to it is fine. What is taken away or changed breaks rules that we don't
// know: say so in the changelog.
func TestCompatibility(t *testing.T) {
	var got []string
	for _, h := range helpers(t) {
		got = append(got, h.name+" "+h.kind)
	}
	for _, table := range tables {
		got = append(got, "data.edition."+table.path+" "+table.kind)
	}
	golden, err := os.ReadFile(filepath.Join("testdata", "compatibility.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(strings.Split(strings.TrimSpace(string(golden)), "\n"), got); diff != "" {
		t.Errorf("what custom rules build on has changed (-promised +there is):\n%s", diff)
	}
}

// TestTables: each edition has what is said of its tables.
func TestTables(t *testing.T) {
	for _, name := range editions.Names() {
		e, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(e.Facts)
		if err != nil {
			t.Fatal(err)
		}
		var facts any
		if err := json.Unmarshal(text, &facts); err != nil {
			t.Fatal(err)
		}
		for _, table := range tables {
			found := at(facts, strings.Split(strings.ReplaceAll(table.path, "[", ".["), "."))
			if len(found) == 0 {
				t.Errorf("%s has no %s", name, table.path)
			}
			for _, value := range found {
				if kind := kindOf(value); kind != table.kind && !(value == nil && table.optional) {
					t.Errorf("%s: %s is %s, not %s", name, table.path, kind, table.kind)
					break
				}
			}
		}
	}
}

// table is a part of an edition's facts that rules may read.
type table struct {
	path     string // "<…>" for each member of an object, "[_]" for each item of a list
	kind     string
	optional bool // some lack it
	meaning  string
}

var tables = []table{
	{"name", "string", false, "the edition's name; names are dates, and may be compared"},
	{"fields.<field>.operators[_]", "string", false, "the operators that a field takes"},
	{"fields.<field>.categories[_]", "string", false, "the event categories whose selectors take the field"},
	{"fields.<field>.values[_]", "string", true, "the only values that it takes; a field without takes any"},
	{"categories.<category>.fields.<field>.operators[_]", "string", false, "the operators that a field takes in this category"},
	{"categories.<category>.fields.<field>.values[_]", "string", true, "the only values that it takes in this category"},
	{"categories.<category>.fields.<field>.required", "boolean", true, "true where a selector must have the field"},
	{"resource_types.<type>.arn_formats[_]", "string", true, "how the ARNs of a resource type are written; none if that isn't documented"},
	{"limits.selectors.max", "number", false, "the most selectors of a store"},
	{"limits.values.max", "number", false, "the most values of all selectors together"},
	{"limits.tags.max", "number", false, "the most tags"},
	{"retention.default_mode", "string", false, "the billing mode of a request that names none"},
	{"retention.modes.<mode>.min", "number", false, "the least `RetentionPeriod` in days, by billing mode"},
	{"retention.modes.<mode>.max", "number", false, "the greatest, by billing mode"},
	{"tags.reserved_prefixes[_]", "string", false, "what keys of tags can't begin with"},
	{"kms_key_id.forms[_]", "string", false, "how `KmsKeyId` is written"},
}

// at returns the values at a path; nil for one that lacks.
func at(value any, path []string) []any {
	if len(path) == 0 {
		return []any{value}
	}
	var below []any
	switch v := value.(type) {
	case map[string]any:
		if !strings.HasPrefix(path[0], "<") {
			return at(v[path[0]], path[1:])
		}
		for _, name := range slices.Sorted(maps.Keys(v)) {
			below = append(below, at(v[name], path[1:])...)
		}
	case []any:
		for _, item := range v {
			below = append(below, at(item, path[1:])...)
		}
	default:
		return []any{nil}
	}
	return below
}

func kindOf(value any) string {
	switch value.(type) {
	case string:
		return "string"
	case float64:
		return "number"
	case bool:
		return "boolean"
	}
	return fmt.Sprintf("%T", value)
}

// helpers returns the helpers that are public, in the order of their names. It
// holds what their METADATA says of them to what OPA infers.
func helpers(t *testing.T) []helper {
	t.Helper()
	texts, err := policy.Libraries(rules.FS, "lib")
	if err != nil {
		t.Fatal(err)
	}
	modules := map[string]*ast.Module{}
	for name, text := range texts {
		if modules[name], err = ast.ParseModuleWithOpts(name, text, ast.ParserOptions{ProcessAnnotation: true, RegoVersion: ast.RegoV1}); err != nil {
			t.Fatal(err)
		}
	}
	compiler := ast.NewCompiler().WithCapabilities(policy.Capabilities())
	if compiler.Compile(modules); compiler.Failed() {
		t.Fatal(compiler.Errors)
	}
	var all []helper
	for _, module := range modules {
		for _, a := range module.Annotations {
			kind, public := a.Custom["public"].(string)
			if !public {
				continue
			}
			path := a.GetTargetPath()
			h := helper{path.String(), kind, strings.TrimSpace(a.Description)}
			said := "() → " + kind
			if strings.HasPrefix(kind, "(") {
				said = kind
			}
			if inferred := compiler.TypeEnv.GetByRef(path).String(); !agree(said, inferred) {
				t.Errorf("%s is %s by its METADATA, but %s by OPA", h.name, kind, inferred)
			}
			all = append(all, h)
		}
	}
	slices.SortFunc(all, func(a, b helper) int { return strings.Compare(a.name, b.name) })
	return all
}

// agree reports whether a type that a person wrote has the arguments and the
// sort of result that OPA infers.
func agree(said, inferred string) bool {
	args, result, _ := strings.Cut(said, " → ")
	number := strings.Count(args, ":")
	if function, of, ok := strings.Cut(inferred, " => "); ok && strings.HasPrefix(inferred, "(") {
		if depth := topLevel(function); depth != number {
			return false
		}
		inferred = of
	} else if number > 0 {
		return false
	}
	words := map[string]string{"list": "array", "set": "set", "object": "object", "string": "string"}
	first, _, _ := strings.Cut(result, " ")
	return inferred == "any" || words[first] != "" && strings.HasPrefix(inferred, words[first])
}

// topLevel is how many types there are in "(a, b<c, d>)".
func topLevel(list string) int {
	depth, number := 0, 1
	for _, r := range list {
		switch r {
		case '<', '[', '(':
			depth++
		case '>', ']', ')':
			depth--
		case ',':
			if depth == 1 {
				number++
			}
		}
	}
	return number
}

func library(t *testing.T, all []helper) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# What rules may read\n\n[Rules of your own](custom-rules.md) may read the helpers and the tables below. " +
		"A test holds them to a list: they don't go away or change unless the changelog says so. All else below `data.edslint` and `data.edition` may change at any time.\n\n## Helpers\n")
	for _, h := range all {
		fmt.Fprintf(&b, "\n### `%s`\n\n`%s`\n\n%s\n", h.name, h.kind, h.description)
	}
	b.WriteString("\n## Tables of an edition\n\n`data.edition` is what the request is held to, `data.latest` the newest edition. `<…>` stands for each member, `[_]` for each item. " +
		"`edslint input --facts FILE` prints them all.\n\n| below `data.edition` | type | |\n| --- | --- | --- |\n")
	for _, table := range tables {
		kind := table.kind
		if table.optional {
			kind += ", may lack"
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", table.path, kind, table.meaning)
	}
	return b.String()
}

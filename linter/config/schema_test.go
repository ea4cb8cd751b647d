package config

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

func published(t testing.TB) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.Draft = jsonschema.Draft7
	// Days are not the checker's: a date that there isn't is found later.
	text := strings.ReplaceAll(string(SchemaText()), `"format": "date"`, `"title": "a day"`)
	if err := compiler.AddResource("config.json", strings.NewReader(text)); err != nil {
		t.Fatal(err)
	}
	schema, err := compiler.Compile("config.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

// TestSchemaWords: what the schema lists is what the code knows.
func TestSchemaWords(t *testing.T) {
	var whole shape
	if err := json.Unmarshal(SchemaText(), &whole); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ got, want []string }{
		"preset":     {whole.Properties["preset"].Enum, rules.Presets()},
		"fail-level": {whole.Properties["fail-level"].Enum, FailLevels()},
		"level":      {whole.Definitions["level"].Enum, levels()},
	} {
		if diff := cmp.Diff(c.want, c.got); diff != "" {
			t.Errorf("%s (-code +schema):\n%s", name, diff)
		}
	}
}

// TestSchemaKnowsItsKeywords: a keyword that the checker doesn't know would be
// passed over, and each key says to editors what it is.
func TestSchemaKnowsItsKeywords(t *testing.T) {
	known := []string{
		"$ref", "type", "properties", "additionalProperties", "required", "items", "minItems", "enum", "minLength", "pattern",
		"patternErrorMessage", "format", "oneOf", "definitions", "description", "default", "examples", "$schema", "$id", "title",
	}
	var walk func(s map[string]any, path string)
	walk = func(s map[string]any, path string) {
		for _, keyword := range slices.Sorted(maps.Keys(s)) {
			if !slices.Contains(known, keyword) {
				t.Errorf("%s: the checker doesn't know %q", path, keyword)
			}
			switch value := s[keyword].(type) {
			case map[string]any:
				if keyword != "properties" && keyword != "definitions" {
					walk(value, path+"/"+keyword)
					continue
				}
				for name, member := range value {
					member := member.(map[string]any)
					if keyword == "properties" && member["description"] == nil && member["$ref"] == nil {
						t.Errorf("%s/%s has no description", path, name)
					}
					walk(member, path+"/"+name)
				}
			case []any:
				for _, one := range value {
					if one, ok := one.(map[string]any); ok {
						walk(one, path+"/"+keyword)
					}
				}
			}
		}
	}
	var root map[string]any
	if err := json.Unmarshal(SchemaText(), &root); err != nil {
		t.Fatal(err)
	}
	walk(root, "")
}

// plain is a value as readers of JSON have it.
func plain(n *source.Node) any {
	switch n.Kind {
	case source.Bool:
		return n.Text == "true"
	case source.Number:
		return json.Number("1")
	case source.String:
		return n.Text
	case source.Array:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plain(item))
		}
		return items
	case source.Object:
		members := map[string]any{}
		for _, m := range n.Members {
			members[m.Key.Text] = plain(m.Value)
			if m.Value.Kind == source.Timestamp && m.Key.Text == "until" { // elsewhere a date is no string
				members[m.Key.Text] = m.Value.Text
			}
		}
		return members
	}
	return nil
}

// FuzzConfig: no text brings the reader down, every mistake stands in the file,
// and the checker finds a mistake where the published schema does.
func FuzzConfig(f *testing.F) {
	for _, text := range []string{
		"", "preset: strict\n", "rules: {EDS801: off, advice: {level: note, params: {a: 1}, suppressible: false}}\n", "a: &x [*x]\n",
		"overrides:\n  - paths: [\"a/**\"]\n    rules: {EDS803: {params: {min-days: 30}}}\n", "rules: !Ref a\n", "include: [1, \"[\"]\n",
		"extend: {resource-types: {\"AWS::New::Thing\": {arn-formats: [\"arn:<a>:b:::c\"]}}, members: {New: integer}, selector-fields: {x: {event-categories: [Data]}}}\n",
		"ignore:\n  - {rule: EDS203, path: \"legacy/*.json\", pointer: /a/0, selector: b, reason: \"moved\", until: 2027-03-31}\n", "required-version: '>= 0.2, < 1'\n",
		"context: {account: '111122223333', region: eu-west-1}\nedition: latest\nfail-level: never\nexclude: []\n", "---\n---\na", "\xff", "rules: {EDS803: {params: {min-days: 1e999}}}",
	} {
		f.Add(text)
	}
	schema, all := published(f), allRules(f)
	var whole shape
	if err := json.Unmarshal(SchemaText(), &whole); err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := source.Parse(".edslint.yaml", []byte(text), source.DefaultLimits())
		c, err := parse(file, Options{Rules: all, Today: today})
		if mistakes, ok := err.(finding.Mistakes); ok {
			for _, m := range mistakes {
				if m.Line < 1 || m.Column < 1 || m.Message == "" || m.Line > strings.Count(strings.ReplaceAll(text, "\r", "\n"), "\n")+1 {
					t.Errorf("%+v", m)
				}
			}
		} else if err != nil {
			t.Errorf("%v is no mistake of the config", err)
		} else {
			c.Path = "/repo/.edslint.yaml"
			c.Describe("/repo/a/b.yaml", "a").YAML()
			c.Expired()
		}
		if len(file.Faults) > 0 || len(file.Documents) != 1 || file.Documents[0].Root == nil || strings.Contains(text, "!") {
			return
		}
		root := file.Documents[0].Root
		found := 0
		checker := checker{definitions: whole.Definitions, mistake: func(*source.Node, string, ...any) { found++ }}
		checker.check(root, &whole, "")
		if invalid := schema.Validate(plain(root)); (invalid == nil) != (found == 0) {
			t.Errorf("the checker finds %d mistakes, but the schema says: %v", found, invalid)
		}
	})
}

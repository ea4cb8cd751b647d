package schema_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// object is a JSON object of a schema or of an edition's facts.
type object = map[string]any

func text(t testing.TB, edition string) []byte {
	t.Helper()
	text, err := schema.Text(edition)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decode(t testing.TB, edition string) object {
	t.Helper()
	var root object
	if err := json.Unmarshal(text(t, edition), &root); err != nil {
		t.Fatal(err)
	}
	return root
}

// walk calls f with each schema of a file and the pointer to it.
func walk(s object, pointer string, f func(s object, pointer string)) {
	f(s, pointer)
	for _, keyword := range []string{"properties", "definitions"} {
		members, _ := s[keyword].(object)
		for _, name := range slices.Sorted(maps.Keys(members)) {
			walk(members[name].(object), pointer+"/"+keyword+"/"+name, f)
		}
	}
	if items, ok := s["items"].(object); ok {
		walk(items, pointer+"/items", f)
	}
}

func TestEachEditionHasASchema(t *testing.T) {
	names, err := filepath.Glob("*.json")
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		names[i] = strings.TrimSuffix(name, ".json")
	}
	if diff := cmp.Diff(editions.Names(), names); diff != "" {
		t.Errorf("editions and schemas (-editions +schemas):\n%s", diff)
	}
	for _, name := range editions.Names() {
		root := decode(t, name)
		if id, _ := root["$id"].(string); path.Base(id) != name+".json" {
			t.Errorf("%s: $id is %q", name, id)
		}
		if title, _ := root["title"].(string); !strings.HasSuffix(title, "edition "+name) {
			t.Errorf("%s: title is %q", name, title)
		}
	}
	if _, err := schema.Text("2023-6"); err == nil || err.Error() != `edition "2023-6" has no schema` {
		t.Errorf("a schema of no edition: %v", err)
	}
	if _, err := schema.Load("2023-6", request.Store, nil, nil); err == nil {
		t.Error("a schema of no edition was loaded")
	}
}

func TestDraft07(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	draft, err := compiler.Compile("http://json-schema.org/draft-07/schema")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range editions.Names() {
		root := decode(t, name)
		if err := draft.Validate(root); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		if got := root["$schema"]; got != "http://json-schema.org/draft-07/schema#" {
			t.Errorf("%s: $schema is %v", name, got)
		}
	}
}

// TestKeywords holds the files to the keywords that there are words for.
func TestKeywords(t *testing.T) {
	of := map[string]string{ // keyword: the type that it is of, or "" for any
		"type": "", "description": "", "$ref": "", "enum": "string", "minLength": "string", "maxLength": "string", "pattern": "string",
		"patternErrorMessage": "string", "required": "object", "additionalProperties": "object", "properties": "object",
		"items": "array", "minItems": "array", "maxItems": "array",
	}
	onlyRoot := []string{"$schema", "$id", "title", "definitions"}
	for _, name := range editions.Names() {
		root := decode(t, name)
		walk(root, "", func(s object, pointer string) {
			for keyword := range s {
				want, known := of[keyword]
				switch {
				case pointer == "" && slices.Contains(onlyRoot, keyword):
				case !known:
					t.Errorf("%s: %s has the keyword %s", name, pointer, keyword)
				case want != "" && s["type"] != want:
					t.Errorf("%s: %s of type %v has the keyword %s", name, pointer, s["type"], keyword)
				}
			}
			switch s["type"] {
			case "object":
				if s["additionalProperties"] != false {
					t.Errorf("%s: %s takes undeclared members", name, pointer)
				}
				properties := s["properties"].(object)
				for _, required := range s["required"].([]any) {
					if _, ok := properties[required.(string)]; !ok {
						t.Errorf("%s: %s requires %s, which it doesn't declare", name, pointer, required)
					}
				}
			case "array":
				if s["items"] == nil {
					t.Errorf("%s: %s doesn't say what its items are", name, pointer)
				}
			case "string", "integer", "boolean":
			default:
				if s["$ref"] == nil {
					t.Errorf("%s: %s has the type %v", name, pointer, s["type"])
				}
			}
			if ref, ok := s["$ref"].(string); ok {
				if slices.ContainsFunc(slices.Collect(maps.Keys(s)), func(k string) bool { return k != "$ref" && k != "description" }) {
					t.Errorf("%s: %s has keywords beside $ref, which draft-07 ignores", name, pointer)
				}
				definition, local := strings.CutPrefix(ref, "#/definitions/")
				if _, ok := root["definitions"].(object)[definition]; !local || !ok {
					t.Errorf("%s: %s refers to %s", name, pointer, ref)
				}
			}
			if most, ok := s["maxLength"].(float64); ok && s["minLength"] != nil && s["minLength"].(float64) > most {
				t.Errorf("%s: %s has no length that fits", name, pointer)
			}
		})
	}
}

// TestDescriptions: editors show them for each member.
func TestDescriptions(t *testing.T) {
	for _, name := range editions.Names() {
		walk(decode(t, name), "", func(s object, pointer string) {
			if path.Base(path.Dir(pointer)) != "properties" {
				return
			}
			text, _ := s["description"].(string)
			if len(text) < 10 || !strings.HasSuffix(text, ".") || strings.ToUpper(text[:1]) != text[:1] {
				t.Errorf("%s: %s is described as %q; want sentences", name, pointer, text)
			}
		})
	}
}

// TestMembers holds the files to the request syntax of the API page, and to
// what came later.
func TestMembers(t *testing.T) {
	common := map[string][]string{
		"": {"AdvancedEventSelectors array", "KmsKeyId string", "MultiRegionEnabled boolean", "Name string", "OrganizationEnabled boolean",
			"RetentionPeriod integer", "StartIngestion boolean", "TagsList array", "TerminationProtectionEnabled boolean"},
		"AdvancedEventSelector": {"FieldSelectors array", "Name string"},
		"AdvancedFieldSelector": {"EndsWith array", "Equals array", "Field string", "NotEndsWith array", "NotEquals array", "NotStartsWith array", "StartsWith array"},
		"OperatorValues":        nil,
		"Tag":                   {"Key string", "Value string"},
	}
	required := map[string][]any{
		"": {"Name"}, "AdvancedEventSelector": {"FieldSelectors"}, "AdvancedFieldSelector": {"Field"}, "Tag": {"Key"},
	}
	later := map[string][]string{older: nil, newer: {"BillingMode string"}}
	for _, name := range editions.Names() {
		root := decode(t, name)
		definitions := root["definitions"].(object)
		shapes := maps.Clone(definitions)
		shapes[""] = root
		got := map[string][]string{}
		for shape, s := range shapes {
			got[shape] = nil
			properties, _ := s.(object)["properties"].(object)
			for member, property := range properties {
				p := property.(object)
				if ref, ok := p["$ref"].(string); ok {
					p = definitions[path.Base(ref)].(object)
				}
				got[shape] = append(got[shape], fmt.Sprint(member, " ", p["type"]))
			}
			slices.Sort(got[shape])
			demanded, _ := s.(object)["required"].([]any)
			if diff := cmp.Diff(required[shape], demanded); diff != "" {
				t.Errorf("%s: what %q requires (-want +got):\n%s", name, shape, diff)
			}
		}
		want := maps.Clone(common)
		want[""] = slices.Sorted(slices.Values(append(slices.Clone(common[""]), later[name]...)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: members (-want +got):\n%s", name, diff)
		}
	}
}

// TestFactsAgree compares what an edition's schema and its facts both hold.
func TestFactsAgree(t *testing.T) {
	for _, name := range editions.Names() {
		edition, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		root := decode(t, name)
		properties := root["properties"].(object)
		definition := func(shape string) object { return root["definitions"].(object)[shape].(object)["properties"].(object) }

		operators := map[string]bool{}
		for _, operator := range edition.Facts["operators"].([]any) {
			operators[operator.(string)] = true
		}
		members := map[string]bool{}
		for member := range definition("AdvancedFieldSelector") {
			members[member] = true
		}
		delete(members, "Field")
		if diff := cmp.Diff(operators, members); diff != "" {
			t.Errorf("%s: operators (-facts +schema):\n%s", name, diff)
		}

		tags := edition.Facts["limits"].(object)["tags"].(object)
		if got := properties["TagsList"].(object)["maxItems"]; got != tags["refused_over"] {
			t.Errorf("%s: TagsList takes %v items, but the facts refuse more than %v", name, got, tags["refused_over"])
		}
		if tags["max"].(float64) > tags["refused_over"].(float64) {
			t.Errorf("%s: tags %v", name, tags)
		}

		retention := edition.Facts["retention"].(object)
		var modes, listed []string
		for mode := range retention["modes"].(object) {
			if mode != "" {
				modes = append(modes, mode)
			}
		}
		if billing, ok := properties["BillingMode"].(object); ok {
			for _, mode := range billing["enum"].([]any) {
				listed = append(listed, mode.(string))
			}
		}
		slices.Sort(modes)
		slices.Sort(listed)
		if diff := cmp.Diff(modes, listed); diff != "" {
			t.Errorf("%s: billing modes (-facts +schema):\n%s", name, diff)
		}
		if _, ok := retention["modes"].(object)[retention["default_mode"].(string)]; !ok {
			t.Errorf("%s: the default mode %q is none of %v", name, retention["default_mode"], retention["modes"])
		}
		description := properties["RetentionPeriod"].(object)["description"].(string)
		for mode, days := range retention["modes"].(object) {
			for _, bound := range []string{"min", "max"} {
				if number := fmt.Sprint(days.(object)[bound]); !strings.Contains(description, number) || !strings.Contains(description, mode) {
					t.Errorf("%s: RetentionPeriod's description lacks %s of %q: %s", name, number, mode, description)
				}
			}
		}

		for member, fact := range edition.Facts["other_members"].(object) {
			if _, ok := properties[member]; ok {
				t.Errorf("%s: %s is declared, but said to be of others", name, member)
			}
			use, help := edition.OtherMember(member)
			if _, ok := properties[use]; use != "" && !ok {
				t.Errorf("%s: to use instead of %s: %s, which isn't declared", name, member, use)
			}
			if (use == "") == (help == "") {
				t.Errorf("%s: of %s there is said %v; want either what to use or how to do without", name, member, fact)
			}
		}
	}
}

// TestNewerDeclaresAll: rules are checked against the newest schema alone.
func TestNewerDeclaresAll(t *testing.T) {
	names := editions.Names()
	newest := load(t, names[len(names)-1])
	for _, name := range names {
		walk(decode(t, name), "", func(_ object, pointer string) {
			if path.Base(path.Dir(pointer)) != "properties" || strings.Contains(pointer, "definitions") {
				return
			}
			if !newest.Declares([]any{path.Base(pointer)}) {
				t.Errorf("the newest edition lacks %s of %s", pointer, name)
			}
		})
	}
}

func TestDeclares(t *testing.T) {
	for _, c := range []struct {
		path         []any
		older, newer bool
	}{
		{[]any{}, true, true},
		{[]any{"Name"}, true, true},
		{[]any{"name"}, false, false},
		{[]any{"BillingMode"}, false, true},
		{[]any{"Name", "Name"}, false, false},
		{[]any{"Name", 0}, false, false},
		{[]any{"TagsList", 7, "Key"}, true, true},
		{[]any{"TagsList", "Key"}, false, false},
		{[]any{"AdvancedEventSelectors", 0, "FieldSelectors", 3, "NotEndsWith", 2}, true, true},
		{[]any{"AdvancedEventSelectors", 0, "FieldSelectors", 3, "Contains"}, false, false},
		{[]any{0}, false, false},
	} {
		for edition, want := range map[string]bool{older: c.older, newer: c.newer} {
			if got := load(t, edition).Declares(c.path); got != want {
				t.Errorf("%s declares %v: %v, want %v", edition, c.path, got, want)
			}
		}
	}
}

func TestUndeclaredKeys(t *testing.T) {
	r := parse(t, `{
  "name": {"deep": 1}, "BillingMode": "x", "Colour": {"Shade": 1},
  "TagsList": [{"Key": "a", "key": "b"}, 5, {"Tag": 1}],
  "advancedEventSelectors": [{"FieldSelector": [{"Field": "x", "Contains": []}], "Id": 1}]
}`)
	inBoth := []string{"Colour", "Tag", "Contains", "Id"}
	for edition, want := range map[string][]string{
		older: append([]string{"BillingMode"}, inBoth...),
		newer: inBoth,
	} {
		var got []string
		load(t, edition).Undeclared(r.Root, func(key *source.Node) { got = append(got, key.Text) })
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", edition, diff)
		}
	}
}

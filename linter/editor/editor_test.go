package editor_test

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/editor"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

var update = flag.Bool("update", false, "write the published schemas anew")

type object = map[string]any

func list(t testing.TB) []rules.Rule {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func request(t testing.TB, edition string) []byte {
	t.Helper()
	e, err := editions.Load(edition)
	if err != nil {
		t.Fatal(err)
	}
	text, err := editor.Request(e, nil, false, list(t))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func config(t testing.TB) []byte {
	t.Helper()
	text, err := editor.Config(list(t))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func decode(t testing.TB, text []byte) object {
	t.Helper()
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	return root
}

// TestPublished holds the files that editors load from the repository to what
// is printed; -update writes them.
func TestPublished(t *testing.T) {
	want := map[string][]byte{"config.json": config(t)}
	for _, name := range editions.Names() {
		want["request-"+name+".json"] = request(t, name)
	}
	folder := filepath.Join("..", "..", "schema", "editors")
	for name, text := range want {
		if *update {
			if err := os.MkdirAll(folder, 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, name), text, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil || !bytes.Equal(got, text) {
			t.Errorf("%s is stale (%v): go test ./linter/editor -update writes it", name, err)
		}
		if id := decode(t, text)["$id"].(string); !strings.HasSuffix(id, "/schema/editors/"+name) {
			t.Errorf("%s: $id is %s", name, id)
		}
	}
	there, err := os.ReadDir(folder)
	if err != nil || len(there) != len(want) {
		t.Errorf("%d files in %s, want %d (%v)", len(there), folder, len(want), err)
	}
}

// walk calls f with each schema below a schema.
func walk(s object, pointer string, f func(s object, pointer string)) {
	f(s, pointer)
	for _, keyword := range []string{"properties", "definitions"} {
		members, _ := s[keyword].(object)
		for _, name := range slices.Sorted(maps.Keys(members)) {
			walk(members[name].(object), pointer+"/"+keyword+"/"+name, f)
		}
	}
	for _, keyword := range []string{"items", "additionalProperties", "if", "then"} {
		if below, ok := s[keyword].(object); ok {
			walk(below, pointer+"/"+keyword, f)
		}
	}
	for _, keyword := range []string{"anyOf", "oneOf", "allOf"} {
		below, _ := s[keyword].([]any)
		for _, one := range below {
			walk(one.(object), pointer+"/"+keyword, f)
		}
	}
}

// TestDraft07: the schemas are sound, every reader of JSON Schema compiles them,
// and nothing stands beside a reference, which draft-07 passes over.
func TestDraft07(t *testing.T) {
	texts := map[string][]byte{"config": config(t)}
	for _, name := range editions.Names() {
		texts[name] = request(t, name)
	}
	for name, text := range texts {
		compiler := jsonschema.NewCompiler()
		compiler.Draft = jsonschema.Draft7
		if err := compiler.AddResource(name, bytes.NewReader(text)); err != nil {
			t.Fatal(err)
		}
		if _, err := compiler.Compile(name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		draft, err := compiler.Compile("http://json-schema.org/draft-07/schema")
		if err != nil {
			t.Fatal(err)
		}
		root := decode(t, text)
		if err := draft.Validate(root); err != nil {
			t.Errorf("%s: %#v", name, err)
		}
		walk(root, "", func(s object, pointer string) {
			if s["$ref"] != nil && len(s) > 1 {
				t.Errorf("%s: %s has keywords beside $ref", name, pointer)
			}
		})
	}
}

// TestExplained: each member says what it is, each field and category that an
// edition has is described, and each rule that is named exists.
func TestExplained(t *testing.T) {
	known := map[string]bool{}
	for _, rule := range list(t) {
		known[rule.ID] = true
	}
	id := regexp.MustCompile(`EDS[0-9]+`)
	for _, name := range editions.Names() {
		root := decode(t, request(t, name))
		walk(root, "", func(s object, pointer string) {
			if strings.Contains(pointer, "/if") || strings.Contains(pointer, "/then") || strings.HasPrefix(pointer, "/definitions/CreateEventDataStore") {
				return
			}
			if filepath.Base(filepath.Dir(pointer)) == "properties" && (s["title"] == nil || s["description"] == nil) {
				t.Errorf("%s: %s has no title or description", name, pointer)
			}
			if s["pattern"] != nil && s["patternErrorMessage"] == nil || s["enum"] != nil && s["errorMessage"] == nil {
				t.Errorf("%s: %s doesn't say what it takes", name, pointer)
			}
			text, _ := s["markdownDescription"].(string)
			for _, rule := range id.FindAllString(text, -1) {
				if !known[rule] {
					t.Errorf("%s: %s names %s", name, pointer, rule)
				}
			}
			if value, ok := s["const"].(string); ok && strings.HasSuffix(pointer, "Field/anyOf") || strings.HasSuffix(pointer, "ValuesOf.eventCategory/anyOf") {
				if text, _ := s["description"].(string); ok && !regexp.MustCompile(`[:.] [A-Z].*\.`).MatchString(strings.Split(text, "Takes ")[0]) {
					t.Errorf("%s: %s is described as %q", name, value, text)
				}
			}
		})
	}
}

// TestNothingMore: the schemas that help let through what the schema that lint
// validates with does. .ci/editors.mjs compares them in editors.
func TestNothingMore(t *testing.T) {
	for _, name := range editions.Names() {
		compiler := jsonschema.NewCompiler()
		if err := compiler.AddResource(name, bytes.NewReader(request(t, name))); err != nil {
			t.Fatal(err)
		}
		s, err := compiler.Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		for text, want := range map[string]bool{
			`{"Name": "audit"}`:                     true,
			`[{"Name": "audit"}]`:                   true,
			`[{"Name": "audit"}, 7]`:                false,
			`[[{"Name": "audit"}]]`:                 false,
			`{"Name": "audit", "Zzz": 1}`:           false,
			`[{"RetentionPeriod": 90}]`:             false,
			`{"Name": "audit", "TagsList": [{}]}`:   false,
			`7`:                                     false,
			`{"Name": "a", "RetentionPeriod": 90}`:  false,
			`{"Name": "abc", "RetentionPeriod": 0}`: true,
			`{"Name": "abc", "TagsList": [{"Key": "` + strings.Repeat("\U0001F600", 128) + `"}]}`:                                                                                  true,
			`{"Name": "abc", "TagsList": [{"Key": "` + strings.Repeat("\U0001F600", 129) + `"}]}`:                                                                                  false,
			`{"Name": "abc", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "new", "Equals": ["` + "\u2028" + `"]}]}]}`:                                                  true,
			`{"Name": "abc", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "resources.type", "Equals": ["AWS::New::Thing"]}]}]}`:                                        true,
			`{"Name": "abc", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "resources.type", "Equals": [7]}]}]}`:                                                        false,
			`{"Name": "abc", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "resources.type", "Equals": ["` + strings.Repeat("x", 2048) + `"]}]}]}`:                      true,
			`{"Name": "abc", "AdvancedEventSelectors": [{"FieldSelectors": [{"Field": "resources.type", "Equals": ["` + strings.Repeat("x", 2049) + `"]}]}]}`:                      false,
			`{"Name": "abc", "AdvancedEventSelectors": [{"Name": "` + strings.Repeat("x", 1001) + `", "FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]}`: false,
		} {
			var value any
			if err := json.Unmarshal([]byte(text), &value); err != nil {
				t.Fatal(err)
			}
			if err := s.Validate(value); (err == nil) != want {
				t.Errorf("%s: %.120s: %v", name, text, err)
			}
		}
	}
}

var (
	choice = regexp.MustCompile(`\$\{[0-9]+\|([^,|]*)[^|]*\|\}`)
	filled = regexp.MustCompile(`\$\{[0-9]+:([^}]*)\}`)
)

// TestSnippets lints what snippets insert, as it stands before anything is
// filled in.
func TestSnippets(t *testing.T) {
	for _, edition := range editions.Names() {
		count := 0
		walk(decode(t, request(t, edition)), "", func(s object, pointer string) {
			snippets, _ := s["defaultSnippets"].([]any)
			for _, one := range snippets {
				body, err := json.Marshal(one.(object)["body"])
				if err != nil {
					t.Fatal(err)
				}
				text := filled.ReplaceAllString(choice.ReplaceAllString(string(body), "$1"), "$1")
				switch {
				case strings.Contains(pointer, "AdvancedEventSelector/"):
					text = `{"Name": "audit", "AdvancedEventSelectors": [` + text + `]}`
				case strings.Contains(pointer, "Tag/"):
					text = `{"Name": "audit", "TagsList": [` + text + `]}`
				case strings.Contains(pointer, "AdvancedFieldSelector/"):
					continue // whether it is sound rests on the selector around it
				}
				count++
				l, err := linter.New(linter.Options{Edition: edition, Stdin: strings.NewReader(text), StdinFilename: "store.json"})
				if err != nil {
					t.Fatal(err)
				}
				r, err := l.Lint(context.Background(), []string{"-"})
				if err != nil {
					t.Fatal(err)
				}
				if len(r.Findings) > 0 || len(r.Failures) > 0 {
					t.Errorf("%s: %v: %s\n%v%v", edition, one.(object)["label"], text, r.Findings, r.Failures)
				}
			}
		})
		if count < 8 {
			t.Errorf("%s: only %d snippets", edition, count)
		}
	}
}

// TestSuggestedRules: a config takes each rule that its schema suggests.
func TestSuggestedRules(t *testing.T) {
	root := decode(t, config(t))
	suggested := root["properties"].(object)["rules"].(object)["properties"].(object)
	// One config can't set a rule by its id and by its name.
	byID, byName := "rules:\n", "rules:\n"
	for _, name := range slices.Sorted(maps.Keys(suggested)) {
		if strings.HasPrefix(name, "EDS") {
			byID += "  " + name + ": note\n"
		} else {
			byName += "  " + name + ": note\n"
		}
	}
	for _, text := range []string{byID, byName} {
		file := filepath.Join(t.TempDir(), ".edslint.yaml")
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, err := linter.Configure(linter.Options{Config: file}, list(t)); err != nil {
			t.Error(err)
		}
	}
	for _, rule := range list(t) {
		if rule.Family != "edslint" && (suggested[rule.ID] == nil || suggested[rule.Name] == nil || suggested[rule.Family] == nil) {
			t.Errorf("%s is not suggested", rule.ID)
		}
	}
}

// TestExtended: what a config adds is suggested and declared, and the schema is
// no longer the published one.
func TestExtended(t *testing.T) {
	e, err := editions.Load(editions.Names()[0])
	if err != nil {
		t.Fatal(err)
	}
	odd := "a/b~c %20 $d"
	fields := map[string]editions.Field{odd: {Categories: []string{"Data"}}}
	if err := e.Extend(editions.Extension{Types: map[string][]string{odd: nil}, Fields: fields}); err != nil {
		t.Fatal(err)
	}
	text, err := editor.Request(e, map[string]string{"NewMember": "integer", "Name": "integer", odd: "array"}, true, list(t))
	if err != nil {
		t.Fatal(err)
	}
	s, err := jsonschema.CompileString("extended.json", string(text))
	if err != nil {
		t.Fatal(err)
	}
	if s.Validate([]any{object{"Name": "audit", odd: "x"}}) == nil {
		t.Error("an added member takes a value of another type")
	}
	if err := s.Validate([]any{object{"Name": "audit", odd: []any{1.0}, "NewMember": 1.0}}); err != nil {
		t.Error(err)
	}
	if !bytes.Contains(text, []byte(`"Field": "a/b~c %20 \\$d"`)) {
		t.Error("a field's name is no literal in its snippet")
	}
	root := decode(t, text)
	properties := root["properties"].(object)
	if added, _ := properties["NewMember"].(object); added["type"] != "integer" || added["description"] == "" {
		t.Errorf("the member is %v", properties["NewMember"])
	}
	if properties["Name"].(object)["type"] != "string" {
		t.Error("a member that the edition has was replaced")
	}
	if root["$id"] != nil {
		t.Errorf("$id is %v", root["$id"])
	}
}

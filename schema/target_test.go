package schema_test

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

func decodeFile(t *testing.T, name string) object {
	t.Helper()
	text, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var root object
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	return root
}

// TestTargets holds the schemas of changes of stores and of trails to the form of
// the others, and to what they refer to.
func TestTargets(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	draft, err := compiler.Compile("http://json-schema.org/draft-07/schema")
	if err != nil {
		t.Fatal(err)
	}
	for _, edition := range editions.Names() {
		store := decode(t, edition)
		for target, call := range map[string]string{request.Update: "UpdateEventDataStore", request.Trail: "PutEventSelectors"} {
			name := target + "/" + edition + ".json"
			root := decodeFile(t, name)
			if err := draft.Validate(root); err != nil {
				t.Errorf("%s: %#v", name, err)
			}
			if id, _ := root["$id"].(string); !strings.HasSuffix(id, "/schema/"+name) {
				t.Errorf("%s: $id is %q", name, id)
			}
			if want := call + " request, edition " + edition; root["title"] != want {
				t.Errorf("%s: title is %q, want %q", name, root["title"], want)
			}
			walk(root, "", func(s object, pointer string) {
				if s["type"] == "object" && s["additionalProperties"] != false {
					t.Errorf("%s: %s takes undeclared members", name, pointer)
				}
				ref, _ := s["$ref"].(string)
				in, path := root, strings.TrimPrefix(ref, "#/")
				if rest, ok := strings.CutPrefix(ref, "../"+edition+".json#/"); ok {
					in, path = store, rest
				}
				for _, step := range strings.Split(path, "/") {
					if ref != "" {
						in, _ = in[step].(object)
					}
				}
				if in == nil {
					t.Errorf("%s: %s refers to %s, which isn't there", name, pointer, ref)
				}
			})
			if _, err := schema.Load(edition, target, noMembers{}, nil); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

type noMembers struct{}

func (noMembers) OtherMember(string) (use, help string) { return "", "" }

// TestUpdate: a change names the store, and has what a request has but for what
// can't be changed.
func TestUpdate(t *testing.T) {
	for _, edition := range editions.Names() {
		members, err := schema.Members(edition)
		if err != nil {
			t.Fatal(err)
		}
		want := slices.DeleteFunc(append(members, "EventDataStore"), func(name string) bool { return name == "TagsList" || name == "StartIngestion" })
		slices.Sort(want)
		var got []string
		for name := range decodeFile(t, "update/"+edition+".json")["properties"].(object) {
			got = append(got, name)
		}
		slices.Sort(got)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: members of a change (-want +got):\n%s", edition, diff)
		}
	}
}

// TestSeen: rules see the members of all requests.
func TestSeen(t *testing.T) {
	for _, edition := range editions.Names() {
		seen, err := schema.Seen(edition)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"Name", "TagsList", "EventDataStore", "TrailName", "EventSelectors"} {
			if seen["properties"].(object)[name] == nil {
				t.Errorf("%s: rules don't see %s", edition, name)
			}
		}
		text, err := json.Marshal(seen)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), `"../`) {
			t.Errorf("%s: what rules see refers to another file", edition)
		}
	}
	if _, err := schema.Seen("2023-6"); err == nil {
		t.Error("rules see an edition that there isn't")
	}
}

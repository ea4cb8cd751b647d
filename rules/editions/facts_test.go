package editions_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/editions"
)

// TestFieldsFollowFromCategories: `fields` is what `categories` say, for where
// the category of a selector can't be known.
func TestFieldsFollowFromCategories(t *testing.T) {
	for _, name := range editions.Names() {
		facts := load(t, name).Facts
		order := words(t, at(t, facts, "fields", "eventCategory", "values"))
		categories := at(t, facts, "categories").(object)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(categories)), slices.Sorted(slices.Values(order))); diff != "" {
			t.Fatalf("%s: categories (-facts +values of eventCategory):\n%s", name, diff)
		}
		want := object{}
		for _, category := range order {
			for field, fact := range at(t, categories, category, "fields").(object) {
				union, seen := want[field].(object)
				if !seen {
					union = object{"categories": []any{}, "operators": []any{}}
				}
				include(union, category, fact.(object), !seen)
				want[field] = union
			}
		}
		all := at(t, facts, "operators").([]any)
		for field, union := range want {
			union := union.(object)
			if len(union["categories"].([]any)) < len(order) {
				delete(union, "required") // of every selector
			}
			operators := union["operators"].([]any)
			slices.SortFunc(operators, func(a, b any) int { return slices.Index(all, a) - slices.Index(all, b) })
			want[field] = union
		}
		// What a field's values name is said there only.
		want["eventCategory"].(object)["names"] = "categories"
		want["resources.type"].(object)["names"] = "resource_types"
		if diff := cmp.Diff(any(want), facts["fields"]); diff != "" {
			t.Errorf("%s: fields (-as categories say +facts):\n%s", name, diff)
		}
	}
}

// include adds to what is said of a field in all categories what one says. Of
// operators and values either counts, of the rest what all agree on.
func include(union object, category string, fact object, first bool) {
	union["categories"] = append(union["categories"].([]any), category)
	for _, operator := range fact["operators"].([]any) {
		if !slices.Contains(union["operators"].([]any), operator) {
			union["operators"] = append(union["operators"].([]any), operator)
		}
	}
	for _, key := range []string{"required", "single", "values", "values_level"} {
		value, ok := fact[key]
		switch old, had := union[key]; {
		case first && ok:
			union[key] = value
		case first:
		case had && !ok:
			delete(union, key)
		case had && key == "values":
			union[key] = slices.Clone(old.([]any))
			for _, v := range value.([]any) {
				if !slices.Contains(union[key].([]any), v) {
					union[key] = append(union[key].([]any), v)
				}
			}
		}
	}
}

func TestCategories(t *testing.T) {
	for _, name := range editions.Names() {
		facts := load(t, name).Facts
		operators := words(t, at(t, facts, "operators"))
		for category, fact := range at(t, facts, "categories").(object) {
			if kind, _ := fact.(object)["kind"].(string); kind == "" {
				t.Errorf("%s: the events of %s have no name", name, category)
			}
			if _, ok := fact.(object)["ingestion_can_start"].(bool); !ok {
				t.Errorf("%s: of %s isn't said whether ingestion can start", name, category)
			}
			fields := at(t, fact, "fields").(object)
			want := object{"operators": []any{"Equals"}, "required": true, "values": []any{category}, "single": "error"}
			if diff := cmp.Diff(any(want), fields["eventCategory"]); diff != "" {
				t.Errorf("%s: eventCategory of %s (-want +got):\n%s", name, category, diff)
			}
			for field, f := range fields {
				for _, operator := range words(t, at(t, f, "operators")) {
					if !slices.Contains(operators, operator) {
						t.Errorf("%s: %s of %s takes %s, which is no operator", name, field, category, operator)
					}
				}
			}
			doubtful, _ := fact.(object)["doubtful_fields"].(object)
			for field := range doubtful {
				if _, ok := fields[field]; ok {
					t.Errorf("%s: %s of %s is doubtful, and allowed", name, field, category)
				}
				if !load(t, name).KnowsField(field) {
					t.Errorf("%s: %s, doubtful in %s, is no field", name, field, category)
				}
			}
		}
		filters := []string{}
		for category, fact := range at(t, facts, "categories").(object) {
			if len(at(t, fact, "fields").(object)) > 1 {
				filters = append(filters, category)
			}
		}
		slices.Sort(filters)
		want := map[string][]string{older: {"Data", "Management"}, newer: {"Data", "Management", "NetworkActivity"}}
		if diff := cmp.Diff(want[name], filters); diff != "" {
			t.Errorf("%s: categories that can be filtered (-want +got):\n%s", name, diff)
		}
	}
}

// TestLevels: each level is one, wherever it stands.
func TestLevels(t *testing.T) {
	for _, name := range editions.Names() {
		walk(load(t, name).Facts, name, func(path string, value any) {
			key := path[strings.LastIndex(path, ".")+1:]
			if key != "level" && key != "single" && key != "values_level" && !strings.Contains(path, ".doubtful_fields.") {
				return
			}
			if value != "error" && value != "warning" && value != "note" {
				t.Errorf("%s is %v, which is no level", path, value)
			}
		})
	}
}

// walk calls f with each fact that is no object, and the path to it.
func walk(facts any, path string, f func(path string, value any)) {
	members, ok := facts.(object)
	if !ok {
		f(path, facts)
		return
	}
	for name, value := range members {
		walk(value, path+"."+name, f)
	}
}

func TestNoDoubles(t *testing.T) {
	for _, name := range editions.Names() {
		walk(load(t, name).Facts, name, func(path string, value any) {
			list, _ := value.([]any)
			for i, item := range list {
				if slices.Contains(list[:i], item) {
					t.Errorf("%s has %v twice", path, item)
				}
				if item == "" {
					t.Errorf("%s has an empty item", path)
				}
			}
		})
		text, err := os.ReadFile(name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if err := unique(json.NewDecoder(bytes.NewReader(text))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// unique reads a value, no object of which may have a key twice: the decoder
// would take the last.
func unique(d *json.Decoder) error {
	token, err := d.Token()
	if err != nil {
		return err
	}
	seen := map[any]bool{}
	for token == json.Delim('{') || token == json.Delim('[') {
		if !d.More() {
			_, err := d.Token()
			return err
		}
		if token == json.Delim('{') {
			key, err := d.Token()
			if err != nil {
				return err
			}
			if seen[key] {
				return fmt.Errorf("the key %v stands twice", key)
			}
			seen[key] = true
		}
		if err := unique(d); err != nil {
			return err
		}
	}
	return nil
}

// TestNewerHasAll: nothing that the older edition knows went away.
func TestNewerHasAll(t *testing.T) {
	names := editions.Names()
	for i, name := range names[1:] {
		before, after := load(t, names[i]).Facts, load(t, name).Facts
		for _, path := range [][]string{{"resource_types"}, {"categories"}, {"fields"}, {"other_members"}, {"exceptions"}, {"arn", "parts"}} {
			later := at(t, after, path...).(object)
			for fact, says := range at(t, before, path...).(object) {
				if strings.Contains(fmt.Sprint(says), "edition "+name+" has it") {
					continue // what was no member then is one now
				}
				if _, ok := later[fact]; !ok {
					t.Errorf("%s lacks %s of %s.%s", name, fact, names[i], strings.Join(path, "."))
				}
			}
		}
	}
}

func TestLimits(t *testing.T) {
	number := func(n int) any { return float64(n) }
	modes := map[string]any{
		older: object{"": object{"min": number(7), "max": number(2557)}},
		newer: object{
			"EXTENDABLE_RETENTION_PRICING": object{"min": number(7), "max": number(3653)},
			"FIXED_RETENTION_PRICING":      object{"min": number(7), "max": number(2557)},
		},
	}
	selectors := map[string]any{older: "error", newer: "warning"} // today's guide has an example of six
	for _, name := range editions.Names() {
		facts := load(t, name).Facts
		want := object{
			"selectors": object{"max": number(5), "level": selectors[name]},
			"values":    object{"max": number(500), "level": "error"},
			"tags":      object{"max": number(50), "level": "warning", "refused_over": number(200)},
		}
		if diff := cmp.Diff(any(want), facts["limits"]); diff != "" {
			t.Errorf("%s: limits (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(modes[name], at(t, facts, "retention", "modes")); diff != "" {
			t.Errorf("%s: retention (-want +got):\n%s", name, diff)
		}
		for _, refused := range words(t, at(t, facts, "refused_resource_types")) {
			if load(t, name).KnowsValue("resources.type", refused) {
				t.Errorf("%s knows %s, which is refused", name, refused)
			}
		}
	}
}

package dialect_test

import (
	"encoding/json"
	"path"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

type property struct {
	Type       string              `json:"type"`
	Ref        string              `json:"$ref"`
	Items      *property           `json:"items"`
	Properties map[string]property `json:"properties"`
}

// TestStoreAgrees holds what dialects know of a store to the newest schema.
func TestStoreAgrees(t *testing.T) {
	text, err := schema.Text(slices.Max(editions.Names()))
	if err != nil {
		t.Fatal(err)
	}
	var root struct {
		property
		Definitions map[string]property `json:"definitions"`
	}
	if err := json.Unmarshal(text, &root); err != nil {
		t.Fatal(err)
	}
	resolve := func(p property) property {
		if p.Ref != "" {
			return root.Definitions[path.Base(p.Ref)]
		}
		return p
	}
	kinds := map[string]dialect.Kind{"string": dialect.Text, "integer": dialect.Whole, "boolean": dialect.Flag}
	var declared, known []string
	var walkSchema func(p property, at string)
	walkSchema = func(p property, at string) {
		for name, member := range p.Properties {
			member = resolve(member)
			kind := kinds[member.Type]
			if member.Type == "array" {
				kind = dialect.Texts
				if item := resolve(*member.Items); item.Type == "object" {
					kind = dialect.Each
					walkSchema(item, at+name+".")
				}
			}
			declared = append(declared, at+name+" "+string(rune('0'+kind)))
		}
	}
	var walkObject func(o *dialect.Object, at string)
	walkObject = func(o *dialect.Object, at string) {
		for _, m := range o.Members {
			known = append(known, at+m.Name+" "+string(rune('0'+m.Kind)))
			if m.Item != nil {
				walkObject(m.Item, at+m.Name+".")
			}
		}
	}
	walkSchema(root.property, "")
	walkObject(dialect.Store, "")
	slices.Sort(declared)
	slices.Sort(known)
	if diff := cmp.Diff(declared, known); diff != "" {
		t.Errorf("members and their kinds (-schema +dialect):\n%s", diff)
	}
}

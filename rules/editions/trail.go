package editions

import (
	"maps"
	"slices"
)

// Trail returns the edition's facts for trails, in the terms of those for stores:
// fewer event categories, of which some have fields of their own, and other
// limits. It returns nil where the edition has none.
func (e *Edition) Trail() *Edition {
	own := object(e.Facts, "trail")
	if own == nil {
		return nil
	}
	facts := maps.Clone(e.Facts)
	delete(facts, "trail")
	facts["subject"] = "trail"
	facts["limits"] = object(own, "limits")
	categories := map[string]any{}
	for name, fields := range object(own, "categories") {
		category := maps.Clone(object(object(e.Facts, "categories"), name))
		if fields, _ := fields.(map[string]any); len(fields) > 0 {
			category["fields"] = fields
		}
		categories[name] = category
	}
	facts["categories"] = categories
	fields := map[string]any{}
	for name, field := range object(e.Facts, "fields") {
		field, _ := field.(map[string]any)
		field = maps.Clone(field)
		field["categories"] = slices.DeleteFunc(slices.Clone(anyList(field, "categories")), func(category any) bool {
			of, _ := category.(string)
			_, has := object(object(categories, of), "fields")[name]
			return !has
		})
		if field["names"] == "categories" {
			field["values"] = field["categories"]
		}
		fields[name] = field
	}
	facts["fields"] = fields
	return &Edition{Name: e.Name, Facts: facts}
}

func anyList(facts map[string]any, key string) []any {
	values, _ := facts[key].([]any)
	return values
}

package editions

import (
	"fmt"
	"maps"
	"slices"
)

// Extension is what AWS has added since an edition, as a config knows it.
type Extension struct {
	Types  map[string][]string // resource types, with the formats of their ARNs
	Fields map[string]Field    // fields of selectors
}

// Field is a field of selectors.
type Field struct {
	Categories []string `json:"eventCategories"`     // that have it
	Operators  []string `json:"operators,omitempty"` // that it takes; nil for all
}

// Extend adds to an edition what it doesn't know yet. The error is of a field
// whose event category or operator the edition doesn't know.
func (e *Edition) Extend(x Extension) error {
	types := object(e.Facts, "resource_types")
	for name, formats := range x.Types {
		if _, known := types[name]; known {
			continue
		}
		facts := map[string]any{"arn_formats": anys(formats)}
		if len(formats) > 0 {
			facts["arn_pattern"] = e.pattern(formats, nil)
		}
		types[name] = facts
	}
	fields := object(e.Facts, "fields")
	for name, field := range x.Fields {
		if _, known := fields[name]; known {
			continue
		}
		operators := field.Operators
		if operators == nil {
			operators = e.Operators()
		}
		facts := map[string]any{"operators": anys(operators), "categories": anys(field.Categories)}
		for _, category := range field.Categories {
			of := object(object(e.Facts, "categories"), category)
			if of == nil {
				return fmt.Errorf("edition %s has no event category %q", e.Name, category)
			}
			object(of, "fields")[name] = map[string]any{"operators": facts["operators"]}
		}
		fields[name] = facts
	}
	return nil
}

// Categories returns the event categories of the edition, sorted.
func (e *Edition) Categories() []string {
	return slices.Sorted(maps.Keys(object(e.Facts, "categories")))
}

// Operators returns the operators of the edition, in its order.
func (e *Edition) Operators() []string { return list(e.Facts, "operators") }

// KnowsType reports whether the edition has a resource type.
func (e *Edition) KnowsType(name string) bool {
	_, ok := object(e.Facts, "resource_types")[name]
	return ok
}

func anys(texts []string) []any {
	all := make([]any, len(texts))
	for i, text := range texts {
		all[i] = text
	}
	return all
}

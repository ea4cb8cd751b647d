package schema

import (
	"slices"
	"unicode/utf8"

	"github.com/santhosh-tekuri/jsonschema/v5"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// accepts reports whether a part of a request surely is as its schema demands, of
// whose keywords it knows those that the schemas use. Where it says no, the library
// decides: it takes five times as long, and most requests have no structural fault.
func accepts(schema *jsonschema.Schema, r *request.Request, n *source.Node) bool {
	schema = resolve(schema)
	if len(schema.Types) != 1 || !isOfType(n, schema.Types[0]) {
		return false
	}
	switch n.Kind {
	case source.String:
		return acceptsText(schema, n.Text)
	case source.Array:
		return acceptsItems(schema, r, n)
	case source.Object:
		return acceptsMembers(schema, r, n)
	}
	return len(schema.Enum) == 0
}

func isOfType(n *source.Node, name string) bool {
	switch n.Kind {
	case source.Bool:
		return name == "boolean"
	case source.Number:
		return name == "integer" && isWhole(n.Text)
	case source.String:
		return name == "string"
	case source.Array:
		return name == "array"
	case source.Object:
		return name == "object"
	}
	return false
}

func acceptsText(schema *jsonschema.Schema, text string) bool {
	if schema.MinLength > 0 || schema.MaxLength >= 0 {
		length := utf8.RuneCountInString(text)
		if length < schema.MinLength || schema.MaxLength >= 0 && length > schema.MaxLength {
			return false
		}
	}
	if len(schema.Enum) > 0 && !slices.Contains(schema.Enum, any(text)) {
		return false
	}
	return schema.Pattern == nil || schema.Pattern.MatchString(text)
}

func acceptsItems(schema *jsonschema.Schema, r *request.Request, n *source.Node) bool {
	items, ok := schema.Items.(*jsonschema.Schema)
	count := min(len(n.Items), request.MostItems)
	if !ok || count < schema.MinItems || schema.MaxItems >= 0 && count > schema.MaxItems {
		return false
	}
	for _, item := range n.Items[:count] {
		if !accepts(items, r, item) {
			return false
		}
	}
	return true
}

func acceptsMembers(schema *jsonschema.Schema, r *request.Request, n *source.Node) bool {
	if len(n.Members) > len(schema.Properties) {
		return false
	}
	left := len(schema.Required)
	for i, m := range n.Members {
		name := r.MemberName(m.Key)
		property, ok := schema.Properties[name]
		if !ok || slices.ContainsFunc(n.Members[:i], func(other source.Member) bool { return r.MemberName(other.Key) == name }) ||
			!accepts(property, r, m.Value) {
			return false
		}
		if slices.Contains(schema.Required, name) {
			left--
		}
	}
	return left == 0
}

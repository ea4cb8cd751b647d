package terraform

import (
	"slices"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// merge brings together what a plan says of a resource in three places: its
// values, which of them are only known when the plan is carried out, and what
// its configuration gives. The last two may be nil. What the provider has where
// nothing is given, nulls and empty lists, is left out.
func merge(values, unknown, configured *source.Node, path *dialect.Path) *dialect.Value {
	v := &dialect.Value{Node: values, Path: path}
	for _, m := range values.Members {
		if !isBlank(m.Value) {
			name := m.Key.Text
			v.Members = append(v.Members, dialect.Member{Key: m.Key, Value: mergeValue(m.Value, get(unknown, name), get(configured, name), path.To(name))})
		}
	}
	if unknown == nil {
		return v
	}
	for _, m := range unknown.Members {
		name := m.Key.Text
		if isTrue(m.Value) && isGiven(name, values, configured) {
			key := &source.Node{Kind: source.String, Text: name, Start: values.Start, End: values.Start + 1}
			v.Members = append(v.Members, dialect.Member{Key: key, Value: unknownAt(values, path.To(name))})
		}
	}
	return v
}

func mergeValue(n, unknown, configured *source.Node, path *dialect.Path) *dialect.Value {
	switch {
	case isTrue(unknown):
		return unknownAt(n, path)
	case n.Kind == source.Object:
		return merge(n, unknown, configured, path)
	}
	v := &dialect.Value{Node: n, Path: path}
	for i, item := range n.Items {
		var below *source.Node
		if unknown != nil && i < len(unknown.Items) {
			below = unknown.Items[i]
		}
		v.Items = append(v.Items, mergeValue(item, below, counterpart(configured, item, i, len(n.Items)), path.To(dialect.Index(i))))
	}
	return v
}

// unknownAt makes a value that can't be known, at the beginning of another.
func unknownAt(n *source.Node, path *dialect.Path) *dialect.Value {
	return place{path: path, start: n.Start, end: n.Start + 1}.unknown()
}

// operators are the arguments of a statement but its field.
var operators = []string{"equals", "not_equals", "starts_with", "not_starts_with", "ends_with", "not_ends_with"}

// isGiven reports whether the configuration gives an argument whose value can't
// be known: the provider works out operators that aren't given, too. Where the
// configuration doesn't have the statement as it stands, as with dynamic blocks,
// those are taken for given that have no known one beside them.
func isGiven(name string, values, configured *source.Node) bool {
	switch {
	case !slices.Contains(operators, name):
		return true
	case configured != nil:
		return configured.Get(name) != nil
	}
	return !slices.ContainsFunc(values.Members, func(m source.Member) bool {
		return slices.Contains(operators, m.Key.Text) && !isBlank(m.Value)
	})
}

// counterpart returns what the configuration has for an item of a list: for a
// statement the one on the same field, for their order is not kept, and else the
// item at the same place, if there are as many. It is nil where that can't be told.
func counterpart(configured, item *source.Node, i, count int) *source.Node {
	field := textOf(item.Get("field"))
	switch {
	case configured == nil:
		return nil
	case field == "" && len(configured.Items) == count:
		return configured.Items[i]
	case field == "":
		return nil
	}
	var found *source.Node
	for _, candidate := range configured.Items {
		if textOf(get(candidate.Get("field"), "constant_value")) == field {
			if found != nil {
				return nil
			}
			found = candidate
		}
	}
	return found
}

// unusual leaves out the provider's defaults that are the API's too, where the
// configuration doesn't give them.
func (r *resource) unusual(members []dialect.Member, configured *source.Node) []dialect.Member {
	return slices.DeleteFunc(members, func(m dialect.Member) bool {
		usual, ok := r.usual[m.Key.Text]
		return ok && configured.Get(m.Key.Text) == nil && isKnown(m.Value) && m.Value.Node.Text == usual
	})
}

func isTrue(n *source.Node) bool { return n != nil && n.Kind == source.Bool && n.Text == "true" }

// isBlank reports whether a value is what the provider has where none is given.
func isBlank(n *source.Node) bool {
	return n.Kind == source.Null || n.Kind == source.Array && len(n.Items) == 0
}

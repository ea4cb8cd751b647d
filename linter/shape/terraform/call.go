package terraform

import (
	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// call works out a function whose result has its parts from what it is given,
// so that each part keeps its place. It returns nil for other functions.
func (e *evaluator) call(x *hclsyntax.FunctionCallExpr, at place) *dialect.Value {
	if x.ExpandFinal || len(x.Args) == 0 {
		return nil
	}
	switch x.Name {
	case "concat":
		return e.concat(e.arguments(x, at), at)
	case "flatten":
		return e.flatten(e.expression(x.Args[0], at), at)
	case "merge":
		return e.merge(e.arguments(x, at), at)
	case "compact":
		return e.filter(x.Args[0], at, func(item *dialect.Value) bool { return item.Node.Kind != source.Null && item.Node.Text != "" })
	case "toset", "distinct":
		seen := map[string]bool{}
		made := e.filter(x.Args[0], at, func(item *dialect.Value) bool {
			again := seen[item.Node.Text]
			seen[item.Node.Text] = true
			return !again
		})
		if made != nil && made.Node.Kind == source.Array && x.Name == "toset" {
			e.sets[made] = true
		}
		return made
	case "tolist", "sensitive", "nonsensitive":
		if len(x.Args) == 1 {
			return e.expression(x.Args[0], at)
		}
	}
	return nil
}

func (e *evaluator) arguments(x *hclsyntax.FunctionCallExpr, at place) []*dialect.Value {
	made := make([]*dialect.Value, len(x.Args))
	for i, arg := range x.Args {
		made[i] = e.expression(arg, at)
	}
	return made
}

// concat puts lists together; of one that is unknown, so is the length.
func (e *evaluator) concat(lists []*dialect.Value, at place) *dialect.Value {
	made := at.value(source.Array, "")
	for _, list := range lists {
		if list.Node.Kind != source.Array || !isKnown(list) {
			return at.unknown()
		}
		made.Items = append(made.Items, used(list)...)
	}
	return made
}

// flatten takes lists out of lists, whatever their depth.
func (e *evaluator) flatten(list *dialect.Value, at place) *dialect.Value {
	if list.Node.Kind != source.Array || !isKnown(list) {
		return at.unknown()
	}
	made := at.value(source.Array, "")
	for _, item := range used(list) {
		if !isKnown(item) {
			return at.unknown()
		}
		if item.Node.Kind != source.Array {
			made.Items = append(made.Items, item)
			continue
		}
		inside := e.flatten(item, at)
		if !isKnown(inside) {
			return inside
		}
		made.Items = append(made.Items, inside.Items...)
	}
	return made
}

// merge puts objects together; of two members of a name, the last counts.
func (e *evaluator) merge(objects []*dialect.Value, at place) *dialect.Value {
	made := at.value(source.Object, "")
	places := map[string]int{}
	for _, object := range objects {
		switch {
		case !isKnown(object) || object.Node.Kind != source.Object && object.Node.Kind != source.Null:
			return at.unknown()
		case !e.spend(len(object.Members)):
			return at.unknown()
		}
		for _, m := range object.Members {
			m.Value = usedBy(m.Value, object.Use)
			if i, ok := places[m.Key.Text]; ok {
				made.Members[i] = m
				continue
			}
			places[m.Key.Text] = len(made.Members)
			made.Members = append(made.Members, m)
		}
	}
	return made
}

// filter keeps the items of a list of scalars that keep wants; nil for another.
func (e *evaluator) filter(x hclsyntax.Expression, at place, keep func(*dialect.Value) bool) *dialect.Value {
	list := e.expression(x, at)
	if !isKnown(list) {
		return at.unknown()
	}
	made := at.value(source.Array, "")
	if list.Node.Kind != source.Array {
		return nil
	}
	for _, item := range used(list) {
		if !isKnown(item) || item.Node.Kind == source.Array || item.Node.Kind == source.Object {
			return at.unknown()
		}
		if keep(item) {
			made.Items = append(made.Items, item)
		}
	}
	return made
}

// used returns the items of a list, each with what takes it from elsewhere in
// the file.
func used(list *dialect.Value) []*dialect.Value {
	if list.Use == nil {
		return list.Items
	}
	items := make([]*dialect.Value, len(list.Items))
	for i, item := range list.Items {
		items[i] = usedBy(item, list.Use)
	}
	return items
}

func usedBy(v *dialect.Value, use *source.Node) *dialect.Value {
	if use == nil {
		return v
	}
	taken := *v
	taken.Use = use
	return &taken
}

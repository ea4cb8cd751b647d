package terraform

import (
	"maps"
	"slices"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/ext/typeexpr"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/convert"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// reference works out what a local, a variable or a part of one stands for. If
// that is in the file of the resource, it stands there.
func (e *evaluator) reference(x *hclsyntax.ScopeTraversalExpr, at place) *dialect.Value {
	root := x.Traversal.RootName()
	if _, ok := e.iterators[root]; ok || root != "var" && root != "local" || len(x.Traversal) < 2 {
		return e.fromValue(e.value(x), at)
	}
	name, ok := attributeOf(x.Traversal[1])
	if !ok {
		return at.unknown()
	}
	v := e.named(root, name)
	for _, step := range x.Traversal[2:] {
		if v = part(v, step); v == nil {
			return at.unknown()
		}
	}
	if !isKnown(v) || !e.spend(perValue*weight(v, e.fuel/perValue)) { // what is taken often is large, though it is there once
		return at.unknown()
	}
	d := e.definition(root, name)
	if !at.fixed && e.isOwn(d.file) {
		used := *v
		used.Use = &source.Node{Start: at.start, End: at.end}
		if e.sets[v] {
			e.sets[&used] = true
		}
		return &used
	}
	return e.copy(v, at, request.Written{File: d.file, Start: d.value.Start, End: d.value.End})
}

func (e *evaluator) definition(root, name string) definition {
	if root == "var" {
		return e.module.variables[name]
	}
	return e.module.locals[name]
}

// weight counts the values that there are in one, up to somewhat more than most.
func weight(v *dialect.Value, most int) int {
	n := 1
	for _, item := range v.Items {
		if n <= most {
			n += weight(item, most-n)
		}
	}
	for _, m := range v.Members {
		if n <= most {
			n += weight(m.Value, most-n)
		}
	}
	return n
}

// isOwn reports whether a file is that of the resource, which may have been
// read twice.
func (e *evaluator) isOwn(file *source.File) bool {
	return file == e.file || file != nil && file.Path() != "" && file.Path() == e.file.Path()
}

// part returns the part of a value that a step leads to; nil where that can't
// be told.
func part(v *dialect.Value, step hcl.Traverser) *dialect.Value {
	if name, ok := attributeOf(step); ok && v.Node.Kind == source.Object {
		for _, m := range slices.Backward(v.Members) {
			if m.Key.Text == name {
				return m.Value
			}
		}
		return nil
	}
	index, ok := step.(hcl.TraverseIndex)
	if !ok || v.Node.Kind != source.Array || index.Key.Type() != cty.Number {
		return nil
	}
	i, _ := index.Key.AsBigFloat().Int64()
	if i < 0 || i >= int64(len(v.Items)) {
		return nil
	}
	return v.Items[i]
}

// attributeOf returns the name that a step leads to, as in `a.name` and `a["name"]`.
func attributeOf(step hcl.Traverser) (string, bool) {
	switch step := step.(type) {
	case hcl.TraverseAttr:
		return step.Name, true
	case hcl.TraverseIndex:
		if step.Key.Type() == cty.String {
			return step.Key.AsString(), true
		}
	}
	return "", false
}

// named works out a local or variable, once in a run.
func (e *evaluator) named(root, name string) *dialect.Value {
	key := root + "." + name
	if v, ok := e.known[key]; ok {
		return v
	}
	d := e.definition(root, name)
	at := place{file: d.file, path: d.path, fixed: true}
	if d.value == nil || e.busy[key] { // it depends on itself
		return at.unknown()
	}
	if e.isOwn(d.file) {
		at = e.at(d.value, d.path)
		at.file = d.file
	}
	e.busy[key] = true
	iterators := e.iterators
	e.iterators = nil // which stand for nothing there
	var v *dialect.Value
	if root == "var" {
		v = e.variable(d, at)
	} else {
		v = e.node(d.value, at)
	}
	e.iterators = iterators
	delete(e.busy, key)
	e.known[key] = v
	return v
}

// variable works out what a variable is if nobody gives it another value. An
// empty default is a mark that somebody will, and so is unknown.
func (e *evaluator) variable(d definition, at place) *dialect.Value {
	if !e.defaults && !d.given {
		return at.unknown()
	}
	v := e.node(d.value, at)
	empty := v.Node.Kind == source.Null || v.Node.Text == "" && len(v.Items)+len(v.Members) == 0
	if !isKnown(v) || empty && !d.given {
		return at.unknown()
	}
	if d.typ == nil {
		return v
	}
	typ, defaults, ok := d.constraint()
	if !ok {
		return at.unknown()
	}
	given := e.toValue(v)
	value := given
	if defaults != nil {
		value = defaults.Apply(value)
	}
	value, err := convert.Convert(value, typ)
	switch {
	case err != nil:
		return at.unknown()
	case value.RawEquals(given): // so that its parts keep their places
		return v
	}
	return e.fromValue(value, at)
}

// constraint reads the type of a variable: in JSON, it is a string.
func (d definition) constraint() (cty.Type, *typeexpr.Defaults, bool) {
	x, ok := d.typed.Expression(d.typ)
	if ok && x == nil && d.typ.Kind == source.String && len(d.typ.Text) < mostOfAType {
		var diagnostics hcl.Diagnostics
		x, diagnostics = hclsyntax.ParseExpression([]byte(d.typ.Text), "", hcl.InitialPos)
		ok = !diagnostics.HasErrors()
	}
	if !ok || x == nil {
		return cty.DynamicPseudoType, nil, false
	}
	typ, defaults, diagnostics := typeexpr.TypeConstraintWithDefaults(x)
	return typ, defaults, !diagnostics.HasErrors()
}

// mostOfAType is how long a type in JSON may be.
const mostOfAType = 1000

// copy takes a value to another place than the one where it is written.
func (e *evaluator) copy(v *dialect.Value, at place, written request.Written) *dialect.Value {
	if !isKnown(v) || !e.spend(perValue) {
		return at.unknown()
	}
	if v.Written.File != nil {
		written = v.Written
	}
	made := at.value(v.Node.Kind, v.Node.Text)
	made.Written = written
	for _, item := range v.Items {
		made.Items = append(made.Items, e.copy(item, at, written))
	}
	for _, m := range v.Members {
		made.Members = append(made.Members, dialect.Member{Key: at.value(source.String, m.Key.Text).Node, Value: e.copy(m.Value, at, written)})
	}
	if e.sets[v] {
		e.sets[made] = true
	}
	return made
}

// with has a block's iterator stand for an element while f is called.
func (e *evaluator) with(iterator string, element cty.Value, f func()) {
	outer := e.iterators
	e.iterators = maps.Clone(outer)
	if e.iterators == nil {
		e.iterators = map[string]cty.Value{}
	}
	e.iterators[iterator] = element
	f()
	e.iterators = outer
}

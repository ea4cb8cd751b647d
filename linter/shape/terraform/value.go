package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// value has HashiCorp's library work out an expression. What can't be known,
// would fail, or would cost too much is unknown.
func (e *evaluator) value(x hclsyntax.Expression) (value cty.Value) {
	defer func() {
		if recover() != nil { // whatever the expression is, the rest is still linted
			value = cty.DynamicVal
		}
	}()
	context, size := e.context(x)
	if !e.spend(costOf(x, size, context)) {
		return cty.DynamicVal
	}
	value, diagnostics := x.Value(context)
	if diagnostics.HasErrors() {
		return cty.DynamicVal
	}
	return value
}

// context has what an expression refers to, and its size.
func (e *evaluator) context(x hclsyntax.Expression) (*hcl.EvalContext, size) {
	context := &hcl.EvalContext{Variables: map[string]cty.Value{}, Functions: functions()}
	parts := map[string]map[string]cty.Value{"var": {}, "local": {}}
	var total size
	for _, traversal := range x.Variables() {
		root := traversal.RootName()
		if value, ok := e.iterators[root]; ok {
			context.Variables[root] = value
			total = total.plus(sizeOf(value))
			continue
		}
		context.Variables[root] = cty.DynamicVal
		if parts[root] == nil || len(traversal) < 2 {
			continue
		}
		name, ok := attributeOf(traversal[1])
		if !ok {
			continue
		}
		value, ok := parts[root][name]
		if !ok {
			value = cty.DynamicVal
			if v := e.named(root, name); e.spend(weight(v, e.fuel)) {
				value = e.toValue(v)
			}
			parts[root][name] = value
		}
		total = total.plus(sizeOf(value))
	}
	for root, named := range parts {
		if len(named) > 0 {
			context.Variables[root] = cty.ObjectVal(named)
		}
	}
	return context, total
}

// toValue makes a value of the library's.
func (e *evaluator) toValue(v *dialect.Value) cty.Value {
	if !isKnown(v) {
		return cty.DynamicVal
	}
	switch n := v.Node; n.Kind {
	case source.Bool:
		return cty.BoolVal(n.Text == "true")
	case source.Number:
		if value, err := cty.ParseNumberVal(n.Text); err == nil {
			return value
		}
		return cty.DynamicVal
	case source.String:
		return cty.StringVal(n.Text)
	case source.Array:
		items := make([]cty.Value, 0, len(v.Items))
		for _, item := range v.Items {
			items = append(items, e.toValue(item))
		}
		if e.sets[v] && len(items) > 0 && cty.CanSetVal(items) {
			return cty.SetVal(items)
		}
		return cty.TupleVal(items)
	case source.Object:
		members := map[string]cty.Value{}
		for _, m := range v.Members {
			members[m.Key.Text] = e.toValue(m.Value)
		}
		return cty.ObjectVal(members)
	default:
		return cty.NullVal(cty.DynamicPseudoType)
	}
}

// fromValue takes a value of the library's, all at one place.
func (e *evaluator) fromValue(value cty.Value, at place) *dialect.Value {
	at.fixed = true
	if !value.IsKnown() || value.IsMarked() || !e.spend(perValue) {
		return at.unknown()
	}
	if value.IsNull() {
		return at.value(source.Null, "")
	}
	switch typ := value.Type(); {
	case isScalar(value):
		if text, ok := scalarText(value); ok {
			return at.value(kindOf(typ), text)
		}
	case typ.IsTupleType() || typ.IsListType() || typ.IsSetType() && value.IsWhollyKnown():
		v := at.value(source.Array, "")
		for it := value.ElementIterator(); it.Next(); {
			_, item := it.Element()
			v.Items = append(v.Items, e.fromValue(item, at))
		}
		if typ.IsSetType() {
			e.sets[v] = true
		}
		return v
	case typ.IsObjectType() || typ.IsMapType():
		v := at.value(source.Object, "")
		for it := value.ElementIterator(); it.Next(); {
			key, item := it.Element()
			v.Members = append(v.Members, dialect.Member{Key: at.value(source.String, key.AsString()).Node, Value: e.fromValue(item, at)})
		}
		return v
	}
	return at.unknown()
}

// isScalar reports whether a value is a string, number or boolean that is known.
func isScalar(value cty.Value) bool {
	return value.IsKnown() && !value.IsNull() && !value.IsMarked() && value.Type().IsPrimitiveType()
}

// scalarText writes a scalar as Terraform makes a string of it; false where
// that would be too long.
func scalarText(value cty.Value) (string, bool) {
	switch value.Type() {
	case cty.String:
		return value.AsString(), true
	case cty.Bool:
		if value.True() {
			return "true", true
		}
		return "false", true
	}
	number := value.AsBigFloat()
	if number.IsInf() || exponent(number) > mostExponent {
		return "", false
	}
	return number.Text('f', -1), true
}

func kindOf(typ cty.Type) source.Kind {
	switch typ {
	case cty.Bool:
		return source.Bool
	case cty.Number:
		return source.Number
	default:
		return source.String
	}
}

package terraform

import (
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"

	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// evaluator works out the values of one resource, in one run of its choices.
// Each stands where its text does, if that is in the file of the resource, and
// else where the file refers to it.
type evaluator struct {
	file     *source.File
	module   *module
	choices  *choices
	defaults bool // whether a variable that isn't given has its default
	fuel     int  // that is left, for all that is worked out

	iterators map[string]cty.Value
	sets      map[*dialect.Value]bool // lists that are sets
	known     map[string]*dialect.Value
	busy      map[string]bool // locals that are being worked out
}

func newEvaluator(file *source.File) *evaluator {
	return &evaluator{
		file: file, fuel: mostFuel,
		sets: map[*dialect.Value]bool{}, known: map[string]*dialect.Value{}, busy: map[string]bool{},
	}
}

// mostFuel bounds what is worked out for one file: values, and the work of functions.
const mostFuel = 2_000_000

// perValue is what a value costs.
const perValue = 8

// place is where what is made stands.
type place struct {
	file       *source.File // that the expression is from
	path       *dialect.Path
	start, end int
	fixed      bool   // all of it stands there, for its text is elsewhere
	template   string // of JSON, that the expression is from
}

// at is the place of a value of the resource's file. In JSON, what is in a
// template has no place of its own.
func (e *evaluator) at(n *source.Node, path *dialect.Path) place {
	return place{file: e.file, path: path, start: n.Start, end: n.End, fixed: !e.file.IsHCL() && n.Kind == source.String}
}

// within is the place of a part of an expression.
func (p place) within(at hcl.Range) place {
	if !p.fixed {
		p.start, p.end = at.Start.Byte, at.End.Byte
	}
	return p
}

// of is the place of a part of a value.
func (p place) of(n *source.Node, step string) place {
	if p.fixed {
		return p
	}
	p.path = p.path.To(step)
	p.start, p.end, p.fixed = n.Start, n.End, !p.file.IsHCL() && n.Kind == source.String
	return p
}

// spend takes fuel; false where there is not enough left.
func (e *evaluator) spend(cost int) bool {
	if cost > e.fuel {
		return false
	}
	e.fuel -= cost
	return true
}

func (p place) value(kind source.Kind, text string) *dialect.Value {
	return &dialect.Value{Node: &source.Node{Kind: kind, Text: text, Start: p.start, End: p.end, Flow: true}, Path: p.path}
}

// unknown makes a value that can't be known.
func (p place) unknown() *dialect.Value {
	v := p.value(source.Null, "")
	v.Certainty = dialect.Unknown
	return v
}

func isKnown(v *dialect.Value) bool { return v.Certainty == dialect.Known }

// node works out a value of the file that the place is in.
func (e *evaluator) node(n *source.Node, at place) *dialect.Value {
	if !e.spend(perValue) {
		return at.unknown()
	}
	switch x, ok := at.file.Expression(n); {
	case !ok:
		return at.unknown()
	case x != nil:
		at.template = n.Text
		return e.expression(x, at)
	}
	made := at.value(n.Kind, n.Text)
	if number, err := cty.ParseNumberVal(n.Text); err == nil && n.Kind == source.Number { // 90.0 is 90
		made.Node.Text, _ = scalarText(number)
	}
	for i, item := range n.Items {
		made.Items = append(made.Items, e.node(item, at.of(item, dialect.Index(i))))
	}
	for _, m := range n.Members {
		if !at.file.IsHCL() && strings.Contains(m.Key.Text, "${") {
			return at.unknown()
		}
		key := at.of(m.Key, m.Key.Text).value(source.String, m.Key.Text).Node
		made.Members = append(made.Members, dialect.Member{Key: key, Value: e.node(m.Value, at.of(m.Value, m.Key.Text))})
	}
	return made
}

// expression works out an expression, such that of what stands literally in it
// the place is known.
func (e *evaluator) expression(x hclsyntax.Expression, at place) *dialect.Value {
	at = at.within(x.Range())
	if !e.spend(perValue) {
		return at.unknown()
	}
	switch x := x.(type) {
	case *hclsyntax.ParenthesesExpr:
		return e.expression(x.Expression, at)
	case *hclsyntax.TemplateWrapExpr:
		return e.expression(x.Wrapped, at)
	case *hclsyntax.TupleConsExpr:
		made := at.value(source.Array, "")
		for _, item := range x.Exprs {
			made.Items = append(made.Items, e.expression(item, at))
		}
		return made
	case *hclsyntax.ObjectConsExpr:
		return e.object(x, at)
	case *hclsyntax.TemplateExpr:
		return e.template(x, at)
	case *hclsyntax.ConditionalExpr:
		if arm := e.arm(x, at); arm != nil {
			return e.expression(arm, at)
		}
		return at.unknown()
	case *hclsyntax.ScopeTraversalExpr:
		return e.reference(x, at)
	case *hclsyntax.FunctionCallExpr:
		if made := e.call(x, at); made != nil {
			return made
		}
	}
	return e.fromValue(e.value(x), at)
}

func (e *evaluator) object(x *hclsyntax.ObjectConsExpr, at place) *dialect.Value {
	made := at.value(source.Object, "")
	for _, item := range x.Items {
		key := e.value(item.KeyExpr)
		if !isScalar(key) {
			return at.unknown()
		}
		name, ok := scalarText(key)
		if !ok {
			return at.unknown()
		}
		made.Members = append(made.Members, dialect.Member{
			Key:   at.within(item.KeyExpr.Range()).value(source.String, name).Node,
			Value: e.expression(item.ValueExpr, at),
		})
	}
	return made
}

// template puts a string together.
func (e *evaluator) template(x *hclsyntax.TemplateExpr, at place) *dialect.Value {
	var text strings.Builder
	for _, part := range x.Parts {
		v := e.expression(part, at)
		n := v.Node
		if !isKnown(v) || n.Kind != source.String && n.Kind != source.Number && n.Kind != source.Bool || !e.spend(len(n.Text)/16) {
			return at.unknown()
		}
		text.WriteString(n.Text)
	}
	return at.value(source.String, text.String())
}

// arm returns the part of a conditional expression that counts in this run, or
// nil where that is unknown.
func (e *evaluator) arm(x *hclsyntax.ConditionalExpr, at place) hclsyntax.Expression {
	condition := e.value(x.Condition)
	var way bool
	switch {
	case condition.IsKnown() && !condition.IsNull() && condition.Type() == cty.Bool:
		way = condition.True()
	case condition.IsKnown():
		return nil // an error of Terraform's
	default:
		var ok bool
		if way, ok = e.choices.take(x.Condition, at.written(x.Condition), func(x hclsyntax.Expression) []string { return e.about(at.file, x) }); !ok {
			return nil
		}
	}
	if way {
		return x.TrueResult
	}
	return x.FalseResult
}

// written is the text of an expression without white space, by which it is
// known again.
func (p place) written(x hclsyntax.Expression) string {
	text, at := p.template, x.Range()
	if p.file.IsHCL() {
		text = string(p.file.Content[at.Start.Byte:at.End.Byte])
	} else {
		text = text[at.Start.Byte:at.End.Byte]
	}
	return strings.Join(strings.Fields(text), "")
}

// chosen strips an expression of the conditions around it.
func (e *evaluator) chosen(x hclsyntax.Expression, at place) hclsyntax.Expression {
	for {
		switch wrapped := x.(type) {
		case *hclsyntax.ParenthesesExpr:
			x = wrapped.Expression
		case *hclsyntax.TemplateWrapExpr:
			x = wrapped.Wrapped
		case *hclsyntax.ConditionalExpr:
			if x = e.arm(wrapped, at); x == nil {
				return nil
			}
		default:
			return x
		}
	}
}

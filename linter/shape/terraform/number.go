package terraform

import (
	"math/big"
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/function"
)

// A number such as 1e99999999 costs nothing until it is written as a text, which
// takes hours, or until a list is indexed by it. The file has none, for the parser
// refuses it. So none may come of a text: functions refuse those of large numbers,
// and what calculates or indexes with what may be a text is worked out only where
// there is no such text, nor anything that could make one.

// mostExponent is the greatest size of a number that is written, in bits.
const mostExponent = 1_500

func exponent(number *big.Float) int {
	size := number.MantExp(nil)
	return max(size, -size)
}

// small returns functions that refuse texts of large numbers where they take numbers.
func small(all map[string]function.Function) map[string]function.Function {
	for name, f := range all {
		params, more := f.Params(), f.VarParam()
		numbers := name == "tonumber"
		loosen := func(p *function.Parameter) {
			if p.Type == cty.Number {
				numbers = true
				p.Type, p.AllowDynamicType = cty.DynamicPseudoType, true
			}
		}
		for i := range params {
			loosen(&params[i])
		}
		if more != nil {
			copied := *more
			more = &copied
			loosen(more)
		}
		if numbers {
			all[name] = function.New(&function.Spec{
				Params: params, VarParam: more,
				Type: func(args []cty.Value) (cty.Type, error) {
					if slices.ContainsFunc(args, isLarge) {
						return cty.NilType, errNotWorkedOut
					}
					return f.ReturnTypeForValues(args)
				},
				Impl: func(args []cty.Value, _ cty.Type) (cty.Value, error) { return f.Call(args) },
			})
		}
	}
	return all
}

// isLarge reports whether a value is the text of a large number, or a list that
// has one.
func isLarge(value cty.Value) bool {
	if value.IsMarked() || !value.IsKnown() || value.IsNull() {
		return false
	}
	if value.CanIterateElements() {
		for it := value.ElementIterator(); it.Next(); {
			if key, item := it.Element(); isLarge(key) || isLarge(item) {
				return true
			}
		}
	}
	if value.Type() != cty.String {
		return false
	}
	number, err := cty.ParseNumberVal(value.AsString())
	return err == nil && exponent(number.AsBigFloat()) > mostExponent
}

// ofNumbers are the functions that give numbers.
var ofNumbers = map[string]bool{"abs": true, "ceil": true, "floor": true, "length": true, "max": true, "min": true, "tonumber": true}

// calculates reports whether an expression calculates, and whether with nothing but
// what surely is a number.
func calculates(n hclsyntax.Node, context *hcl.EvalContext) (calculates, surely bool) {
	switch n := n.(type) {
	case *hclsyntax.BinaryOpExpr:
		if n.Op.Type == cty.Number {
			return true, isNumber(n.LHS, context) && isNumber(n.RHS, context)
		}
	case *hclsyntax.UnaryOpExpr:
		if n.Op.Type == cty.Number {
			return true, isNumber(n.Val, context)
		}
	}
	return false, false
}

func isNumber(x hclsyntax.Expression, context *hcl.EvalContext) bool {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return x.Val.Type() == cty.Number
	case *hclsyntax.ParenthesesExpr:
		return isNumber(x.Expression, context)
	case *hclsyntax.TemplateWrapExpr:
		return isNumber(x.Wrapped, context)
	case *hclsyntax.ConditionalExpr:
		return isNumber(x.TrueResult, context) && isNumber(x.FalseResult, context)
	case *hclsyntax.FunctionCallExpr:
		return ofNumbers[x.Name]
	case *hclsyntax.BinaryOpExpr, *hclsyntax.UnaryOpExpr:
		calculates, _ := calculates(x, context)
		return calculates
	case *hclsyntax.ScopeTraversalExpr:
		value, diagnostics := x.Value(context)
		return !diagnostics.HasErrors() && (value.Type() == cty.Number || !value.IsKnown())
	}
	return false
}

// makingTexts are the functions whose text may be the text of a large number though
// no text that they are given is.
var makingTexts = map[string]bool{
	"chomp": true, "format": true, "formatlist": true, "join": true, "jsonencode": true, "regex": true, "regexall": true,
	"replace": true, "split": true, "strrev": true, "substr": true, "trim": true, "trimprefix": true, "trimspace": true, "trimsuffix": true,
}

// makesLarge reports whether the text of a large number may be in an expression, or
// come of it.
func makesLarge(n hclsyntax.Node) bool {
	switch n := n.(type) {
	case *hclsyntax.LiteralValueExpr:
		return isLarge(n.Val)
	case *hclsyntax.TemplateExpr:
		return len(n.Parts) > 1
	case *hclsyntax.TemplateJoinExpr:
		return true
	case *hclsyntax.FunctionCallExpr:
		return makingTexts[n.Name]
	}
	return false
}

func hasLarge(context *hcl.EvalContext) bool {
	for _, value := range context.Variables {
		if isLarge(value) {
			return true
		}
	}
	return false
}

// indexes reports whether an expression looks up what may have the text of a large
// number for a key, of which a list makes a number of as many bits.
func indexes(n hclsyntax.Node, context *hcl.EvalContext) bool {
	index, ok := n.(*hclsyntax.IndexExpr)
	return ok && !isSmallKey(index.Key, context)
}

// indexesByLarge reports whether such a key is written there.
func indexesByLarge(n hclsyntax.Node) bool {
	switch n := n.(type) {
	case *hclsyntax.ScopeTraversalExpr:
		return slices.ContainsFunc(n.Traversal, isLargeStep)
	case *hclsyntax.RelativeTraversalExpr:
		return slices.ContainsFunc(n.Traversal, isLargeStep)
	}
	return false
}

func isLargeStep(step hcl.Traverser) bool {
	index, ok := step.(hcl.TraverseIndex)
	return ok && isLarge(index.Key)
}

// isSmallKey reports whether a key surely isn't the text of a large number.
func isSmallKey(x hclsyntax.Expression, context *hcl.EvalContext) bool {
	switch x := x.(type) {
	case *hclsyntax.LiteralValueExpr:
		return !isLarge(x.Val)
	case *hclsyntax.ScopeTraversalExpr:
		value, diagnostics := x.Value(context)
		return !diagnostics.HasErrors() && !isLarge(value)
	case *hclsyntax.TemplateWrapExpr:
		return isSmallKey(x.Wrapped, context)
	case *hclsyntax.ParenthesesExpr:
		return isSmallKey(x.Expression, context)
	case *hclsyntax.TemplateExpr:
		if x.IsStringLiteral() {
			return isSmallKey(x.Parts[0], context)
		}
		return slices.ContainsFunc(x.Parts, isWord)
	case *hclsyntax.FunctionCallExpr:
		return ofTheSame[x.Name] && len(x.Args) == 1 && isSmallKey(x.Args[0], context) || ofNumbers[x.Name]
	}
	return isNumber(x, context)
}

// ofTheSame are functions that make no number of a text that is none.
var ofTheSame = map[string]bool{"lower": true, "nonsensitive": true, "sensitive": true, "title": true, "tostring": true, "upper": true}

// isWord reports whether a part of a template has something in it that no number has.
func isWord(part hclsyntax.Expression) bool {
	literal, ok := part.(*hclsyntax.LiteralValueExpr)
	return ok && literal.Val.Type() == cty.String && strings.Trim(literal.Val.AsString(), "0123456789eE+-.") != ""
}

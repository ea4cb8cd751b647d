package terraform

import (
	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

// What the library works out can't be interrupted, and a few lines can ask for
// more than a machine has. So what an expression can cost is reckoned before.

// size is how much a value holds.
type size struct {
	elements int // of lists and objects, in all
	bytes    int // of strings
}

func (s size) plus(t size) size { return size{s.elements + t.elements, s.bytes + t.bytes} }

// sizeOf measures a value. Of a number it is the digits that it can have.
func sizeOf(value cty.Value) size {
	switch {
	case !value.IsKnown() || value.IsNull() || value.IsMarked():
		return size{elements: 1}
	case value.Type() == cty.String:
		return size{elements: 1, bytes: len(value.AsString())}
	case value.Type() == cty.Number:
		return size{elements: 1, bytes: exponent(value.AsBigFloat())}
	case value.CanIterateElements():
		total := size{elements: 1}
		for it := value.ElementIterator(); it.Next(); {
			key, item := it.Element()
			total = total.plus(sizeOf(item))
			if key.Type() == cty.String {
				total.bytes += len(key.AsString())
			}
		}
		return total
	}
	return size{elements: 1}
}

// multiplying are the functions whose result can be as long as what they are
// given times itself.
var multiplying = [...]string{"replace", "join", "format", "formatlist", "range", "zipmap", "chunklist", "setunion", "setintersection", "setsubtract"}

// costOf reckons what an expression can cost that refers to values of a size.
func costOf(x hclsyntax.Expression, given size, context *hcl.EvalContext) int {
	const tooMuch = mostFuel + 1
	v := &nesting{context: context}
	hclsyntax.Walk(x, v)
	if v.ofTexts && (v.makesLarge || hasLarge(context)) {
		return tooMuch
	}
	at := x.Range()
	given = given.plus(size{elements: v.nodes, bytes: max(0, at.End.Byte-at.Start.Byte) + mostExponent*v.calculations})
	given.elements += 1024 * v.ranges // the most that one gives
	if v.deepest > 4 || given.elements > mostFuel {
		return tooMuch
	}
	turns := 1
	for range v.deepest {
		if turns *= given.elements; turns > mostFuel {
			return tooMuch
		}
	}
	if given.bytes > 1<<20 || given.bytes/64*turns > mostFuel {
		return tooMuch
	}
	return 1 + given.elements/8 + turns + given.bytes/64*turns
}

// nesting counts how deep in one another stand what goes through lists.
type nesting struct {
	depth, deepest, nodes, ranges int
	calculations                  int  // each can double the digits of a number
	ofTexts                       bool // it calculates or indexes with what may be a text
	makesLarge                    bool // that text may be of a large number

	context *hcl.EvalContext
}

func (v *nesting) Enter(n hclsyntax.Node) hcl.Diagnostics {
	v.nodes++
	if call, ok := n.(*hclsyntax.FunctionCallExpr); ok && call.Name == "range" {
		v.ranges++
	}
	if calculates, surely := calculates(n, v.context); calculates {
		v.calculations++
		v.ofTexts = v.ofTexts || !surely
	}
	large := indexesByLarge(n)
	v.ofTexts = v.ofTexts || large || indexes(n, v.context)
	v.makesLarge = v.makesLarge || large || makesLarge(n)
	if multiplies(n) {
		v.depth++
		v.deepest = max(v.deepest, v.depth)
	}
	return nil
}

func (v *nesting) Exit(n hclsyntax.Node) hcl.Diagnostics {
	if multiplies(n) {
		v.depth--
	}
	return nil
}

func multiplies(n hclsyntax.Node) bool {
	switch n := n.(type) {
	case *hclsyntax.ForExpr, *hclsyntax.SplatExpr, *hclsyntax.TemplateJoinExpr:
		return true
	case *hclsyntax.FunctionCallExpr:
		for _, name := range multiplying {
			if n.Name == name {
				return true
			}
		}
	}
	return false
}

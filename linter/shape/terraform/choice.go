package terraform

import (
	"slices"
	"strings"

	"github.com/hashicorp/hcl/v2/hclsyntax"

	"github.com/edslint/edslint/linter/source"
)

// mostChoices is how many conditions of a resource are taken both ways. What
// depends on others is unknown.
const mostChoices = 4

// choices decides conditions that can't be known, one way in each run: next
// brings the run after it, until all ways were taken.
type choices struct {
	script []bool   // the way of each, in the order in which they are met
	met    []choice // in this run
}

// choice is a condition that was met.
type choice struct {
	text  string // without white space
	roots []string
}

// take says which way a condition goes; ok is false where that is unknown: it
// is one too many, or is about something that another one is about too, so that
// not all ways may go together.
func (c *choices) take(condition hclsyntax.Expression, written string, about func(hclsyntax.Expression) []string) (way, ok bool) {
	turned := false
	for {
		switch x := condition.(type) {
		case *hclsyntax.ParenthesesExpr:
			condition, written = x.Expression, inner(written)
			continue
		case *hclsyntax.UnaryOpExpr:
			if x.Op == hclsyntax.OpLogicalNot {
				turned, condition, written = !turned, x.Val, strings.TrimPrefix(written, "!")
				continue
			}
		}
		break
	}
	met := choice{text: written, roots: about(condition)}
	for i, known := range c.met {
		if known.text == met.text {
			return c.script[i] != turned, true
		}
		if slices.ContainsFunc(met.roots, func(a string) bool {
			return slices.ContainsFunc(known.roots, func(b string) bool { return within(a, b) || within(b, a) })
		}) {
			return false, false
		}
	}
	if len(c.met) == mostChoices {
		return false, false
	}
	c.met = append(c.met, met)
	if len(c.script) < len(c.met) {
		c.script = append(c.script, true)
	}
	return c.script[len(c.met)-1] != turned, true
}

// within reports whether a is b, or a part of it.
func within(a, b string) bool {
	rest, ok := strings.CutPrefix(a, b)
	return ok && (rest == "" || rest[0] == '.')
}

// inner is a text without the brackets around it.
func inner(text string) string {
	return strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
}

// next begins the next run; false where there is none.
func (c *choices) next() bool {
	c.script = c.script[:len(c.met)]
	c.met = nil
	for n := len(c.script); n > 0; n = len(c.script) {
		if c.script[n-1] {
			c.script[n-1] = false
			return true
		}
		c.script = c.script[:n-1]
	}
	return false
}

// about lists what an expression is about: "var.region". What locals are about
// is counted too.
func (e *evaluator) about(file *source.File, x hclsyntax.Expression) []string {
	var roots []string
	var add func(file *source.File, x hclsyntax.Expression)
	add = func(file *source.File, x hclsyntax.Expression) {
		for _, root := range rootsOf(x) {
			if slices.Contains(roots, root) || !e.spend(1) {
				continue
			}
			roots = append(roots, root)
			if name, ok := strings.CutPrefix(root, "local."); ok {
				name, _, _ = strings.Cut(name, ".")
				if d := e.module.locals[name]; d.value != nil {
					eachExpression(d.file, d.value, func(x hclsyntax.Expression) { add(d.file, x) })
				}
			}
		}
	}
	add(file, x)
	return roots
}

// eachExpression calls f with what is computed in a value.
func eachExpression(file *source.File, n *source.Node, f func(hclsyntax.Expression)) {
	if x, ok := file.Expression(n); ok && x != nil {
		f(x)
	}
	for _, item := range n.Items {
		eachExpression(file, item, f)
	}
	for _, m := range n.Members {
		eachExpression(file, m.Value, f)
	}
}

func rootsOf(x hclsyntax.Expression) []string {
	var roots []string
	for _, t := range x.Variables() {
		root := t.RootName()
		for _, step := range t[1:] {
			name, ok := attributeOf(step)
			if !ok {
				break
			}
			root += "." + name
		}
		roots = append(roots, root)
	}
	return roots
}

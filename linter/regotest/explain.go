package regotest

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// fault sets the message of a result to what is wrong at a place.
func (r *Result) fault(at *ast.Location, message string) {
	r.Message = fmt.Sprintf("%s:%d:%d: %s", at.File, at.Row, at.Col, message)
}

// explain says which expression of a failed test did not hold, with the values
// in it. What came last before the test failed is what it failed for.
func (s *suite) explain(ctx context.Context, r *Result, at *ast.Location, trace []*topdown.Event) {
	r.fault(at, "the test is false or undefined")
	for _, e := range slices.Backward(trace) {
		expr, ok := e.Node.(*ast.Expr)
		if e.Op != topdown.FailOp || !ok || e.Location == nil || e.QueryID == 0 {
			continue
		}
		if _, every := expr.Terms.(*ast.Every); every {
			continue // what failed is in it
		}
		r.fault(e.Location, "this is false or undefined: "+firstLine(string(e.Location.Text)))
		r.Details = s.sides(ctx, e, expr)
		if r.Details == "" {
			r.Details = values(e)
		}
		return
	}
}

func firstLine(text string) string {
	line, _, more := strings.Cut(strings.TrimSpace(text), "\n")
	if more {
		line += " …"
	}
	return line
}

// sides are the two values that a comparison found different.
func (s *suite) sides(ctx context.Context, e *topdown.Event, expr *ast.Expr) string {
	if expr.Negated || !expr.IsEquality() || len(expr.With) > 0 {
		return ""
	}
	left, leftKnown := s.known(ctx, e, expr.Operand(0))
	right, rightKnown := s.known(ctx, e, expr.Operand(1))
	if !leftKnown || !rightKnown {
		return ""
	}
	lines := fmt.Sprintf("left:  %v\nright: %v", left, right)
	if more := values(e); more != "" && scalar(left) && scalar(right) {
		lines += "\n" + more // what was counted or looked up
	}
	a, isSet := left.(ast.Set)
	b, areSets := right.(ast.Set)
	if isSet && areSets {
		for _, only := range []struct {
			side string
			set  ast.Set
		}{{"left", a.Diff(b)}, {"right", b.Diff(a)}} {
			if only.set.Len() > 0 && a.Len()+b.Len() > 2 {
				lines += fmt.Sprintf("\nonly on the %s: %v", only.side, only.set)
			}
		}
	}
	return lines
}

func scalar(v ast.Value) bool {
	switch v.(type) {
	case ast.Null, ast.Boolean, ast.Number, ast.String:
		return true
	}
	return false
}

// known is the value that a term had. Of a comprehension or a reference it is
// worked out again from the variables that were known.
func (s *suite) known(ctx context.Context, e *topdown.Event, t *ast.Term) (ast.Value, bool) {
	had, err := ast.TransformVars(t.Copy(), func(v ast.Var) (ast.Value, error) {
		if e.Locals != nil {
			if value := e.Locals.Get(v); value != nil {
				return value, nil
			}
		}
		return v, nil
	})
	value, ok := had.(ast.Value)
	if err != nil || !ok {
		return nil, false
	}
	if ast.IsConstant(value) {
		return value, true
	}
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	query := rego.ParsedQuery(ast.NewBody(ast.Equality.Expr(ast.VarTerm("value"), ast.NewTerm(value))))
	prepared, err := rego.New(query, rego.Compiler(s.compiler), rego.Store(s.store), rego.Transaction(s.txn)).PrepareForEval(ctx)
	if err != nil {
		return nil, false
	}
	set, err := prepared.Eval(ctx, rego.EvalTransaction(s.txn), rego.EvalGenerateJSON(func(t *ast.Term, _ *rego.EvalContext) (any, error) { return t.Value, nil }))
	if err != nil || len(set) == 0 {
		return nil, false
	}
	value, ok = set[0].Bindings["value"].(ast.Value)
	return value, ok
}

// values shows an expression with the value of each variable below it.
func values(e *topdown.Event) string {
	var b bytes.Buffer
	if err := topdown.PrettyEvent(&b, e, topdown.PrettyEventOpts{PrettyVars: true}); err != nil {
		return ""
	}
	lines := strings.Split(strings.Trim(strings.ReplaceAll(b.String(), "\t", ""), "\n"), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	if len(lines) == 1 { // no variables
		return ""
	}
	return strings.Join(lines, "\n")
}

package policy

import (
	"encoding/json"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// Input is what rules see of a request: its members as the API spells them,
// and null for each part that can't be known.
func Input(r *request.Request) ast.Value { return input(r, r.Root).Value }

// Stores is what rules see that judge all requests of a run together: each
// request, in the order of the files, as `stores`.
func Stores(requests []*request.Request) ast.Value {
	stores := make([]*ast.Term, len(requests))
	for i, r := range requests {
		stores[i] = input(r, r.Root)
	}
	return ast.ObjectTerm([2]*ast.Term{ast.StringTerm("stores"), ast.ArrayTerm(stores...)}).Value
}

func input(r *request.Request, n *source.Node) *ast.Term {
	if r.Unknown(n) {
		return ast.NullTerm()
	}
	switch n.Kind {
	case source.Bool:
		return ast.BooleanTerm(n.Text == "true")
	case source.Number:
		return ast.NumberTerm(json.Number(n.Text))
	case source.String:
		return ast.StringTerm(n.Text)
	case source.Array:
		items := make([]*ast.Term, len(n.Items))
		for i, item := range n.Items {
			if i < request.MostItems {
				items[i] = input(r, item)
			} else {
				items[i] = ast.NullTerm()
			}
		}
		return ast.ArrayTerm(items...)
	case source.Object:
		members := make([][2]*ast.Term, len(n.Members))
		for i, m := range n.Members {
			members[i] = [2]*ast.Term{ast.StringTerm(r.MemberName(m.Key)), input(r, m.Value)}
		}
		return ast.ObjectTerm(members...)
	default:
		return ast.NullTerm()
	}
}

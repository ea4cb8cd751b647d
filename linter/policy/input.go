package policy

import (
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// Input is what rules see of a request: its members as the API spells them,
// and null for each part that can't be known.
func Input(r *request.Request) plan.Value {
	value := input(r, r.Root)
	members, ok := value.(*plan.Object)
	if !ok {
		return value
	}
	for _, name := range r.Origin().Open {
		if _, there := r.Member(r.Root, name); !there {
			members.Insert(name, plan.Null{})
		}
	}
	return members
}

// Together is what a rule sees that judges all requests of a run together: what it
// keeps of each, in the order of the files, as `summaries` where it has a summary,
// else the Input of each as `stores`.
func Together(rule *rules.Rule, kept []plan.Value) plan.Value {
	name := "stores"
	if rule.Summary {
		name = "summaries"
	}
	all := plan.NewObject(1)
	all.Insert(name, plan.NewArray(kept))
	return all
}

func input(r *request.Request, n *source.Node) plan.Value {
	if r.Unknown(n) {
		return plan.Null{}
	}
	switch n.Kind {
	case source.Bool:
		return n.Text == "true"
	case source.Number:
		return plan.Number(n.Text)
	case source.String:
		return n.Text
	case source.Array:
		items := make([]plan.Value, len(n.Items))
		for i, item := range n.Items {
			if i < request.MostItems {
				items[i] = input(r, item)
			} else {
				items[i] = plan.Null{}
			}
		}
		return plan.NewArray(items)
	case source.Object:
		members := plan.NewObject(len(n.Members))
		for _, m := range n.Members {
			if r.Strange(m.Key) {
				continue
			}
			members.Insert(r.MemberName(m.Key), input(r, m.Value))
		}
		return members
	default:
		return plan.Null{}
	}
}

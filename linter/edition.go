package linter

import (
	"sync"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// edition is an edition's facts with what is made of them when first needed.
type edition struct {
	*editions.Edition
	target    string // what requests are about that are held to it: rules.Store or rules.Trail
	structure func() (*schema.Schema, error)
	facts     func() policy.Facts
	judge     func(*config.Profile) *policy.Judge // of one request
	together  func() *policy.Judge                // of all requests of a run
	// Of custom rules, nil where none is in force: what they see as data, and how
	// they are asked.
	customData func(*config.Profile) map[string]any
	custom     func(*config.Profile) customQuery
}

// loadEditions reads all editions, oldest first, and what the newest says of
// trails.
func loadEditions(c *config.Config, builtIn *policy.BuiltIn) (all []*edition, trail *edition, err error) {
	for _, name := range editions.Names() {
		facts, err := editions.Load(name)
		if err != nil {
			return nil, nil, err
		}
		if name == c.Extended() {
			if err := facts.Extend(c.Extension); err != nil {
				return nil, nil, err
			}
		}
		all = append(all, &edition{Edition: facts, target: rules.Store})
	}
	newest := all[len(all)-1]
	trail = &edition{Edition: newest.Trail(), target: rules.Trail}
	for _, e := range append([]*edition{trail}, all...) {
		newest := newest
		if e == trail {
			newest = trail
		}
		e.structure = sync.OnceValues(func() (*schema.Schema, error) {
			if e == trail {
				return schema.Load(schema.Trail(e.Name), e.Edition, nil)
			}
			var more map[string]string
			if e.Name == c.Extended() {
				more = c.Members
			}
			return schema.Load(e.Name, e.Edition, more)
		})
		e.facts = sync.OnceValue(func() policy.Facts { return policy.NewFacts(e.Edition) })
		judge := func(p *config.Profile, across bool) *policy.Judge {
			return builtIn.Judge(e.facts(), newest.facts(), map[string]any{"params": p.Params, "context": c.Context()},
				func(r rules.Rule) bool {
					return c.InForce(r) && r.Judges(e.target) && (r.Family == familyAcross) == across
				})
		}
		e.judge = byKey(func(p *config.Profile) *policy.Judge { return judge(p, false) })
		e.together = sync.OnceValue(func() *policy.Judge { return judge(c.Profile(""), true) })
	}
	return all, trail, nil
}

// editionFor returns the edition that a request is held to: the one that was
// chosen, else the oldest that knows every name in the request that any edition
// knows.
func (l *Linter) editionFor(r *request.Request) (*edition, error) {
	if r.Origin().Target == rules.Trail {
		return l.trail, nil
	}
	if l.chosen != nil {
		return l.chosen, nil
	}
	if r.Origin().Taken {
		return l.newest(), nil
	}
	var best *edition
	least := 0
	for _, e := range l.editions {
		unknown := 0
		if err := eachUnknown(e, r, func(string) { unknown++ }); err != nil {
			return nil, err
		}
		if unknown == 0 {
			return e, nil
		}
		if best == nil || unknown < least {
			best, least = e, unknown
		}
	}
	return best, nil
}

// eachUnknown calls f with each name in a request that an edition doesn't know.
func eachUnknown(e *edition, r *request.Request, f func(name string)) error {
	structure, err := e.structure()
	if err != nil {
		return err
	}
	structure.Undeclared(r.Root, func(key *source.Node) { f(key.Text) })
	eachStatement(r.Root, func(field string, values []*source.Node) {
		if !e.KnowsField(field) {
			f(field)
		}
		for _, value := range values {
			if value.Kind == source.String && !e.KnowsValue(field, value.Text) {
				f(value.Text)
			}
		}
	})
	return nil
}

// eachStatement calls f with each field that a request's selectors name, and the
// values of each of its operators.
func eachStatement(root *source.Node, f func(field string, values []*source.Node)) {
	for _, selector := range items(root, "AdvancedEventSelectors") {
		eachField(selector, f)
	}
}

// eachField calls f with each field that a selector names, and the values of
// each of its operators.
func eachField(selector *source.Node, f func(field string, values []*source.Node)) {
	for _, statement := range items(selector, "FieldSelectors") {
		field := member(statement, "Field")
		if field == nil || field.Kind != source.String {
			continue
		}
		var values []*source.Node
		for _, operator := range statement.Members {
			values = append(values, operator.Value.Items...)
		}
		f(field.Text, values)
	}
}

func items(n *source.Node, name string) []*source.Node {
	if v := member(n, name); v != nil {
		return v.Items
	}
	return nil
}

// member finds a member even if its name is misspelt.
func member(n *source.Node, name string) *source.Node {
	if v := n.Get(name); v != nil {
		return v
	}
	for _, m := range n.Members {
		if spelling.Like(m.Key.Text, name) {
			return m.Value
		}
	}
	return nil
}

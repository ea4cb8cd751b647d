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

// edition is an edition's facts for requests of one target, with what is made of
// them when first needed.
type edition struct {
	*editions.Edition
	target    string
	structure func() (*schema.Schema, error)
	facts     func() policy.Facts
	judge     func(*config.Profile) *policy.Judge // of one request
	together  func() *policy.Judge                // of all requests of a run
	// Of custom rules, nil where none is in force: what they see as data, and how
	// they are asked.
	customData func(*config.Profile) map[string]any
	custom     func(*config.Profile) *policy.Query
}

// loadEditions reads all editions, oldest first, for each target.
func (l *Linter) loadEditions() error {
	var stores []*editions.Edition
	for _, name := range editions.Names() {
		facts, err := editions.Load(name)
		if err != nil {
			return err
		}
		if name == l.config.Extended() {
			if err := facts.Extend(l.config.Extension); err != nil {
				return err
			}
		}
		stores = append(stores, facts)
	}
	l.editions = map[string]func() []*edition{}
	for _, target := range request.Targets() {
		l.editions[target] = sync.OnceValue(func() []*edition {
			all := make([]*edition, len(stores))
			for i, facts := range stores {
				if target == request.Trail {
					facts = facts.Trails()
				}
				all[i] = &edition{Edition: facts, target: target}
			}
			l.makeReady(all)
			return all
		})
	}
	return nil
}

// makeReady says how what is needed of a target's editions is made.
func (l *Linter) makeReady(all []*edition) {
	newest := all[len(all)-1]
	for _, e := range all {
		e.structure = sync.OnceValues(func() (*schema.Schema, error) {
			var more map[string]string
			if e.Name == l.config.Extended() {
				more = l.config.Members
			}
			return schema.Load(e.Name, e.target, e.Edition, more)
		})
		e.facts = sync.OnceValue(func() policy.Facts { return policy.NewFacts(e.Edition) })
		judge := func(p *config.Profile, across bool) *policy.Judge {
			return l.policy.Judge(e.facts(), newest.facts(), map[string]any{"params": p.Params, "context": l.config.Context()},
				func(r rules.Rule) bool {
					return l.config.InForce(r) && r.Judges(e.target) && (r.Family == familyAcross) == across
				})
		}
		e.judge = byKey(func(p *config.Profile) *policy.Judge { return judge(p, false) })
		e.together = sync.OnceValue(func() *policy.Judge { return judge(l.config.Profile(""), true) })
	}
	l.readyCustom(all)
}

// editionFor returns the edition that a request is held to: the one that was
// chosen, else the oldest that knows every name in the request that any edition
// knows. What AWS has taken, and trails, which the older API page says nothing of,
// are held to the newest.
func (l *Linter) editionFor(r *request.Request) (*edition, error) {
	if l.chosen == "" && (r.Target() == request.Trail || r.Origin().Taken) {
		return l.newest(r.Target()), nil
	}
	var best *edition
	least := 0
	for _, e := range l.editions[r.Target()]() {
		if l.chosen != "" {
			if e.Name == l.chosen {
				return e, nil
			}
			continue
		}
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

// newest returns the newest edition for requests of a target.
func (l *Linter) newest(target string) *edition {
	all := l.editions[target]()
	return all[len(all)-1]
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

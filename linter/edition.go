package linter

import (
	"context"
	"sync"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// edition is an edition's facts with what is made of them when first needed.
type edition struct {
	*editions.Edition

	schemaOnce sync.Once
	schema     *schema.Schema
	schemaErr  error

	dataOnce sync.Once
	data     policy.Data

	queryOnce sync.Once
	query     *policy.Query
	queryErr  error
}

// loadEditions reads all editions, oldest first, and makes ready what the
// oldest needs, for most requests are held to it.
func loadEditions() ([]*edition, error) {
	var all []*edition
	for _, name := range editions.Names() {
		e, err := editions.Load(name)
		if err != nil {
			return nil, err
		}
		all = append(all, &edition{Edition: e})
	}
	oldest, newest := all[0], all[len(all)-1]
	oldest.facts(newest)
	_, err := oldest.structure()
	return all, err
}

func (e *edition) structure() (*schema.Schema, error) {
	e.schemaOnce.Do(func() { e.schema, e.schemaErr = schema.Load(e.Name, e.Edition) })
	return e.schema, e.schemaErr
}

func (e *edition) facts(newest *edition) policy.Data {
	e.dataOnce.Do(func() { e.data = policy.NewData(e.Edition, newest.Edition) })
	return e.data
}

func (e *edition) rules(ctx context.Context, p *policy.Policy, newest *edition) (*policy.Query, error) {
	e.queryOnce.Do(func() { e.query, e.queryErr = p.Query(ctx, e.facts(newest)) })
	return e.query, e.queryErr
}

// editionFor returns the edition that a request is held to: the one that was
// chosen, else the oldest that knows every name in the request that any edition
// knows.
func (l *Linter) editionFor(r *request.Request) (*edition, error) {
	if l.chosen != nil {
		return l.chosen, nil
	}
	var best *edition
	least := 0
	for _, e := range l.editions {
		structure, err := e.structure()
		if err != nil {
			return nil, err
		}
		unknown := 0
		structure.Undeclared(r.Root, func(*source.Node) { unknown++ })
		eachName(r.Root, func(kind, name string) {
			if !e.Knows(kind, name) {
				unknown++
			}
		})
		if unknown == 0 {
			return e, nil
		}
		if best == nil || unknown < least {
			best, least = e, unknown
		}
	}
	return best, nil
}

// eachName calls f with each name in a request's selectors that may be newer
// than an edition: of a field, a category or a resource type.
func eachName(root *source.Node, f func(kind, name string)) {
	kinds := map[string]string{"eventCategory": "category", "resources.type": "type"}
	for _, selector := range items(root, "AdvancedEventSelectors") {
		for _, statement := range items(selector, "FieldSelectors") {
			field := member(statement, "Field")
			if field == nil || field.Kind != source.String {
				continue
			}
			f("field", field.Text)
			kind, ok := kinds[field.Text]
			if !ok {
				continue
			}
			for _, operator := range statement.Members {
				for _, value := range operator.Value.Items {
					if value.Kind == source.String {
						f(kind, value.Text)
					}
				}
			}
		}
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

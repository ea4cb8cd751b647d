package config

import (
	"cmp"
	"slices"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// Extended returns the name of the edition that `extend` adds to: the one that
// requests are held to, under auto the newest.
func (c *Config) Extended() string {
	name := cmp.Or(c.flags.Edition, c.Edition.Text)
	all := editions.Names()
	if slices.Contains(all, name) {
		return name
	}
	return all[len(all)-1]
}

// extend reads what is to be added to an edition, and warns of what that knows.
func (r *reader) extend(n *source.Node) {
	if n == nil || len(n.Members) == 0 {
		return
	}
	edition, err := editions.Load(r.Extended())
	if err != nil {
		r.mistake(n, "%s", err)
		return
	}
	known := func(key *source.Node) {
		r.Warnings = append(r.Warnings, r.at(key, "edition "+edition.Name+" knows `"+brief(key.Text)+"`: it need not be here any more"))
	}
	r.Extension = editions.Extension{Types: map[string][]string{}, Fields: map[string]editions.Field{}}
	for _, m := range members(n, "resource-types") {
		if edition.KnowsType(m.Key.Text) {
			known(m.Key)
		}
		r.Extension.Types[m.Key.Text] = r.words(m.Value, "arn-formats", nil)
	}
	for _, m := range members(n, "selector-fields") {
		if edition.KnowsField(m.Key.Text) {
			known(m.Key)
		}
		field := editions.Field{Categories: r.words(m.Value, "event-categories", edition.Categories())}
		if operators := r.words(m.Value, "operators", edition.Operators()); len(operators) > 0 {
			field.Operators = operators
		}
		r.Extension.Fields[m.Key.Text] = field
	}
	declared, err := schema.Members(edition.Name)
	if err != nil {
		r.mistake(n, "%s", err)
	}
	r.Members = map[string]string{}
	for _, m := range members(n, "members") {
		if slices.Contains(declared, m.Key.Text) {
			known(m.Key)
			continue
		}
		if m.Value.Kind == source.String {
			r.Members[m.Key.Text] = m.Value.Text
		}
	}
}

func members(object *source.Node, key string) []source.Member {
	if n := object.Get(key); n != nil {
		return n.Members
	}
	return nil
}

// words reads a list of strings, each of which must be allowed; nil allows all.
func (r *reader) words(object *source.Node, key string, allowed []string) []string {
	words := []string{}
	for _, n := range items(object, key) {
		switch {
		case n.Kind != source.String:
		case allowed != nil && !slices.Contains(allowed, n.Text):
			r.mistake(n, "`%s` can't have %q: there are %s%s", key, brief(n.Text), spelling.And(allowed), didYouMean(n.Text, allowed))
		default:
			words = append(words, n.Text)
		}
	}
	return words
}

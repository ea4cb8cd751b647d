package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// layer is a `rules` map, at the top level or of an override.
type layer struct {
	globs    []Value             // of an override
	rules    map[string]*setting // by the rule's name
	families map[string]*setting
}

// setting is what a layer says of a rule or a family.
type setting struct {
	level        Value // Text is empty where it says nothing
	params       map[string]Param
	suppressible *bool

	key              *source.Node
	levelAt, paramAt *source.Node // where they stand, nil where they don't
	from             string
}

// Param is a parameter that is in force, and where its value comes from.
type Param struct {
	Name  string `json:"name"`
	Value any    `json:"value"` // int, float64, string, bool or []string, as rules.Param says
	From  string `json:"from"`
}

func levels() []string {
	all := []string{Off}
	for _, level := range slices.Backward(finding.Levels()) {
		all = append(all, string(level))
	}
	return all
}

func (r *reader) layer(n *source.Node) layer {
	l := layer{rules: map[string]*setting{}, families: map[string]*setting{}}
	if n == nil {
		return l
	}
	for _, m := range n.Members {
		key := m.Key.Text
		if rule, ok := find(r.rules, key); ok {
			switch earlier := l.rules[rule.Name]; {
			case rule.Unread():
				r.mistake(m.Key, "`%s` can't be configured: it says that a file can't be read", key)
			case earlier != nil && earlier.key.Text != key: // if equal, the parser said it
				r.mistake(m.Key, "`%s` and `%s` are the same rule: keep one of them", earlier.key.Text, key)
			default:
				l.rules[rule.Name] = r.setting(m, &rule)
			}
		} else if isFamily(r.rules, key) {
			l.families[key] = r.setting(m, nil)
		} else {
			r.unknownRule(m.Key)
		}
	}
	return l
}

// setting reads what is set for a rule, or if rule is nil for a family.
func (r *reader) setting(m source.Member, rule *rules.Rule) *setting {
	s := &setting{key: m.Key, from: r.from(m.Key)}
	level := m.Value
	if m.Value.Kind == source.Object {
		level = m.Value.Get("level")
		if n := m.Value.Get("suppressible"); n != nil && n.Kind == source.Bool {
			yes := n.Text == "true"
			s.suppressible = &yes
		}
		for _, p := range m.Value.Members {
			if p.Key.Text == "params" && p.Value.Kind == source.Object {
				s.paramAt = p.Key
				s.params = r.params(p, rule)
			}
		}
	}
	if level != nil && level.Kind == source.String && slices.Contains(levels(), level.Text) {
		s.level, s.levelAt = Value{level.Text, r.from(level)}, level
	}
	return s
}

func (r *reader) params(object source.Member, rule *rules.Rule) map[string]Param {
	if rule == nil {
		r.mistake(object.Key, "a family has no parameters: set those of a rule, by its id or name")
		return nil
	}
	if len(rule.Params) == 0 {
		r.mistake(object.Key, "%s has no parameters", rule.ID)
		return nil
	}
	var names []string
	for _, p := range rule.Params {
		names = append(names, p.Name)
	}
	all := map[string]Param{}
	for _, m := range object.Value.Members {
		i := slices.Index(names, m.Key.Text)
		if i < 0 {
			r.mistake(m.Key, "%s has no parameter `%s`; it has %s%s", rule.ID, brief(m.Key.Text), spelling.And(names), didYouMean(m.Key.Text, names))
		} else if value, ok := r.param(m.Value, rule.Params[i]); ok {
			all[m.Key.Text] = Param{m.Key.Text, value, r.from(m.Value)}
		}
	}
	return all
}

func (r *reader) param(n *source.Node, p rules.Param) (any, bool) {
	value, ok := typed(n, p.Type)
	if !ok {
		kind := n.Kind.String()
		if p.Type == rules.Integer && n.Kind == source.Number {
			kind = n.Text
		}
		r.mistake(n, "`%s` must be %s, as its default %s is, not %s", p.Name, article(p.Type), rules.Shown(p.Default), kind)
		return nil, false
	}
	number, _ := strconv.ParseFloat(n.Text, 64)
	if p.Minimum != nil && n.Kind == source.Number && number < *p.Minimum {
		r.mistake(n, "`%s` is %s, but must be %v or more", p.Name, n.Text, *p.Minimum)
		return nil, false
	}
	return value, true
}

func article(kind string) string {
	if kind == rules.Integer {
		return "an integer"
	}
	return "a " + kind
}

// typed returns a value as a parameter's type has it.
func typed(n *source.Node, kind string) (any, bool) {
	switch {
	case kind == rules.Integer && n.Kind == source.Number:
		i, err := strconv.Atoi(n.Text)
		return i, err == nil
	case kind == rules.Number && n.Kind == source.Number:
		f, err := strconv.ParseFloat(n.Text, 64)
		return f, err == nil && f-f == 0 // not infinite
	case kind == rules.String && n.Kind == source.String:
		return n.Text, true
	case kind == rules.Boolean && n.Kind == source.Bool:
		return n.Text == "true", true
	case kind == rules.Strings && n.Kind == source.Array:
		all := make([]string, 0, len(n.Items))
		for _, item := range n.Items {
			if item.Kind != source.String {
				return nil, false
			}
			all = append(all, item.Text)
		}
		return all, true
	}
	return nil, false
}

// find returns the rule with an id or a name.
func find(all []rules.Rule, selection string) (rules.Rule, bool) {
	i := slices.IndexFunc(all, func(r rules.Rule) bool { return strings.EqualFold(selection, r.ID) || selection == r.Name })
	if i < 0 {
		return rules.Rule{}, false
	}
	return all[i], true
}

func isFamily(all []rules.Rule, selection string) bool {
	return slices.ContainsFunc(all, func(r rules.Rule) bool { return r.Family == selection })
}

// UnknownRule says that nothing is called so, and what may be meant.
func UnknownRule(all []rules.Rule, selection string) error {
	var names []string
	for _, rule := range all {
		names = append(names, rule.ID, rule.Name, rule.Family)
	}
	near := ""
	if name := spelling.Nearest(selection, names); name != "" {
		near = fmt.Sprintf("; did you mean %q?", name)
	}
	return fmt.Errorf("no rule is called %q%s; `edslint rules` lists them", brief(selection), near)
}

func (r *reader) unknownRule(n *source.Node) {
	r.mistake(n, "%s", UnknownRule(r.rules, n.Text))
}

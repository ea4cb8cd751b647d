package config

import (
	"fmt"
	"slices"

	"github.com/edslint/edslint/rules"
)

// choose checks the rules that flags name.
func (c *Config) choose() error {
	var err error
	if c.only, err = c.named(c.flags.Only); err != nil {
		return err
	}
	if c.skip, err = c.named(c.flags.Skip); err != nil {
		return err
	}
	c.exact = map[string]bool{}
	for _, selection := range c.flags.Only {
		if rule, ok := find(c.rules, selection); ok {
			c.exact[rule.Name] = true
		}
	}
	for _, selection := range c.flags.Skip {
		if lock := c.lockOf(selection); lock != nil {
			return fmt.Errorf("%q can't be skipped: %s locks it by `suppressible: false`", selection, lock.from)
		}
	}
	for _, selection := range c.flags.Only {
		found := selected(c.rules, selection)
		if slices.ContainsFunc(found, c.InForce) {
			continue
		}
		if !slices.ContainsFunc(found, func(r rules.Rule) bool { return r.In(c.Preset.Text) }) {
			return fmt.Errorf("the preset %q holds nothing of %q; %q does", c.Preset.Text, selection, found[0].Presets[0])
		}
		if !slices.ContainsFunc(found, func(r rules.Rule) bool { return c.skip[r.Name] }) {
			return fmt.Errorf("the config switches off all of %q (%s)", selection, c.configured(found[0], []layer{c.top}).From)
		}
	}
	return nil
}

// named returns the names of the rules of ids, names and families.
func (c *Config) named(selections []string) (map[string]bool, error) {
	names := map[string]bool{}
	for _, selection := range selections {
		found := selected(c.rules, selection)
		if len(found) == 0 {
			return nil, UnknownRule(c.rules, selection)
		}
		for _, rule := range found {
			names[rule.Name] = true
		}
	}
	return names, nil
}

// selected returns the rules of an id, a name or a family.
func selected(all []rules.Rule, selection string) []rules.Rule {
	var found []rules.Rule
	for _, rule := range all {
		if rule.Called(selection) {
			found = append(found, rule)
		}
	}
	return found
}

// flagged is the level of a rule when --only and --skip have had their say. One
// that --only names itself is in force if the preset holds it, though the
// config switches it off.
func (c *Config) flagged(rule rules.Rule, level Value) Value {
	switch {
	case rule.Unread() || c.lock(rule) != nil:
		return level
	case c.skip[rule.Name]:
		return Value{Off, "--skip"}
	case len(c.flags.Only) > 0 && !c.only[rule.Name]:
		return Value{Off, "--only"}
	case c.exact[rule.Name] && level.Text == Off && rule.In(c.preset()):
		return Value{"", "--only"}
	}
	return level
}

package config

import (
	"slices"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// Locked reports whether the rule called name is one that nobody may switch off
// or ignore.
func (c *Config) Locked(name string) bool {
	rule, ok := find(c.rules, name)
	return ok && c.lock(rule) != nil
}

// lock returns the setting that locks a rule, or nil. What is said of the rule
// wins over what is said of its family.
func (c *Config) lock(rule rules.Rule) *setting {
	for _, s := range []*setting{c.top.rules[rule.Name], c.top.families[rule.Family]} {
		if s != nil && s.suppressible != nil {
			if *s.suppressible {
				return nil
			}
			return s
		}
	}
	return nil
}

// lockOf returns the setting that locks what a selection names, or nil: that of
// a rule, or of a family as a whole. Of a family that isn't locked itself what is
// said reaches the rules that aren't.
func (c *Config) lockOf(selection string) *setting {
	if rule, ok := find(c.rules, selection); ok {
		return c.lock(rule)
	}
	s := c.top.families[selection]
	if s == nil || s.suppressible == nil || *s.suppressible || slices.ContainsFunc(c.rules, func(r rules.Rule) bool {
		return r.Family == selection && !r.Unread() && c.lock(r) == nil
	}) {
		return nil
	}
	return s
}

// locks finds what goes against a lock.
func (r *reader) locks() {
	for _, rule := range r.rules {
		lock := r.lock(rule)
		if lock == nil {
			continue
		}
		if s := r.top.rules[rule.Name]; s != nil && s.level.Text == Off {
			r.mistake(s.levelAt, "%s can't be off: %s locks it by `suppressible: false`", rule.ID, lock.from)
		}
		for _, override := range r.overrides {
			s := override.rules[rule.Name]
			if s == nil {
				continue
			}
			if s.level.Text == Off || s.level.Text != "" && r.rank(s.level.Text) > r.rank(r.profile(nil).level(rule).Text) {
				r.mistake(s.levelAt, "%s can't be %q here: %s locks it by `suppressible: false`", rule.ID, s.level.Text, lock.from)
			}
			if s.paramAt != nil {
				r.mistake(s.paramAt, "the parameters of %s can't be set here: %s locks it by `suppressible: false`", rule.ID, lock.from)
			}
		}
	}
	for _, layer := range append([]layer{r.top}, r.overrides...) {
		for family, s := range layer.families {
			if lock := r.lockOf(family); lock != nil && s.level.Text == Off {
				r.mistake(s.levelAt, "`%s` can't be off: %s locks it by `suppressible: false`", family, lock.from)
			}
		}
	}
}

// rank orders levels, gravest first.
func (c *Config) rank(level string) int { return finding.Level(level).Rank() }

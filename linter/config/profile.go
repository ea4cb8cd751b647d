package config

import (
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// Profile is what is in force for the files that the same overrides match.
type Profile struct {
	// Key is equal for profiles in which all rules have the same parameters.
	Key string
	// Params are what rules see as data.params: by rule id and name.
	Params map[string]map[string]any

	rules map[string]ruleState // by name
}

type ruleState struct {
	level  Value // Text is Off, a level, or empty for the levels that findings have themselves
	params []Param
}

// Off reports whether the rule called name is not in force.
func (p *Profile) Off(name string) bool { return p.rules[name].level.Text == Off }

// Level returns the level that all findings of a rule have, or "" where they
// have their own.
func (p *Profile) Level(name string) finding.Level {
	if level := p.rules[name].level.Text; level != Off {
		return finding.Level(level)
	}
	return ""
}

// level is that of a rule's findings, or Off.
func (p *Profile) level(rule rules.Rule) Value {
	level := p.rules[rule.Name].level
	if level.Text == "" {
		level.Text = string(rule.Level)
	}
	return level
}

// Profile returns what is in force for the file at path, absolute or empty for
// standard input without a name.
func (c *Config) Profile(path string) *Profile {
	var matched []int
	if rel := c.relative(path); rel != "" {
		for i, override := range c.overrides {
			if matchesAny(override.globs, rel) {
				matched = append(matched, i)
			}
		}
	}
	var key strings.Builder
	for _, i := range matched {
		key.WriteString(strconv.Itoa(i) + " ")
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.profiles[key.String()]
	if known == nil {
		known = c.profile(matched)
		c.profiles[key.String()] = known
	}
	return known
}

// relative returns the path of a file from the config's folder, with forward
// slashes, or "" where it doesn't lie below it.
func (c *Config) relative(path string) string {
	if path == "" || c.Path == "" {
		return ""
	}
	folder := filepath.Dir(c.Path)
	if rel := below(folder, path); rel != "" {
		return rel
	}
	// Either may be spelt through a link, as /tmp is one on macOS.
	return below(resolve(folder), filepath.Join(resolve(filepath.Dir(path)), filepath.Base(path)))
}

func below(folder, path string) string {
	rel, err := filepath.Rel(folder, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return ""
	}
	return filepath.ToSlash(rel)
}

func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

func matchesAny(globs []Value, file string) bool {
	return slices.ContainsFunc(globs, func(glob Value) bool { return matches(glob.Text, file) })
}

// profile works out what is in force where the given overrides match.
func (c *Config) profile(matched []int) *Profile {
	p := &Profile{Params: map[string]map[string]any{}, rules: map[string]ruleState{}}
	layers := []layer{c.top}
	for _, i := range matched {
		layers = append(layers, c.overrides[i])
	}
	for _, rule := range c.rules {
		state := ruleState{level: c.flagged(rule, c.configured(rule, layers)), params: paramsOf(rule, layers)}
		p.rules[rule.Name] = state
		if len(state.params) > 0 {
			values := map[string]any{}
			for _, param := range state.params {
				values[param.Name] = param.Value
			}
			p.Params[rule.ID] = values
		}
	}
	key, err := json.Marshal(p.Params) // in the order of names
	if err == nil {
		p.Key = string(key)
	}
	return p
}

// configured is the level of a rule by preset and layers: a later layer wins
// over an earlier, and in one layer the rule over its family. What is said of a
// family as a whole doesn't weaken a locked rule.
func (c *Config) configured(rule rules.Rule, layers []layer) Value {
	level := Value{"", "preset " + c.preset()}
	if !rule.In(c.preset()) {
		level.Text = Off
	}
	if rule.Unread() {
		return Value{"", "default"}
	}
	lock := c.lock(rule)
	for i, l := range layers {
		if s := l.rules[rule.Name]; s != nil && s.level.Text != "" {
			level = s.level
		} else if s := l.families[rule.Family]; s != nil && s.level.Text != "" && (lock == nil || i == 0 && s.level.Text != Off) {
			level = s.level
		}
	}
	if lock != nil && level.Text == Off {
		level = Value{"", lock.from}
	}
	return level
}

// preset is the one in force, also before flags were applied.
func (c *Config) preset() string {
	if c.flags.Preset != "" {
		return c.flags.Preset
	}
	return c.Preset.Text
}

func paramsOf(rule rules.Rule, layers []layer) []Param {
	var all []Param
	for _, declared := range rule.Params {
		param := Param{declared.Name, declared.Default, "default"}
		for _, l := range layers {
			if s := l.rules[rule.Name]; s != nil {
				if set, ok := s.params[declared.Name]; ok {
					param = set
				}
			}
		}
		all = append(all, param)
	}
	return all
}

// InForce reports whether a rule may be in force for some file.
func (c *Config) InForce(rule rules.Rule) bool {
	if rule.Unread() {
		return true
	}
	if c.Profile("").rules[rule.Name].level.Text != Off {
		return true
	}
	for _, override := range c.overrides {
		if c.flagged(rule, c.configured(rule, []layer{c.top, override})).Text != Off {
			return true
		}
	}
	return false
}

// Leaves reports whether a walk is to pass over the file or folder at path,
// which is absolute.
func (c *Config) Leaves(path string, isDir bool) bool {
	rel := c.relative(path)
	if rel == "" || rel == "." {
		return false
	}
	return rel == filepath.Base(c.Path) || matchesAny(c.Exclude, rel) || !isDir && len(c.Include) > 0 && !matchesAny(c.Include, rel)
}

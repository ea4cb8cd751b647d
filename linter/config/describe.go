package config

import (
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// Description is all that is in force for one file or folder, and where each
// value comes from.
type Description struct {
	Config    string                    `json:"config,omitempty"` // the config's file
	Path      string                    `json:"path"`
	Edition   Value                     `json:"edition"`
	Preset    Value                     `json:"preset"`
	FailLevel Value                     `json:"failLevel"`
	Account   *Value                    `json:"account,omitempty"`
	Region    *Value                    `json:"region,omitempty"`
	Include   []Value                   `json:"include"`
	Exclude   []Value                   `json:"exclude"`
	Custom    []Value                   `json:"customRules,omitempty"`
	Data      []Value                   `json:"data,omitempty"`
	Rules     []RuleDescription         `json:"rules"`
	Types     map[string][]string       `json:"resourceTypes,omitempty"`
	Fields    map[string]editions.Field `json:"selectorFields,omitempty"`
	Members   map[string]string         `json:"members,omitempty"`
	Ignores   []IgnoreDescription       `json:"ignore"`
}

// RuleDescription is what is in force for a rule.
type RuleDescription struct {
	ID           string  `json:"id"`
	Name         string  `json:"name"`
	Level        string  `json:"level"` // off, or by default that of its findings
	From         string  `json:"from"`
	Suppressible bool    `json:"suppressible"`
	Params       []Param `json:"params,omitempty"`
}

// IgnoreDescription is an entry of `ignore` that holds.
type IgnoreDescription struct {
	Rules    []string `json:"rules"` // names
	Pointer  string   `json:"pointer,omitempty"`
	Selector string   `json:"selector,omitempty"`
	Reason   string   `json:"reason"`
	Until    string   `json:"until,omitempty"`
	From     string   `json:"from"`
}

// Describe says what is in force for the file or folder at path, absolute; name
// is how it is called.
func (c *Config) Describe(path, name string) Description {
	d := Description{
		Config: c.File, Path: name, Edition: c.Edition, Preset: c.Preset, FailLevel: c.FailLevel,
		Include: append([]Value{}, c.Include...), Exclude: append([]Value{}, c.Exclude...),
		Custom: c.CustomRules, Data: c.Data, Types: c.Extension.Types, Fields: c.Extension.Fields, Members: c.Members,
		Ignores: []IgnoreDescription{},
	}
	if c.Account.Text != "" {
		d.Account = &c.Account
	}
	if c.Region.Text != "" {
		d.Region = &c.Region
	}
	profile := c.Profile(path)
	for _, rule := range c.rules {
		if rule.Unread() {
			continue
		}
		level := profile.level(rule)
		d.Rules = append(d.Rules, RuleDescription{
			rule.ID, rule.Name, level.Text, level.From, c.lock(rule) == nil, profile.rules[rule.Name].params,
		})
	}
	for _, i := range c.Ignores(path) {
		one := IgnoreDescription{Rules: i.names, Selector: i.selector, Reason: i.Reason, Until: i.last, From: i.from}
		if i.pointer != nil {
			one.Pointer = *i.pointer
		}
		d.Ignores = append(d.Ignores, one)
	}
	return d
}

// YAML writes the settings as a config that says the same for that path, with a
// comment on where each comes from. Of `ignore` only comments are written.
func (d Description) YAML() string {
	var b strings.Builder
	line := func(from, format string, args ...any) {
		fmt.Fprintf(&b, format, args...)
		if from != "" {
			b.WriteString(" # " + from)
		}
		b.WriteString("\n")
	}
	line("", "# in force for %s", comment(d.Path))
	line(d.Edition.From, "edition: %s", d.Edition.Text)
	line(d.Preset.From, "preset: %s", d.Preset.Text)
	line(d.FailLevel.From, "fail-level: %s", d.FailLevel.Text)
	if d.Account != nil || d.Region != nil {
		line("", "context:")
	}
	if d.Account != nil {
		line(d.Account.From, "  account: %q", d.Account.Text)
	}
	if d.Region != nil {
		line(d.Region.From, "  region: %s", d.Region.Text)
	}
	for _, list := range []struct {
		key   string
		globs []Value
	}{{"include", d.Include}, {"exclude", d.Exclude}, {"custom-rules", d.Custom}, {"data", d.Data}} {
		if len(list.globs) > 0 {
			line("", "%s:", list.key)
		}
		for _, glob := range list.globs {
			line(glob.From, "  - %s", quoted(glob.Text))
		}
	}
	line("", "rules:")
	for _, rule := range d.Rules {
		if len(rule.Params) == 0 && rule.Suppressible {
			line(rule.From, "  %s: %s", rule.Name, rule.Level)
			continue
		}
		line("", "  %s:", rule.Name)
		line(rule.From, "    level: %s", rule.Level)
		if !rule.Suppressible {
			line("", "    suppressible: false")
		}
		if len(rule.Params) > 0 {
			line("", "    params:")
		}
		for _, param := range rule.Params {
			line(param.From, "      %s: %s", quoted(param.Name), rules.Shown(param.Value))
		}
	}
	d.extension(line)
	for _, i := range d.Ignores {
		names := "any rule"
		if len(i.Rules) <= 3 {
			names = strings.Join(i.Rules, ", ")
		}
		line("", "# ignored by %s: %s; %s", comment(i.From), names, comment(i.Reason))
	}
	return b.String()
}

func (d Description) extension(line func(from, format string, args ...any)) {
	if len(d.Types)+len(d.Fields)+len(d.Members) == 0 {
		return
	}
	line("", "extend:")
	if len(d.Types) > 0 {
		line("", "  resource-types:")
	}
	for _, name := range slices.Sorted(maps.Keys(d.Types)) {
		line("", "    %s: {arn-formats: %s}", quoted(name), rules.Shown(d.Types[name]))
	}
	if len(d.Fields) > 0 {
		line("", "  selector-fields:")
	}
	for _, name := range slices.Sorted(maps.Keys(d.Fields)) {
		operators := ""
		if of := d.Fields[name].Operators; of != nil {
			operators = ", operators: " + rules.Shown(of)
		}
		line("", "    %s: {event-categories: %s%s}", quoted(name), rules.Shown(d.Fields[name].Categories), operators)
	}
	if len(d.Members) > 0 {
		line("", "  members:")
	}
	for _, name := range slices.Sorted(maps.Keys(d.Members)) {
		line("", "    %s: %s", quoted(name), d.Members[name])
	}
}

// word is a string that YAML readers of any version read as one without quotes.
var word = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9._/:-]*[A-Za-z0-9]$`)

// quoted writes a string as YAML does, where it needs quotes in double ones.
func quoted(text string) string {
	plain := !slices.Contains([]string{"yes", "no", "on", "off", "true", "false", "null"}, strings.ToLower(text))
	if plain && word.MatchString(text) {
		return text
	}
	return strconv.QuoteToGraphic(text)
}

// comment is a text without anything that would end a comment's line, or act on
// a terminal.
func comment(text string) string {
	return strings.Trim(strconv.QuoteToGraphic(text), `"`)
}

// Package config reads .edslint.yaml, and says what is in force for each file:
// by default, by the config, and by the flags, which win over it.
package config

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// The editions that can be named besides those of package editions.
const (
	Auto   = "auto"   // for each request, the oldest edition that knows every name in it
	Latest = "latest" // the newest
)

// Off is the level of a rule that is not in force.
const Off = "off"

// Never is the fail level at which no finding fails a run.
const Never = "never"

// FailLevels lists what a fail level can be.
func FailLevels() []string {
	var levels []string
	for _, level := range finding.Levels() {
		levels = append(levels, string(level))
	}
	return append(levels, Never)
}

// Flags are what the command line says; what is empty was not given.
type Flags struct {
	Edition, Preset, FailLevel string
	Only, Skip                 []string // ids, names and families of rules
}

// Options say what a config is read from and held to.
type Options struct {
	Dir   string // the working folder; empty for the process's own
	File  string // the config's path, absolute or from Dir; empty for none
	Flags Flags
	Rules []rules.Rule // all that there are
	// Custom, if not nil, returns rules that are not built in, for the config may
	// name them. It is asked once, with the paths that the config gives, each
	// relative to the config's folder or absolute.
	Custom  func(customRules, data []Value) []rules.Rule
	Version string    // of edslint, for required-version; empty for a development build
	Today   time.Time // on which ignores are judged; zero for a day on which none has expired
}

// Value is a value that is in force, and where it comes from: "default", a flag,
// or file and line.
type Value struct {
	Text string `json:"value"`
	From string `json:"from"`
}

// Config is what is in force. It may be used by several goroutines.
type Config struct {
	File string // the config as reports name it; empty where there is none
	Path string // the same, absolute
	// The settings for all files.
	Edition, Preset, FailLevel, Account, Region Value
	Include, Exclude                            []Value // globs, relative to the config's folder
	CustomRules, Data                           []Value // paths, relative to the config's folder
	Extension                                   editions.Extension
	Members                                     map[string]string // of a request that no edition knows, with their JSON types
	// Warnings say what in the config isn't needed.
	Warnings finding.Mistakes
	// Source is the config's text, for findings that stand in it; nil where there is none.
	Source *source.File

	flags      Flags
	rules      []rules.Rule
	only, skip map[string]bool // names of the rules that flags name
	exact      map[string]bool // those that --only names by id or name
	top        layer
	overrides  []layer
	ignores    []Ignore
	mu         sync.Mutex
	profiles   map[string]*Profile // by the overrides that match
}

// Load reads a config and puts defaults and flags around it. The error is of
// finding.Mistakes where the config is at fault, else of a flag, or says why the config
// can't be read.
func Load(o Options) (*Config, error) {
	if o.File == "" {
		return parse(nil, o)
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("can't tell the working folder: %w", err)
	}
	path := o.File
	if !filepath.IsAbs(path) {
		path = filepath.Join(dir, path)
	}
	name := path
	if rel, err := filepath.Rel(dir, path); err == nil {
		name = rel
	}
	file, err := source.Read(path, filepath.ToSlash(name), source.DefaultLimits())
	if err != nil {
		return nil, fmt.Errorf("the config: %w", err)
	}
	c, err := parse(file, o)
	if c != nil {
		c.Path = path
	}
	return c, err
}

func parse(file *source.File, o Options) (*Config, error) {
	c := &Config{
		Edition: Value{Auto, "default"}, Preset: Value{rules.Recommended, "default"}, FailLevel: Value{string(finding.Error), "default"},
		flags: o.Flags, rules: o.Rules, profiles: map[string]*Profile{},
	}
	if file != nil {
		c.File, c.Source = file.Name, file
	} else if o.Custom != nil {
		c.rules = merged(o.Rules, o.Custom(nil, nil))
	}
	if file != nil {
		if mistakes := read(c, file, o); len(mistakes) > 0 {
			return nil, mistakes.Sorted()
		}
	}
	if err := c.applyFlags(); err != nil {
		return nil, err
	}
	return c, nil
}

// merged returns the built-in and the custom rules, by id.
func merged(builtIn, custom []rules.Rule) []rules.Rule {
	all := slices.Concat(builtIn, custom)
	slices.SortStableFunc(all, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

func (c *Config) applyFlags() error {
	if name := cmp.Or(c.flags.Preset, c.Preset.Text); !slices.Contains(rules.Presets(), name) {
		return fmt.Errorf("no preset is called %q; there are %s%s", name, strings.Join(rules.Presets(), ", "), didYouMean(name, rules.Presets()))
	}
	if name := cmp.Or(c.flags.FailLevel, c.FailLevel.Text); !slices.Contains(FailLevels(), name) {
		return fmt.Errorf("no fail level is called %q; there are %s%s", name, spelling.And(FailLevels()), didYouMean(name, FailLevels()))
	}
	if name := cmp.Or(c.flags.Edition, c.Edition.Text); !slices.Contains(Editions(), name) {
		return fmt.Errorf("no edition is called %q; there are %s%s", name, strings.Join(Editions(), ", "), didYouMean(name, Editions()))
	}
	for _, flag := range []struct {
		value *Value
		given string
		name  string
	}{
		{&c.Edition, c.flags.Edition, "--edition"}, {&c.Preset, c.flags.Preset, "--preset"}, {&c.FailLevel, c.flags.FailLevel, "--fail-level"},
	} {
		if flag.given != "" {
			*flag.value = Value{flag.given, flag.name}
		}
	}
	return c.choose()
}

// Editions lists what an edition can be called.
func Editions() []string { return append([]string{Auto, Latest}, editions.Names()...) }

// Context is what rules see as data.context.
func (c *Config) Context() map[string]any {
	context := map[string]any{}
	for name, value := range map[string]Value{"account": c.Account, "region": c.Region} {
		if value.Text != "" {
			context[name] = value.Text
		}
	}
	return context
}

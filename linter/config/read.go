package config

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/Masterminds/semver/v3"
	"github.com/bmatcuk/doublestar/v4"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// reader takes from a config's nodes what is sound, and keeps the mistakes.
type reader struct {
	*Config
	options  Options
	file     *source.File
	mistakes finding.Mistakes
}

// read fills c with what a file says and returns all that is wrong with it.
func read(c *Config, file *source.File, o Options) finding.Mistakes {
	r := &reader{Config: c, options: o, file: file}
	for _, fault := range file.Faults {
		if fault.Rule == source.RuleAmbiguousScalar { // `off` is what the config calls a level
			continue
		}
		message := fault.Message
		if fault.Help != "" && fault.Rule == source.RuleSyntaxError {
			message += "; " + fault.Help
		}
		r.mistake(&source.Node{Start: fault.Start}, "%s", message)
	}
	var roots []*source.Node
	for _, doc := range file.Documents {
		if doc.Root != nil {
			roots = append(roots, doc.Root)
		}
	}
	if len(roots) == 0 {
		r.custom(&source.Node{})
		return r.mistakes
	}
	for _, root := range roots[1:] {
		r.mistake(root, "a second document: a config is one, so take the \"---\" out")
	}
	var whole shape
	if err := json.Unmarshal(schemaText, &whole); err != nil { // only if edslint itself is broken
		r.mistake(roots[0], "can't read the config's schema: %s", err)
		return r.mistakes
	}
	checker := checker{definitions: whole.Definitions, mistake: r.mistake}
	checker.check(roots[0], &whole, "")
	r.take(roots[0])
	return r.mistakes
}

func (r *reader) mistake(at *source.Node, format string, args ...any) {
	r.mistakes = append(r.mistakes, r.at(at, fmt.Sprintf(format, args...)))
}

func (r *reader) at(n *source.Node, message string) finding.Mistake {
	p := r.file.Position(n.Start)
	return finding.Mistake{File: r.file.Name, Line: p.Line, Column: p.Column, Message: message}
}

// from says where a node stands, as Value.From.
func (r *reader) from(n *source.Node) string {
	return fmt.Sprintf("%s:%d", r.file.Name, r.file.Position(n.Start).Line)
}

// take reads all keys. What has not the shape that the schema asks for was said
// to be a mistake already, and is passed over.
func (r *reader) take(root *source.Node) {
	r.value(root, "edition", &r.Edition)
	if n := text(root, "edition"); n != nil && !slices.Contains(Editions(), n.Text) {
		r.mistake(n, "`edition` can't be %q: it takes %s%s", brief(n.Text), spelling.Or(Editions()), didYouMean(n.Text, Editions()))
		r.Edition.Text = Auto
	}
	r.value(root, "preset", &r.Preset)
	r.value(root, "fail-level", &r.FailLevel)
	if context := root.Get("context"); context != nil {
		r.value(context, "account", &r.Account)
		r.value(context, "region", &r.Region)
	}
	r.Include, r.Exclude = r.globs(root.Get("include")), r.globs(root.Get("exclude"))
	r.custom(root)
	r.top = r.layer(root.Get("rules"))
	for _, n := range items(root, "overrides") {
		override := r.layer(n.Get("rules"))
		override.globs = r.globs(n.Get("paths"))
		if paths := n.Get("paths"); paths != nil && paths.Kind == source.Array && len(paths.Items) == 0 {
			r.mistake(paths, "`paths` is empty: the override is for no file")
		}
		r.overrides = append(r.overrides, override)
	}
	r.extend(root.Get("extend"))
	for _, n := range items(root, "ignore") {
		if n.Kind == source.Object {
			r.ignores = append(r.ignores, r.ignore(n))
		}
	}
	r.locks()
	r.version(text(root, "required-version"))
}

// custom reads where custom rules and their data are, and asks for the rules,
// before anything names one.
func (r *reader) custom(root *source.Node) {
	paths := func(key string) []Value {
		var all []Value
		for _, n := range items(root, key) {
			if n.Kind == source.String && n.Text != "" {
				all = append(all, Value{n.Text, r.from(n)})
			}
		}
		return all
	}
	r.CustomRules, r.Data = paths("custom-rules"), paths("data")
	if r.options.Custom != nil {
		r.rules = merged(r.rules, r.options.Custom(r.CustomRules, r.Data))
	}
}

// value reads a string.
func (r *reader) value(object *source.Node, key string, to *Value) {
	if n := text(object, key); n != nil {
		*to = Value{n.Text, r.from(n)}
	}
}

// text returns the member called key, if it is a string, else nil.
func text(object *source.Node, key string) *source.Node {
	if n := object.Get(key); n != nil && n.Kind == source.String {
		return n
	}
	return nil
}

func items(object *source.Node, key string) []*source.Node {
	if n := object.Get(key); n != nil {
		return n.Items
	}
	return nil
}

func (r *reader) globs(list *source.Node) []Value {
	if list == nil {
		return nil
	}
	var all []Value
	for _, n := range list.Items {
		if n.Kind == source.String && r.glob(n) {
			all = append(all, Value{n.Text, r.from(n)})
		}
	}
	return all
}

// pathOfWindows is a backslash that is hardly meant to take the meaning from the
// character behind it: that has none in a glob, or is in no file's name.
var pathOfWindows = regexp.MustCompile(`\\[^]\\[{},!^-]`)

// glob reports whether a string is a glob that can match a file.
func (r *reader) glob(n *source.Node) bool {
	const relative = "globs are relative to the config's folder, as \"stores/**/*.yaml\""
	steps := strings.Split(n.Text, "/")
	switch {
	case n.Text == "": // which the schema says
		return false
	case !doublestar.ValidatePattern(n.Text):
		r.mistake(n, "%q is no glob: it has a bracket or brace that is never closed, or a last backslash; write \"[[]\" for a \"[\" itself", brief(n.Text))
	case steps[0] == "" || steps[0] == "." || slices.Contains(steps, ".."):
		r.mistake(n, "%q matches no file: %s", brief(n.Text), relative)
	case len(n.Text) > 1 && n.Text[1] == ':' || pathOfWindows.MatchString(n.Text):
		r.mistake(n, "%q matches no file: %s, with slashes", brief(n.Text), relative)
	default:
		return true
	}
	return false
}

// matches reports whether a glob matches a file. A glob without any wildcard
// also matches what lies in the folder of that name.
func matches(glob, file string) bool {
	folder := strings.TrimSuffix(glob, "/")
	if doublestar.MatchUnvalidated(folder, file) {
		return true
	}
	return !strings.ContainsAny(folder, `*?[{\`) && strings.HasPrefix(file, folder+"/")
}

// date reads a day; ok is false where it was no day, which is said.
func (r *reader) date(n *source.Node) (day time.Time, ok bool) {
	if n == nil || n.Kind != source.String && n.Kind != source.Timestamp {
		return day, false
	}
	day, err := time.Parse(time.DateOnly, n.Text)
	if err != nil {
		r.mistake(n, "`until` can't be %q: it takes a day, as 2027-03-31", brief(n.Text))
	}
	return day, err == nil
}

// version checks that edslint is of a version that the config is for. One that
// was built from a checkout is of any.
func (r *reader) version(n *source.Node) {
	if n == nil {
		return
	}
	constraint, err := semver.NewConstraint(n.Text)
	if err != nil || strings.TrimSpace(n.Text) == "" {
		r.mistake(n, "`required-version` can't be %q: it takes versions, as \">= 0.2\" or \">= 0.2, < 1\"", brief(n.Text))
		return
	}
	constraint.IncludePrerelease = true
	version, err := semver.NewVersion(r.options.Version)
	if err != nil || version.Major() == 0 && version.Minor() == 0 && version.Patch() == 0 {
		return
	}
	if !constraint.Check(version) {
		r.mistake(n, "the config is for edslint %s, but this is %s: install a version that fits", n.Text, version)
	}
}

// Package custom reads rules that are not built in: it finds them, checks them
// whole before anything runs, and makes them ready to be asked.
package custom

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// Path is a path that somebody named, and where.
type Path struct {
	Path  string // as it is opened
	Name  string // as messages call it
	Named string // who named it: a flag, or a config's file and line

	bundled bool // it is, or lies in, a bundle
}

// Options say what is read.
type Options struct {
	Rules   []Path       // folders, .rego files and bundles (.tar.gz)
	Data    []Path       // JSON and YAML files
	BuiltIn []rules.Rule // whose ids, names and families are taken
	Limits  Limits       // zero for DefaultLimits
}

// Limits bound what is read. Each is the most that is allowed.
type Limits struct {
	RegoBytes  int // size of a Rego file
	DataBytes  int // size of a data file, and of an example
	TotalBytes int // size of all files together; of a bundle also unpacked
	Files      int
	Depth      int // nesting of brackets in Rego, and of folders
}

// DefaultLimits are far above what rules need.
func DefaultLimits() Limits {
	return Limits{RegoBytes: 1 << 20, DataBytes: 10 << 20, TotalBytes: 64 << 20, Files: 10_000, Depth: 100}
}

// Mistake is something wrong with a rule, a library or a data file.
type Mistake struct {
	RuleID  string // empty where it isn't of one rule
	File    string
	Region  finding.Region // zero where it is of the whole file
	Message string
	Snippet []finding.Line
}

// String is the mistake on one line, as compilers write it.
func (m Mistake) String() string {
	if m.Region.StartLine == 0 {
		return m.File + ": " + m.Message
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Region.StartLine, m.Region.StartColumn, m.Message)
}

// Set is all that was read. It may be used by several goroutines.
type Set struct {
	// Mistakes are all that there are, by file and place. A rule that has one, or
	// needs a library that has one, is not among the sound rules.
	Mistakes []Mistake

	rules    []rules.Rule // whose METADATA could be read, by id
	sound    []rules.Rule // those of them that can be asked, by id
	modules  map[string]string
	data     map[string]any
	compiler *ast.Compiler
	examples map[string]bool
}

// Rules returns the rules whose METADATA could be read, by id, broken ones among
// them.
func (s *Set) Rules() []rules.Rule { return s.rules }

// Sound returns the rules that can be asked, by id.
func (s *Set) Sound() []rules.Rule { return s.sound }

// Rule returns the rule called name, or nil.
func (s *Set) Rule(name string) *rules.Rule {
	for i := range s.rules {
		if s.rules[i].Name == name {
			return &s.rules[i]
		}
	}
	return nil
}

// IsExample reports whether the file at an absolute path is an example of a
// rule, which is no request that anybody makes.
func (s *Set) IsExample(path string) bool { return s.examples[path] }

// Modules returns the text of each Rego file that the sound rules need, by its
// name: theirs and those of libraries, edslint's own among them.
func (s *Set) Modules() map[string]string { return s.modules }

// Data returns the data files by the names under which rules see them, below
// data.
func (s *Set) Data() map[string]any { return s.data }

// Policy returns those of the sound rules that are wanted, ready to be asked;
// nil where there is none.
func (s *Set) Policy(want func(rules.Rule) bool) *policy.Policy {
	wanted := slices.DeleteFunc(slices.Clone(s.sound), func(r rules.Rule) bool { return !want(r) })
	if len(wanted) == 0 {
		return nil
	}
	return policy.New(s.compiler, wanted)
}

// Load reads, checks and compiles. All that is wrong is in the set's Mistakes.
func Load(o Options) *Set {
	if len(o.Rules)+len(o.Data) == 0 {
		return &Set{}
	}
	if o.Limits == (Limits{}) {
		o.Limits = DefaultLimits()
	}
	l := &loader{Options: o, data: map[string]any{}, badData: map[string]bool{}, examples: map[string]bool{}, seen: map[string]bool{}}
	for _, path := range o.Rules {
		l.readRules(path)
	}
	for _, path := range o.Data {
		l.readDataFile(path)
	}
	l.parse()
	l.identify()
	l.check()
	set := l.compile()
	set.examples = l.examples
	for i := range l.mistakes { // those from before its id was read, too
		if f := l.named(l.mistakes[i].File); f != nil && f.rule != nil {
			l.mistakes[i].RuleID = f.rule.ID
		}
	}
	slices.SortFunc(l.mistakes, func(a, b Mistake) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Region.StartLine-b.Region.StartLine,
			a.Region.StartColumn-b.Region.StartColumn, strings.Compare(a.Message, b.Message))
	})
	set.Mistakes = slices.CompactFunc(l.mistakes, func(a, b Mistake) bool {
		return a.File == b.File && a.Region == b.Region && a.Message == b.Message
	})
	return set
}

// loader is a Load at work.
type loader struct {
	Options
	total    int // bytes read so far
	counted  int // files read so far
	stopped  bool
	files    []*file
	data     map[string]any
	badData  map[string]bool // names of data files that are broken
	untold   bool            // a data file is broken whose names aren't known
	seen     map[string]bool // absolute paths of the Rego files
	examples map[string]bool // absolute paths of those that were read
	public   []*file         // edslint's libraries
	schema   *ast.SchemaSet  // of input
	mistakes []Mistake
}

// ofPath is a mistake in what somebody named.
func (l *loader) ofPath(path Path, format string, args ...any) {
	message := fmt.Sprintf(format, args...)
	if path.Named != "" {
		message += fmt.Sprintf(" (%s names it)", path.Named)
	}
	l.mistakes = append(l.mistakes, Mistake{File: path.Name, Message: message})
}

// at is a mistake at bytes of a file.
func (l *loader) at(f *file, start, end int, format string, args ...any) {
	f.broken = true
	region := f.source.Region(start, end)
	l.mistakes = append(l.mistakes, Mistake{
		File: f.name, Region: region, Message: fmt.Sprintf(format, args...), Snippet: f.source.Snippet(region),
	})
}

// within is source.Limits of data files, examples and METADATA.
func (l *loader) within() source.Limits {
	limits := source.DefaultLimits()
	limits.Bytes = l.Limits.DataBytes
	limits.Depth = l.Limits.Depth
	return limits
}

func didYouMean(word string, candidates []string) string {
	if near := spelling.Nearest(word, candidates); near != "" {
		return fmt.Sprintf("; did you mean `%s`?", near)
	}
	return ""
}

// brief shortens what a message quotes.
func brief(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}

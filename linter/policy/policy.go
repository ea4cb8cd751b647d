// Package policy evaluates requests with rules written in Rego: the built-in ones,
// which are planned beforehand, and others that were compiled.
package policy

import (
	"fmt"
	"io/fs"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
)

// RulesPackage is the package below which each rule has one of its own.
const RulesPackage = "edslint.rules."

// PackageName is the last part of a rule's package.
func PackageName(rule string) string { return strings.ReplaceAll(rule, "-", "_") }

// Findings is the path of what a rule finds.
func Findings(rule string) string { return RulesPackage + PackageName(rule) + ".findings" }

// Summary is the path of what a rule keeps of a request, to judge it together with
// others.
func Summary(rule string) string { return RulesPackage + PackageName(rule) + ".summary" }

// Policy is a set of rules, compiled. It may be used by several goroutines.
type Policy struct {
	list
	compiler *ast.Compiler
}

// list is rules by id, and by name.
type list struct {
	rules  []rules.Rule
	byName map[string]*rules.Rule
}

func newList(all []rules.Rule) list {
	l := list{rules: all, byName: map[string]*rules.Rule{}}
	for i := range all {
		l.byName[all[i].Name] = &all[i]
	}
	return l
}

// Rules returns the rules, by id.
func (l *list) Rules() []rules.Rule { return l.rules }

// Rule returns the rule called name, or nil.
func (l *list) Rule(name string) *rules.Rule { return l.byName[name] }

// New makes a policy of rules, by id, that were compiled already. Only these are
// asked, whatever else the compiler holds.
func New(compiler *ast.Compiler, asked []rules.Rule) *Policy {
	return &Policy{list: newList(asked), compiler: compiler}
}

// Libraries returns the text of the Rego files in a folder of a file system, but
// of no test, by name.
func Libraries(fsys fs.FS, folder string) (map[string]string, error) {
	names, err := fs.Glob(fsys, folder+"/*.rego")
	if err != nil {
		return nil, fmt.Errorf("could not list the libraries: %w", err)
	}
	texts := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.rego") {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("could not read the library %s: %w", name, err)
		}
		texts[name] = string(text)
	}
	return texts, nil
}

package custom

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// identify says which files are rules and which libraries, and what they may
// not be called.
func (l *loader) identify() {
	slices.SortStableFunc(l.files, func(a, b *file) int { return strings.Compare(a.name, b.name) })
	byID, byName, families := map[string]*file{}, map[string]*file{}, map[string]bool{}
	for _, rule := range l.BuiltIn {
		families[rule.Family] = true
	}
	for _, f := range l.files {
		if f.rule != nil {
			families[f.rule.Family] = true
		}
	}
	for _, f := range l.files {
		l.packaged(f)
	}
	l.files = slices.DeleteFunc(l.files, func(f *file) bool { return f.passedOver })
	for _, f := range l.files {
		if f.rule == nil {
			continue
		}
		f.rule.Examples = f.examples
		name, id := f.rule.Name, strings.ToUpper(f.rule.ID)
		switch earlier := byName[name]; {
		case earlier != nil:
			l.atPackage(f, "the package edslint.rules.%s is also that of %s: a rule is one file; what rules share goes into a library, in another package", f.pkg[2], earlier.name)
			f.twice = true
		case families[name]:
			l.atPackage(f, "the rule can't be called %q: a family of rules is called so", name)
		default:
			byName[name] = f
		}
		if earlier := byID[id]; id != "" && earlier != nil {
			l.at(f, f.idAt[0], f.idAt[1], "`id` can't be %q: the rule %q in %s has it", f.rule.ID, earlier.rule.Name, earlier.name)
			f.twice = true
		} else if id != "" {
			byID[id] = f
		}
	}
}

// packaged checks the package of a file.
func (l *loader) packaged(f *file) {
	pkg := strings.Join(f.pkg, ".")
	switch {
	case len(f.pkg) == 0: // which the parser said
	case isRule(f.pkg):
		l.packagedRule(f)
	case f.pkg[0] == "edslint" && l.isCopy(f): // as a bundle that was built with it has
		f.passedOver = true
	case f.pkg[0] == "edslint":
		l.atPackage(f, "the package %s is edslint's own: a rule is in edslint.rules.<name>, a library in a package such as acme.lib", brief(pkg))
	case slices.Contains(taken, f.pkg[0]):
		l.atPackage(f, "a library can't be in package %s: edslint itself gives rules data.%s; take another, such as acme.lib", brief(pkg), f.pkg[0])
	default:
		l.library(f)
	}
	if !inRoots(f.roots, pkg) {
		l.atPackage(f, "the package %s lies outside of the roots that the bundle's manifest names: %s", brief(pkg), spelling.And(f.roots))
	}
}

// isCopy reports whether a file is one of edslint's own libraries.
func (l *loader) isCopy(f *file) bool {
	return f.module != nil && slices.ContainsFunc(l.libraries(), func(own *file) bool { return own.module.Equal(f.module) })
}

func (l *loader) packagedRule(f *file) {
	switch {
	case f.rule == nil:
		l.atPackage(f, "a rule is in a package of its own right below edslint.rules, as edslint.rules.owner_tag; a library is in another, such as acme.lib")
	case !nameForm.MatchString(f.rule.Name):
		l.atPackage(f, "the package can't be %s: the last part, which names the rule, is small letters, digits and single underscores", brief(strings.Join(f.pkg, ".")))
	case slices.ContainsFunc(l.BuiltIn, func(r rules.Rule) bool { return r.Name == f.rule.Name }):
		l.atPackage(f, "the package edslint.rules.%s is that of a built-in rule, which a custom one can't change: take another name", f.pkg[2])
	case f.module != nil:
		l.findings(f)
	}
}

const summaryShape = "write `summary := {…}`, what is to be kept of `input`, one request"

// findings checks that a rule defines `findings`, as a set, and the `summary` that
// its METADATA promises.
func (l *loader) findings(f *file) {
	const shape = "write `findings contains {\"at\": […], \"message\": \"…\"} if {…}`"
	var names []string
	found, summary := false, false
	for _, rule := range f.module.Rules {
		name, _ := rule.Head.Ref()[0].Value.(ast.Var)
		names = append(names, string(name))
		if name == "summary" && f.rule.Summary {
			if summary = true; len(rule.Head.Args) > 0 {
				l.atTerm(f, rule.Location, "`summary` is a function here, but must be a value: %s", summaryShape)
			}
		}
		if name != "findings" {
			continue
		}
		found = true
		switch head := rule.Head; {
		case len(head.Args) > 0:
			l.atTerm(f, rule.Location, "`findings` is a function here, but must be a set: %s", shape)
		case len(head.Ref()) > 1:
			l.atTerm(f, rule.Location, "`findings` is an object here, but must be a set: %s", shape)
		case head.RuleKind() != ast.MultiValue:
			l.atTerm(f, rule.Location, "`findings` is one value here, but must be a set: %s", shape)
		}
	}
	if f.rule.Summary && !summary {
		l.atPackage(f, "the rule defines no `summary`%s: %s", didYouMean("summary", names), summaryShape)
		f.misplaced = false
	}
	if !found {
		l.atPackage(f, "the rule defines no `findings`%s: %s", didYouMean("findings", names), shape)
		f.misplaced = false
	}
}

// library checks that a library is none of a rule.
func (l *loader) library(f *file) {
	if f.module == nil {
		return
	}
	const move = "a rule is in package edslint.rules.<name>"
	for _, rule := range f.module.Rules {
		if name, _ := rule.Head.Ref()[0].Value.(ast.Var); name == "findings" {
			l.atTerm(f, rule.Location, "a library can't define `findings`: %s", move)
			break
		}
	}
	for _, annotation := range f.module.Annotations {
		if _, given := annotation.Custom["id"]; given {
			l.atTerm(f, annotation.Location, "a library can't have an id in its METADATA: %s", move)
		}
	}
}

func (l *loader) atPackage(f *file, format string, args ...any) {
	place := packageStart.FindIndex(f.source.Content)
	if place == nil {
		place = []int{0, 0}
	}
	f.misplaced = true
	l.at(f, place[0], place[1], format, args...)
}

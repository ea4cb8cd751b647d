// Package policy loads rules written in Rego and evaluates requests with them.
package policy

import (
	"cmp"
	"fmt"
	"io/fs"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
)

// rulesPackage is the package below which each rule has one of its own.
const rulesPackage = "edslint.rules."

// Policy is a set of rules, compiled. It may be used by several goroutines.
type Policy struct {
	compiler *ast.Compiler
	rules    []rules.Rule // by id
	byName   map[string]*rules.Rule
	asked    []*ast.Term // the packages of the rules that are asked; nil for all that were compiled
}

// List reads what the METADATA says of each rule, by id. It compiles nothing.
func List(fsys fs.FS) ([]rules.Rule, error) {
	set, err := read(fsys, func(f *file) error { return f.parseHead() })
	if err != nil {
		return nil, err
	}
	return set.Rules(), nil
}

// Set is the rules of a file system before it is known which are wanted.
type Set struct{ files []file }

// Read reads of each rule no more than tells which it is, since parsing costs
// time at the start.
func Read(fsys fs.FS) (*Set, error) { return read(fsys, (*file).glance) }

// Load reads and compiles the rules that are wanted, nil for all.
func Load(fsys fs.FS, want func(rules.Rule) bool) (*Policy, error) {
	set, err := Read(fsys)
	if err != nil {
		return nil, err
	}
	return set.Compile(want)
}

// Rules returns the rules, by id, each with its id, name, family, level, presets
// and parameters.
func (s *Set) Rules() []rules.Rule {
	var all []rules.Rule
	for _, file := range s.files {
		if file.rule != nil {
			all = append(all, *file.rule)
		}
	}
	slices.SortFunc(all, func(a, b rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	return all
}

// Compile compiles the rules that are wanted, nil for all, and reads their
// METADATA whole. It is called once.
func (s *Set) Compile(want func(rules.Rule) bool) (*Policy, error) {
	modules, err := s.modules(want)
	if err != nil {
		return nil, err
	}
	compiler := ast.NewCompiler().WithCapabilities(capabilities()).WithDefaultRegoVersion(ast.RegoV1).WithSkipStages(needless()...)
	if compiler.Compile(modules); compiler.Failed() {
		return nil, fmt.Errorf("could not compile the rules: %w", compiler.Errors)
	}
	return of(compiler, s.Rules()), nil
}

// New makes a policy of rules, by id, that were compiled already. Only these are
// asked, whatever else the compiler holds.
func New(compiler *ast.Compiler, asked []rules.Rule) *Policy {
	p := of(compiler, asked)
	for _, rule := range asked {
		p.asked = append(p.asked, ast.StringTerm(PackageName(rule.Name)))
	}
	return p
}

func of(compiler *ast.Compiler, all []rules.Rule) *Policy {
	p := &Policy{compiler: compiler, rules: all, byName: map[string]*rules.Rule{}}
	for i := range p.rules {
		p.byName[p.rules[i].Name] = &p.rules[i]
	}
	return p
}

// modules parses the rules that are wanted and the libraries that they need.
func (s *Set) modules(want func(rules.Rule) bool) (map[string]*ast.Module, error) {
	if want == nil {
		want = func(rules.Rule) bool { return true }
	}
	if err := each(len(s.files), func(i int) error { return s.files[i].parse(want) }); err != nil {
		return nil, err
	}
	if err := parseLibraries(s.files); err != nil {
		return nil, err
	}
	modules := map[string]*ast.Module{}
	for _, file := range s.files {
		if file.module != nil {
			modules[file.name] = file.module
		}
	}
	return modules, nil
}

// needless are the stages of the compiler that only check the built-in rules,
// which tests do, or change nothing in them, which a test holds: together half
// of the time.
func needless() []ast.StageID {
	return []ast.StageID{
		ast.StageCheckUnusedImports, ast.StageCheckDuplicateImports, ast.StageCheckKeywordOverrides, ast.StageRewriteTemplateStrings,
		ast.StageCheckVoidCalls, ast.StageRewritePrintCalls, ast.StageRewriteRegoMetadataCalls, ast.StageSetGraph,
		ast.StageRewriteWithValues, ast.StageCheckRuleConflicts, ast.StageCheckUndefinedFuncs,
		ast.StageCheckSafetyRuleHeads, ast.StageCheckSafetyRuleBodies, ast.StageCheckRecursion, ast.StageCheckTypes,
		ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins, ast.StageBuildComprehensionIndices, ast.StageBuildRequiredCapabilities,
	}
}

// Rules returns the rules, by id, also those that weren't wanted.
func (p *Policy) Rules() []rules.Rule { return p.rules }

// Rule returns the rule called name, or nil.
func (p *Policy) Rule(name string) *rules.Rule { return p.byName[name] }

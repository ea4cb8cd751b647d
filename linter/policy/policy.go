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
}

// List reads what the METADATA says of each rule, by id. It compiles nothing.
func List(fsys fs.FS) ([]rules.Rule, error) {
	p, _, err := load(fsys, nil)
	if err != nil {
		return nil, err
	}
	return p.rules, nil
}

// Load compiles the rules that are wanted, nil for all. Of the others no more is
// read than tells which they are, since each rule costs time at the start.
func Load(fsys fs.FS, want func(rules.Rule) bool) (*Policy, error) {
	if want == nil {
		want = func(rules.Rule) bool { return true }
	}
	p, modules, err := load(fsys, want)
	if err != nil {
		return nil, err
	}
	p.compiler = ast.NewCompiler().WithCapabilities(capabilities()).WithDefaultRegoVersion(ast.RegoV1).WithSkipStages(needless()...)
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return nil, fmt.Errorf("could not compile the rules: %w", p.compiler.Errors)
	}
	return p, nil
}

// needless are the stages of the compiler that only check the built-in rules,
// which tests do, or change nothing in them, which a test holds: together half
// of the time.
func needless() []ast.StageID {
	return []ast.StageID{
		ast.StageCheckTypes, ast.StageCheckSafetyRuleHeads, ast.StageCheckSafetyRuleBodies, ast.StageCheckUndefinedFuncs,
		ast.StageCheckRecursion, ast.StageCheckUnsafeBuiltins, ast.StageCheckDeprecatedBuiltins, ast.StageSetGraph,
		ast.StageBuildComprehensionIndices, ast.StageBuildRequiredCapabilities,
	}
}

func load(fsys fs.FS, want func(rules.Rule) bool) (*Policy, map[string]*ast.Module, error) {
	files, err := read(fsys, want)
	if err != nil {
		return nil, nil, err
	}
	p := &Policy{byName: map[string]*rules.Rule{}}
	modules := map[string]*ast.Module{}
	for _, file := range files {
		if file.rule != nil {
			p.rules = append(p.rules, *file.rule)
		}
		if file.module != nil {
			modules[file.name] = file.module
		}
	}
	slices.SortFunc(p.rules, func(a, b rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	for i := range p.rules {
		rule := &p.rules[i]
		if i > 0 && rule.ID == p.rules[i-1].ID {
			return nil, nil, fmt.Errorf("two rules have the id %s: %s and %s", rule.ID, p.rules[i-1].Name, rule.Name)
		}
		p.byName[rule.Name] = rule
	}
	return p, modules, nil
}

// Rules returns the rules, by id, also those that weren't wanted.
func (p *Policy) Rules() []rules.Rule { return p.rules }

// Rule returns the rule called name, or nil.
func (p *Policy) Rule(name string) *rules.Rule { return p.byName[name] }

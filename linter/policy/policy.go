// Package policy loads rules written in Rego and evaluates requests with them.
package policy

import (
	"cmp"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"runtime"
	"slices"
	"strings"
	"sync"

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

// Load parses and compiles all Rego files of a file system but the tests.
func Load(fsys fs.FS) (*Policy, error) {
	modules, err := parse(fsys)
	if err != nil {
		return nil, err
	}
	p := &Policy{byName: map[string]*rules.Rule{}}
	for _, file := range slices.Sorted(maps.Keys(modules)) {
		rule, err := metadata(fsys, file, modules[file])
		if err != nil {
			return nil, err
		}
		if rule != nil {
			p.rules = append(p.rules, *rule)
		}
	}
	slices.SortFunc(p.rules, func(a, b rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	for i := range p.rules {
		rule := &p.rules[i]
		if i > 0 && rule.ID == p.rules[i-1].ID {
			return nil, fmt.Errorf("two rules have the id %s: %s and %s", rule.ID, p.rules[i-1].Name, rule.Name)
		}
		p.byName[rule.Name] = rule
	}
	// The types of the built-in rules are checked by a test, against the
	// request's schema; here that would be an eighth of the start-up.
	p.compiler = ast.NewCompiler().WithCapabilities(capabilities()).WithDefaultRegoVersion(ast.RegoV1).WithSkipStages(ast.StageCheckTypes)
	if p.compiler.Compile(modules); p.compiler.Failed() {
		return nil, fmt.Errorf("could not compile the rules: %w", p.compiler.Errors)
	}
	return p, nil
}

// Rules returns the rules, by id.
func (p *Policy) Rules() []rules.Rule { return p.rules }

// Rule returns the rule called name, or nil.
func (p *Policy) Rule(name string) *rules.Rule { return p.byName[name] }

// parse reads the modules on all processors: parsing is half of the start-up.
func parse(fsys fs.FS) (map[string]*ast.Module, error) {
	var files []string
	err := fs.WalkDir(fsys, ".", func(file string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(file) == ".rego" && !strings.HasSuffix(file, "_test.rego") {
			files = append(files, file)
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("could not list the rules: %w", err)
	}
	var (
		group   sync.WaitGroup
		parsed  = make([]*ast.Module, len(files))
		errs    = make([]error, len(files))
		options = ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities(), RegoVersion: ast.RegoV1}
		next    = make(chan int)
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				text, err := fs.ReadFile(fsys, files[i])
				if err == nil {
					parsed[i], err = ast.ParseModuleWithOpts(files[i], string(text), options)
				}
				errs[i] = err
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	group.Wait()
	modules := make(map[string]*ast.Module, len(files))
	for i, file := range files {
		if errs[i] != nil {
			return nil, fmt.Errorf("could not read the rule %s: %w", file, errs[i])
		}
		modules[file] = parsed[i]
	}
	return modules, nil
}

package main

import (
	"context"
	"fmt"
	"io/fs"
	"maps"
	"path"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// suite is the rules and their tests, which pass. It may be used by several goroutines.
type suite struct {
	modules map[string]*ast.Module
	store   storage.Store
	want    map[string]ast.Value // what the tests of each file are over the rules as they are
	apart   map[string]bool      // files whose own tests can be run without those of others
}

func newSuite() (*suite, error) {
	sources, err := regotest.ReadFS(rules.FS)
	if err != nil {
		return nil, err
	}
	data, err := sources.Data(editions.Names()[0])
	if err != nil {
		return nil, err
	}
	s := &suite{modules: map[string]*ast.Module{}}
	s.store = inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	err = fs.WalkDir(rules.FS, ".", func(name string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(name) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(rules.FS, name)
		if err == nil {
			s.modules[name], err = parse(name, string(text))
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("could not read the rules: %w", err)
	}
	compiler, err := compiled(s.modules)
	if err != nil {
		return nil, err
	}
	s.want = map[string]ast.Value{}
	for name, module := range s.modules {
		if !isTest(name) {
			continue
		}
		if s.want[name], err = s.passed(compiler, module); err != nil {
			return nil, err
		}
	}
	s.apart = map[string]bool{}
	for name, module := range s.modules {
		if isTest(name) {
			continue
		}
		// As mutants are: written anew by OPA, which has to say the same.
		same := mutant{file: name, text: text(module)}
		s.apart[name] = true
		v, err := s.judge(same)
		if v != survived && s.isLibrary(name) {
			s.apart[name] = false
			v, err = s.judge(same)
		}
		if err != nil {
			return nil, err
		}
		if v != survived {
			return nil, fmt.Errorf("the tests of %s don't pass over it as it is", name)
		}
	}
	return s, nil
}

func parse(name, text string) (*ast.Module, error) {
	return ast.ParseModuleWithOpts(name, text, ast.ParserOptions{Capabilities: policy.Capabilities(), RegoVersion: ast.RegoV1})
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.rego") }

// isLibrary reports whether other files build on what stands in one.
func (s *suite) isLibrary(file string) bool {
	return !isTest(file) && !strings.HasPrefix(s.modules[file].Package.Path.String(), "data."+policy.RulesPackage)
}

// near are a file, its own tests and the libraries.
func (s *suite) near(file string) map[string]*ast.Module {
	modules := map[string]*ast.Module{file: s.modules[file]}
	tests := strings.TrimSuffix(file, ".rego") + "_test.rego"
	for name, module := range s.modules {
		if s.isLibrary(name) || name == tests {
			modules[name] = module
		}
	}
	return modules
}

// verdict is what became of a mutant.
type verdict int

const (
	survived verdict = iota
	caught
	unsound // it doesn't compile
)

// judge runs the tests over a mutant: those beside it, then, of a library, all
// others.
func (s *suite) judge(m mutant) (verdict, error) {
	module, err := parse(m.file, m.text)
	if err != nil {
		return unsound, nil
	}
	v := survived
	if s.apart[m.file] {
		v, err = s.over(s.near(m.file), m.file, module)
	}
	if v == survived && err == nil && s.isLibrary(m.file) {
		v, err = s.over(s.modules, m.file, module)
	}
	return v, err
}

// over runs the tests among modules, one of which is replaced.
func (s *suite) over(all map[string]*ast.Module, file string, module *ast.Module) (verdict, error) {
	modules := maps.Clone(all)
	modules[file] = module
	compiler, err := compiled(modules)
	if err != nil {
		// It may be the tests that don't go with it.
		maps.DeleteFunc(modules, func(name string, _ *ast.Module) bool { return isTest(name) })
		if _, err := compiled(modules); err != nil {
			return unsound, nil
		}
		return caught, nil
	}
	for name, tests := range modules {
		if !isTest(name) {
			continue
		}
		passed, err := s.passed(compiler, tests)
		if topdown.IsError(err) || err == nil && passed.Compare(s.want[name]) != 0 {
			return caught, nil
		}
		if err != nil {
			return survived, fmt.Errorf("could not run %s over %s: %w", name, file, err)
		}
	}
	return survived, nil
}

// mostTime is what the tests of a file may take.
const mostTime = time.Minute

// passed returns what the tests of a file are: true, or true by the names of
// their cases; those that fail are not there.
func (s *suite) passed(compiler *ast.Compiler, tests *ast.Module) (ast.Value, error) {
	names := ast.NewSet()
	for _, rule := range tests.Rules {
		if name := rule.Head.Ref()[0].Value.String(); strings.HasPrefix(name, "test_") {
			names.Add(ast.StringTerm(name))
		}
	}
	body, err := ast.ParseBody(fmt.Sprintf("passed = {name: value | some name in %v; value := %v[name]}", names, tests.Package.Path))
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), mostTime)
	defer cancel()
	set, err := rego.New(rego.ParsedQuery(body), rego.Compiler(compiler), rego.Store(s.store)).Eval(ctx)
	if err != nil {
		return nil, err
	}
	if len(set) != 1 {
		return nil, fmt.Errorf("the tests of %s have %d results", tests.Package.Path, len(set))
	}
	return ast.InterfaceToValue(set[0].Bindings["passed"])
}

func compiled(modules map[string]*ast.Module) (*ast.Compiler, error) {
	c := ast.NewCompiler().WithCapabilities(policy.Capabilities()).WithDefaultRegoVersion(ast.RegoV1)
	if c.Compile(modules); c.Failed() {
		return nil, c.Errors
	}
	return c, nil
}

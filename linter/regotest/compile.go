package regotest

import (
	"errors"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
)

// newCompiler is what rules and tests are compiled with.
func newCompiler() *ast.Compiler {
	return ast.NewCompiler().WithCapabilities(policy.Capabilities()).WithDefaultRegoVersion(ast.RegoV1).
		WithEnablePrintStatements(true).SetErrorLimit(0)
}

// compile returns all modules with the libraries that they need, or every
// mistake in them. The compiler stops at the first of its stages that finds
// one, so what is left when those files are taken out is compiled again.
func (s *Sources) compile() (map[string]*ast.Module, finding.Mistakes) {
	libs, err := libraries()
	if err != nil {
		return nil, finding.Mistakes{{File: "edslint", Message: err.Error()}}
	}
	modules := maps.Clone(s.modules)
	own := map[string]bool{} // packages that the sources hold themselves
	for _, module := range modules {
		own[module.Package.Path.String()] = true
	}
	for name, module := range libs {
		if !own[module.Package.Path.String()] { // else they are the project's own sources
			modules[name] = module
		}
	}
	left := maps.Clone(modules)
	var mistakes finding.Mistakes
	for {
		c := newCompiler()
		if c.Compile(left); !c.Failed() {
			break
		}
		whole := len(left) == len(modules) && len(s.mistakes) == 0
		found := mistakesOf("", c.Errors)
		for _, m := range found {
			if libs[m.File] != nil && len(found) > 1 {
				continue // what is wrong with a library is so because of a file
			}
			delete(left, m.File)
			if whole || !strings.Contains(m.Message, "undefined function data.") { // whose file was taken out
				mistakes = append(mistakes, m)
			}
		}
		if !slices.ContainsFunc(found, func(m finding.Mistake) bool { return s.modules[m.File] != nil }) {
			break // nothing more to take out
		}
	}
	return modules, mistakes.Sorted()
}

var undefinedFunction = regexp.MustCompile(`undefined function (\S+)$`)

// mistakesOf makes mistakes of OPA's errors.
func mistakesOf(file string, err error) finding.Mistakes {
	var all ast.Errors
	if !errors.As(err, &all) {
		return finding.Mistakes{{File: file, Message: err.Error()}}
	}
	refused := map[string]bool{}
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		refused[b.Name] = true
	}
	for _, b := range policy.Capabilities().Builtins {
		delete(refused, b.Name)
	}
	var mistakes finding.Mistakes
	for _, e := range all {
		m := finding.Mistake{File: file, Message: e.Message}
		if e.Location != nil {
			m.File, m.Line, m.Column = e.Location.File, e.Location.Row, e.Location.Col
		}
		if f := undefinedFunction.FindStringSubmatch(m.Message); f != nil && refused[f[1]] {
			m.Message = f[1] + ": rules and their tests may not call this function"
		}
		if strings.Contains(m.Message, "recursive") && strings.Contains(m.Message, "data.edslint.test.findings") {
			m.Message = "a test's own rule may not be called `findings` and use data.edslint.test, which looks up rules of that name: call it something else"
		}
		mistakes = append(mistakes, m)
	}
	return mistakes
}

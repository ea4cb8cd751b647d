package policy

import (
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
)

// TestNeedlessStages holds that the built-in rules compile to the same with and
// without the stages that Load skips, and that those stages find no fault.
func TestNeedlessStages(t *testing.T) {
	compile := func(skip ...ast.StageID) *ast.Compiler {
		set, err := Read(rules.FS)
		if err != nil {
			t.Fatal(err)
		}
		modules, err := set.modules(nil)
		if err != nil {
			t.Fatal(err)
		}
		c := ast.NewCompiler().WithCapabilities(capabilities()).WithDefaultRegoVersion(ast.RegoV1).WithSkipStages(skip...)
		if c.Compile(modules); c.Failed() {
			t.Fatal(c.Errors)
		}
		return c
	}
	whole, quick := compile(), compile(needless()...)
	if len(quick.Modules) != len(whole.Modules) {
		t.Fatalf("%d modules, want %d", len(quick.Modules), len(whole.Modules))
	}
	for name, module := range whole.Modules {
		if !module.Equal(quick.Modules[name]) {
			t.Errorf("%s compiles to something else without the stages that Load skips: write each body in the order in which it is evaluated", name)
		}
	}
}

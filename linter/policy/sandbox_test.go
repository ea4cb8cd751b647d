package policy

import (
	"slices"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
)

func TestEveryBuiltinIsClassified(t *testing.T) {
	no := map[string]bool{}
	for _, names := range refused {
		for _, name := range names {
			no[name] = true
		}
	}
	for _, b := range ast.CapabilitiesForThisVersion().Builtins {
		if yes := slices.Contains(allowed, b.Name); yes == no[b.Name] {
			t.Errorf("%s: allowed %v, refused %v; want exactly one", b.Name, yes, no[b.Name])
		}
		if b.Nondeterministic && !no[b.Name] {
			t.Errorf("%s is nondeterministic, so it can't be allowed", b.Name)
		}
	}
}

func TestRefusedBuiltinDoesNotCompile(t *testing.T) {
	for _, names := range refused {
		for _, name := range names {
			if slices.ContainsFunc(capabilities().Builtins, func(b *ast.Builtin) bool { return b.Name == name }) {
				t.Errorf("%s is among the capabilities", name)
			}
		}
	}
}

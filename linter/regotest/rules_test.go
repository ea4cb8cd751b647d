package regotest_test

import (
	"io/fs"
	"path"
	"strings"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// TestRules runs the tests of the built-in rules, each as a test of its own,
// and fails where they leave a line of a rule out. They are held to the oldest
// edition where they don't say another.
func TestRules(t *testing.T) {
	sources, err := regotest.ReadFS(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	report, err := sources.Run(t.Context(), regotest.Options{Edition: editions.Names()[0], Timeout: time.Minute, Coverage: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, result := range report.Tests {
		t.Run(strings.TrimPrefix(result.Name, "edslint."), func(t *testing.T) {
			if result.Outcome != regotest.Passed {
				t.Errorf("%s:%d: %s\n%s\n%s\n%s", result.File, result.Line, result.Outcome, result.Message, result.Details, result.Output)
			}
		})
	}
	for _, file := range report.Coverage.Files {
		for _, lines := range file.Unreached {
			t.Errorf("%s:%d: no test gets here", file.File, lines[0])
		}
	}
}

// TestEveryRuleIsTested demands a test package beside each file with something
// to test.
func TestEveryRuleIsTested(t *testing.T) {
	tested := map[string]bool{}
	untested := map[string]string{}
	err := fs.WalkDir(rules.FS, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(rules.FS, file)
		if err != nil {
			return err
		}
		module, err := ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			return err
		}
		pkg := module.Package.Path.String()
		for _, rule := range module.Rules {
			if strings.HasPrefix(rule.Head.Ref().String(), "test_") {
				tested[pkg] = true
			}
		}
		if !strings.HasSuffix(file, "_test.rego") && len(module.Rules) > 0 {
			untested[file] = pkg + "_test"
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for file, pkg := range untested {
		if !tested[pkg] {
			t.Errorf("%s has no test: want some in %s, package %s", file, strings.TrimSuffix(file, ".rego")+"_test.rego", pkg)
		}
	}
}

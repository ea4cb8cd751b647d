package linter_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestImports holds the packages to one direction: each imports only what
// stands above it in this table, and of that only what is listed.
func TestImports(t *testing.T) {
	table := []struct {
		pkg     string
		imports []string
	}{
		{"linter/finding", nil},
		{"linter/changes", nil},
		{"linter/timing", nil},
		{"linter/spelling", nil},
		{"rules", []string{"linter/finding"}},
		{"rules/editions", nil},
		{"linter/source", []string{"linter/finding"}},
		{"linter/request", []string{"linter/source"}},
		{"linter/convert", []string{"linter/request", "linter/source"}},
		{"linter/shape/dialect", []string{"linter/request", "linter/source", "linter/spelling"}},
		{"linter/shape/native", []string{"linter/request", "linter/shape/dialect", "linter/source", "linter/spelling"}},
		{"linter/shape/cloudformation", []string{"linter/request", "linter/shape/dialect", "linter/source"}},
		{"linter/shape/kubernetes", []string{"linter/request", "linter/shape/dialect", "linter/source"}},
		{"linter/shape/pulumi", []string{"linter/request", "linter/shape/dialect", "linter/source"}},
		{"linter/shape/terraform", []string{"linter/request", "linter/shape/dialect", "linter/source", "linter/spelling"}},
		{"linter/shape/shapetest", []string{"linter/request", "linter/source"}},
		{"linter/shape", []string{"linter/request", "linter/shape/cloudformation", "linter/shape/kubernetes", "linter/shape/native", "linter/shape/pulumi", "linter/shape/terraform", "linter/source"}},
		{"schema", []string{"linter/request", "linter/source", "linter/spelling"}},
		{"linter/plan", nil},
		{"linter/policy", []string{"linter/finding", "linter/plan", "linter/request", "linter/source", "rules", "rules/editions"}},
		{"rules/planner", []string{"linter/finding", "linter/plan", "linter/policy", "rules"}},
		{"linter/worker", []string{"linter/policy", "rules"}},
		{"linter/config", []string{"linter/finding", "linter/request", "linter/source", "linter/spelling", "rules", "rules/editions", "schema"}},
		{"linter/editor", []string{"linter/config", "linter/finding", "linter/spelling", "rules", "rules/editions", "schema"}},
		{"linter/custom", []string{"linter/finding", "linter/policy", "linter/source", "linter/spelling", "rules", "rules/editions", "schema"}},
		{"linter/suppress", []string{"linter/finding", "linter/source", "linter/spelling", "rules"}},
		{"linter/discover", nil},
		{"linter/scaffold", []string{"linter/custom", "rules"}},
		{"linter/report", []string{"linter/finding", "rules"}},
		{"linter", []string{
			"linter/changes", "linter/config", "linter/convert", "linter/custom", "linter/discover", "linter/finding", "linter/plan", "linter/policy", "linter/report", "linter/request",
			"linter/shape", "linter/shape/native", "linter/source", "linter/spelling", "linter/suppress", "linter/timing", "linter/worker", "rules", "rules/editions", "schema",
		}},
		{"linter/regotest", []string{"linter", "linter/finding", "linter/policy", "linter/report", "rules", "rules/editions"}},
		{"rules/mutants", []string{"linter/policy", "linter/regotest", "rules", "rules/editions"}},
		{"cmd/edslint", []string{
			"linter", "linter/config", "linter/convert", "linter/editor", "linter/finding", "linter/policy", "linter/regotest", "linter/report", "linter/scaffold", "linter/shape", "linter/spelling", "linter/suppress", "linter/timing",
			"linter/worker", "rules", "rules/editions",
		}},
	}
	imported := importGraph(t, "..")
	above := map[string]bool{}
	for _, row := range table {
		found, ok := imported[row.pkg]
		if !ok {
			t.Errorf("there is no package %s any more; take it out of the table", row.pkg)
		}
		for _, name := range row.imports {
			if !above[name] {
				t.Errorf("the table lets %s import %s, which doesn't stand above it", row.pkg, name)
			}
			if _, ok := found[name]; !ok {
				t.Errorf("%s doesn't import %s any more; take it out of the table", row.pkg, name)
			}
		}
		for name, file := range found {
			if !slices.Contains(row.imports, name) {
				t.Errorf("%s imports %s, which %s may not", file, name, row.pkg)
			}
		}
		above[row.pkg] = true
	}
	for pkg := range imported {
		if !above[pkg] {
			t.Errorf("the package %s isn't in the table", pkg)
		}
	}
}

// importGraph returns for each package of the module the packages of the
// module that it imports, each with a file that does so. Tests don't count.
func importGraph(t *testing.T, root string) map[string]map[string]string {
	t.Helper()
	mod, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(mod), "\n")
	module := strings.TrimSpace(strings.TrimPrefix(first, "module ")) + "/"
	graph := map[string]map[string]string{}
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			if name := entry.Name(); file != root && (name == "testdata" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")) {
				return filepath.SkipDir
			}
			return nil
		}
		if filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		name, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(name))
		if graph[pkg] == nil {
			graph[pkg] = map[string]string{}
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if own, ok := strings.CutPrefix(imported, module); ok {
				graph[pkg][own] = filepath.ToSlash(name)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return graph
}

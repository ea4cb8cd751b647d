package policy

import (
	"io/fs"
	"path"
	"strings"
	"testing"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// TestRegoFormat holds the files to the layout of `opa fmt`.
func TestRegoFormat(t *testing.T) {
	for file, text := range regoFiles(t) {
		formatted, err := format.SourceWithOpts(file, text, format.Opts{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Errorf("%s: %v", file, err)
		} else if diff := gocmp.Diff(string(formatted), string(text)); diff != "" {
			t.Errorf("%s is not as `opa fmt` writes it (-want +got):\n%s", file, diff)
		}
	}
}

// TestRegoTypes checks each rule against the newest edition's schema, which
// knows every member of the older ones: a misspelt member would be undefined,
// and its rule silent for ever.
func TestRegoTypes(t *testing.T) {
	if err := checkTypes(t, regoModules(t)); err != nil {
		t.Error(err)
	}
}

func TestRegoTypesFindMisspeltMember(t *testing.T) {
	for _, test := range []struct{ member, want string }{
		{"input.RetentionPeriod", ""},
		{"input.RetentionPeriods", "undefined ref: input.RetentionPeriods\n"},
		{"input.AdvancedEventSelectors[_].FieldSelectors[_].Equals", ""},
		{"input.AdvancedEventSelectors[_].FieldSelector", "undefined ref: input.AdvancedEventSelectors[_].FieldSelector\n"},
		{"input.TagsList[_].Key", ""},
		{"input.stores[_].Name", ""},
		{"input.stores[_].name", "undefined ref: input.stores[_].name\n"},
		{"input.TagsList[_].key", "undefined ref: input.TagsList[_].key\n"},
	} {
		text := "package edslint.rules.misspelt\n\nfindings contains found if found := " + test.member
		module, err := ast.ParseModuleWithOpts("misspelt.rego", text, ast.ParserOptions{RegoVersion: ast.RegoV1})
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if err := checkTypes(t, map[string]*ast.Module{"misspelt.rego": module}); err != nil {
			got = err.Error()
		}
		if (got == "") != (test.want == "") || !strings.Contains(got, test.want) {
			t.Errorf("%s: got error %q, want one with %q", test.member, got, test.want)
		}
	}
}

// regoFiles returns the text of every Rego file, tests among them.
func regoFiles(t *testing.T) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := fs.WalkDir(rules.FS, ".", func(file string, _ fs.DirEntry, err error) error {
		if err != nil || path.Ext(file) != ".rego" {
			return err
		}
		files[file], err = fs.ReadFile(rules.FS, file)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func regoModules(t *testing.T) map[string]*ast.Module {
	t.Helper()
	modules := map[string]*ast.Module{}
	for file, text := range regoFiles(t) {
		module, err := ast.ParseModuleWithOpts(file, string(text), ast.ParserOptions{RegoVersion: ast.RegoV1, Capabilities: capabilities()})
		if err != nil {
			t.Fatal(err)
		}
		modules[file] = module
	}
	return modules
}

func compiler() *ast.Compiler {
	return ast.NewCompiler().WithCapabilities(capabilities()).WithStrict(true).WithEnablePrintStatements(true)
}

func checkTypes(t *testing.T, modules map[string]*ast.Module) error {
	t.Helper()
	request, err := schema.SeenTogether(newest())
	if err != nil {
		t.Fatal(err)
	}
	schemas := ast.NewSchemaSet()
	schemas.Put(ast.SchemaRootRef, request)
	c := compiler().WithSchemas(schemas)
	if c.Compile(modules); c.Failed() {
		return c.Errors
	}
	return nil
}

func newest() string {
	names := editions.Names()
	return names[len(names)-1]
}

package policy

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// TestRego runs the rules' own tests, each as a test of its own, and fails
// where they leave a line of a rule out.
func TestRego(t *testing.T) {
	modules := regoModules(t)
	coverage := cover.New()
	results := runRego(t, modules, func(r *tester.Runner) { r.SetCoverageQueryTracer(coverage).SetCoverageRuns(nil) })
	if len(results) == 0 {
		t.Fatal("no test ran")
	}
	tested := map[string]bool{}
	for _, result := range results {
		tested[result.Package] = true
		t.Run(strings.TrimPrefix(result.Package, "data.edslint.")+"/"+result.Name, func(t *testing.T) {
			if !result.Pass() {
				t.Errorf("%s:%d\n%s", result.Location.File, result.Location.Row, explainRego(t, result))
			}
		})
	}
	for file, module := range modules {
		if pkg := module.Package.Path.String(); len(module.Rules) > 0 && !isTest(file) && !tested[pkg+"_test"] {
			t.Errorf("%s has no test: want some in %s, package %s_test", file, strings.TrimSuffix(file, ".rego")+"_test.rego", pkg)
		}
	}
	rulesOnly := map[string]*ast.Module{}
	for file, module := range modules {
		if !isTest(file) {
			rulesOnly[file] = module
		}
	}
	for file, report := range coverage.Report(rulesOnly).Files {
		if isTest(file) {
			continue
		}
		for _, missed := range report.NotCovered {
			t.Errorf("%s:%d: no test gets here", file, missed.Start.Row)
		}
	}
}

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

func isTest(file string) bool { return strings.HasSuffix(file, "_test.rego") }

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
	text, err := schema.Text(newest())
	if err != nil {
		t.Fatal(err)
	}
	var request map[string]any
	if err := json.Unmarshal(text, &request); err != nil {
		t.Fatal(err)
	}
	// Rules that judge all requests of a run together see each below `stores`.
	store := map[string]any{"type": "object", "properties": maps.Clone(request["properties"].(map[string]any)), "additionalProperties": false}
	request["properties"].(map[string]any)["stores"] = map[string]any{"type": "array", "items": store}
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

// facts are what tests see as data: those of the oldest edition where they
// don't say `with data.edition as data.editions["2026-05"]`.
func facts(t *testing.T) storage.Store {
	t.Helper()
	all := map[string]any{}
	for _, name := range editions.Names() {
		edition, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		all[name] = edition.Facts
	}
	listed, err := List(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	params := map[string]any{} // their defaults
	for _, rule := range listed {
		of := map[string]any{}
		for _, p := range rule.Params {
			of[p.Name] = p.Default
		}
		params[rule.ID] = of
	}
	return inmem.NewFromObjectWithOpts(map[string]any{
		"editions": all, "edition": all[editions.Names()[0]], "latest": all[newest()], "params": params, "context": map[string]any{},
	}, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
}

// runRego runs the tests among the modules, sorted by package and name.
func runRego(t *testing.T, modules map[string]*ast.Module, options ...func(*tester.Runner)) []*tester.Result {
	t.Helper()
	store := facts(t)
	ctx := context.Background()
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Abort(ctx, txn)
	runner := tester.NewRunner().SetCompiler(compiler()).SetStore(store).SetModules(modules).SetTimeout(time.Minute)
	for _, option := range options {
		option(runner)
	}
	found, err := runner.RunTests(ctx, txn)
	if err != nil {
		t.Fatal(err)
	}
	var results []*tester.Result
	for result := range found {
		results = append(results, result)
	}
	slices.SortFunc(results, func(a, b *tester.Result) int {
		return cmp.Or(strings.Compare(a.Package, b.Package), strings.Compare(a.Name, b.Name))
	})
	return results
}

// explainRego runs a failed test again, to show the values in the expression
// that failed.
func explainRego(t *testing.T, failed *tester.Result) string {
	t.Helper()
	again := make(chan *tester.Result, 1)
	for _, result := range runRego(t, regoModules(t), func(r *tester.Runner) { r.EnableTracing(true).Filter("^" + failed.Package + "\\." + failed.Name + "$") }) {
		again <- result
	}
	close(again)
	var b bytes.Buffer
	if err := (tester.PrettyReporter{Output: &b, FailureLine: true, LocalVars: true}).Report(again); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

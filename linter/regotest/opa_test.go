package regotest_test

import (
	"io/fs"
	"slices"
	"testing"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/tester"

	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/linter/scaffold"
)

const (
	samples    = "../../testdata/policy"
	exceptions = samples + "/exceptions.json"
)

func TestSamples(t *testing.T) {
	sources, err := regotest.Read([]string{samples}, []string{exceptions})
	if err != nil {
		t.Fatal(err)
	}
	run, err := sources.Run(t.Context(), regotest.Options{Edition: regotest.Latest, Timeout: time.Minute, Coverage: true})
	if err != nil {
		t.Fatal(err)
	}
	if counts := regotest.Count(run.Tests); counts.Passed != 7 || counts.Passed != counts.Tests || run.Coverage.Percent != 100 {
		t.Errorf("%+v", run)
	}
}

// TestUnderOPA runs what is exported as opa test does: with OPA's own loader,
// compiler and functions.
func TestUnderOPA(t *testing.T) {
	const guide = "../../docs/custom-rules/"
	for name, c := range map[string]struct {
		paths, data []string
		passed      int
	}{
		"samples":  {[]string{samples}, []string{exceptions}, 3},
		"new rule": {[]string{newRule(t)}, nil, 3},
		"guide":    {[]string{guide + "policy"}, []string{guide + "accounts.json", guide + "buckets.yaml"}, 13},
		"conftest": {[]string{guide + "conftest/policy", guide + "conftest/rules"}, nil, 5},
	} {
		t.Run(name, func(t *testing.T) { testUnderOPA(t, c.paths, c.data, c.passed) })
	}
}

func newRule(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if _, err := (scaffold.Rule{Name: "store-prefix", ID: "TEAM1"}).Write(dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func testUnderOPA(t *testing.T, paths, data []string, passed int) {
	sources, err := regotest.Read(paths, data)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	ignore, err := sources.Export(dir, regotest.Latest)
	if err != nil {
		t.Fatal(err)
	}
	ignored := func(_ string, info fs.FileInfo, depth int) bool {
		return depth > 0 && slices.Contains(ignore, info.Name())
	}
	modules, store, err := tester.LoadWithRegoVersion(append(paths, dir), ignored, ast.RegoV1)
	if err != nil {
		t.Fatal(err)
	}
	txn, err := store.NewTransaction(t.Context(), storage.TransactionParams{})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Abort(t.Context(), txn)
	found, err := tester.NewRunner().SetStore(store).SetModules(modules).SetTimeout(time.Minute).RunTests(t.Context(), txn)
	if err != nil {
		t.Fatal(err)
	}
	for result := range found {
		if result.Pass() {
			passed--
		} else {
			t.Errorf("%s\n%s", result, result.Output)
		}
	}
	if passed != 0 {
		t.Errorf("%d tests more should have passed", passed)
	}
}

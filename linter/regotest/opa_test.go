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

// TestSamplesUnderOPA runs what is exported as opa test does: with OPA's own
// loader, compiler and functions.
func TestSamplesUnderOPA(t *testing.T) {
	sources, err := regotest.Read([]string{samples}, []string{exceptions})
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
	modules, store, err := tester.LoadWithRegoVersion([]string{samples, dir}, ignored, ast.RegoV1)
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
	passed := 0
	for result := range found {
		if result.Pass() {
			passed++
		} else {
			t.Errorf("%s\n%s", result, result.Output)
		}
	}
	if passed != 3 {
		t.Errorf("%d tests passed, want 3", passed)
	}
}

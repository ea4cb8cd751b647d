package policy_test

import (
	"context"
	"errors"
	"path"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/rules/planner"
)

// TestList: what is embedded says of each rule what its METADATA says.
func TestList(t *testing.T) {
	want, err := planner.List(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	for i, rule := range want {
		want[i].Folder = path.Join(rule.Family, policy.PackageName(rule.Name))
	}
	got, err := policy.List()
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
}

// judge makes ready the built-in rules that are wanted, over the first edition, and
// returns all that there are, too.
func judge(t *testing.T, wanted func(rules.Rule) bool) (*policy.Judge, []rules.Rule) {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	builtIn, err := policy.Load(all)
	if err != nil {
		t.Fatal(err)
	}
	edition, err := editions.Load(editions.Names()[0])
	if err != nil {
		t.Fatal(err)
	}
	facts := policy.NewFacts(edition)
	return builtIn.Judge(facts, facts, nil, wanted), all
}

// TestTimed: while the rules are timed they say what they say else, over all of
// their examples.
func TestTimed(t *testing.T) {
	judge, all := judge(t, func(rules.Rule) bool { return true })
	found := 0
	for _, rule := range all {
		name, text, err := rule.Example(rules.FS, "bad")
		if err != nil {
			t.Fatal(err)
		}
		file := source.Parse(name, []byte(text), source.DefaultLimits())
		for _, doc := range file.Documents {
			if doc.Root == nil || doc.Root.Kind != source.Object {
				continue
			}
			input := policy.Input(request.New(file, doc.Root, ""))
			asked := map[string]bool{}
			want, failed := judge.Evaluate(t.Context(), input, nil)
			got, timedFailed := judge.Evaluate(t.Context(), input, func(rule string, took time.Duration) {
				asked[rule] = true
				if took <= 0 {
					t.Errorf("%s took %v", rule, took)
				}
			})
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || len(failed)+len(timedFailed) > 0 {
				t.Errorf("%s (-untimed +timed): %v, %v\n%s", rule.Name, failed, timedFailed, diff)
			}
			found += len(got)
			for _, rule := range all {
				if rule.Judge == "" != asked[rule.Name] {
					t.Errorf("%s is asked: %v", rule.Name, asked[rule.Name])
				}
			}
			if !asked[policy.Shared] {
				t.Error("no time is told for what rules share")
			}
		}
	}
	if found < 20 {
		t.Errorf("the examples gave only %d findings", found)
	}
}

// TestSummarizeTooLate: of a request for which the time is over nothing is kept, and
// what others are judged together with is null there.
func TestSummarizeTooLate(t *testing.T) {
	judge, _ := judge(t, func(r rules.Rule) bool { return r.Summary })
	over, cancel := context.WithCancel(t.Context())
	cancel()
	request := plan.FromJSON(map[string]any{"Name": "audit"})
	late, failures := judge.Summarize(over, request)
	if len(failures) == 0 || !errors.Is(failures[0].Err, context.Canceled) {
		t.Errorf("failures %v", failures)
	}
	first, failures := judge.Summarize(t.Context(), request)
	if len(failures) > 0 {
		t.Fatal(failures)
	}
	results, failures := judge.EvaluateTogether(t.Context(), [][]plan.Value{first, late, first}, nil)
	if len(failures) > 0 || len(results) != 1 || results[0].At[1] != 2 {
		t.Errorf("%v, failures %v", results, failures)
	}
}

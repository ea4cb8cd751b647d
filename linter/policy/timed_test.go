package policy_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// TestTimed: asked one after the other the rules say what they say together,
// over all of their examples.
func TestTimed(t *testing.T) {
	p, err := policy.Load(rules.FS, nil)
	if err != nil {
		t.Fatal(err)
	}
	edition, err := editions.Load(editions.Names()[0])
	if err != nil {
		t.Fatal(err)
	}
	query, err := p.Query(context.Background(), policy.NewData(edition, edition, nil))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, rule := range p.Rules() {
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
			var asked []string
			want, failed := query.Evaluate(t.Context(), input)
			got, timedFailed := query.EvaluateTimed(t.Context(), input, func(rule string, took time.Duration) {
				asked = append(asked, rule)
				if took <= 0 {
					t.Errorf("%s took %v", rule, took)
				}
			})
			if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" || len(failed)+len(timedFailed) > 0 {
				t.Errorf("%s (-together +timed): %v, %v\n%s", rule.Name, failed, timedFailed, diff)
			}
			found += len(got)
			for _, r := range got {
				if !slices.Contains(asked, r.Rule.Name) {
					t.Errorf("no time is told for %s", r.Rule.Name)
				}
			}
			if asked[0] != policy.Shared || len(asked) < 20 {
				t.Errorf("only these were asked: %v", asked)
			}
		}
	}
	if found < 20 {
		t.Errorf("the examples gave only %d findings", found)
	}
}

package worker

import (
	"encoding/json"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/edslint/edslint/linter/policy"
)

// manyRules are rules such as people write.
func manyRules(n int) map[string]string {
	bodies := map[string]string{}
	for i := range n {
		bodies[fmt.Sprintf("rule-%d", i)] = fmt.Sprintf(`findings contains {"at": ["TagsList"], "message": "x"} if {
	not "key-%d" in {tag.Key | some tag in input.TagsList}
	input.RetentionPeriod > 365
}`, i)
	}
	return bodies
}

// BenchmarkStart is what a run with one request costs more than one without.
func BenchmarkStart(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			spec := specOf(b, manyRules(n))
			for b.Loop() {
				p := New(spec, Limits{})
				if _, failures := p.Evaluate(b.Context(), "2026", request("audit")); failures != nil {
					b.Fatal(failures)
				}
				p.Close()
			}
		})
	}
}

// BenchmarkEvaluate is what each further request costs.
func BenchmarkEvaluate(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			p := newPool(b, specOf(b, manyRules(n)), Limits{})
			input := request("audit")
			for b.Loop() {
				if _, failures := p.Evaluate(b.Context(), "2026", input); failures != nil {
					b.Fatal(failures)
				}
			}
		})
	}
}

// BenchmarkInProcess is what of that is the evaluation itself.
func BenchmarkInProcess(b *testing.B) {
	for _, n := range []int{1, 200} {
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			spec := specOf(b, manyRules(n))
			e, err := load(setup{Modules: spec.Modules, Answer: 1 << 20, Findings: 1000}, io.Discard)
			if err != nil {
				b.Fatal(err)
			}
			t := task{Data: new(json.RawMessage(`{"edition": {"name": "2026"}}`)), Input: []byte(`{"Name": "audit", "RetentionPeriod": 90}`), Time: int64(time.Minute)}
			for _, r := range spec.Rules {
				t.Rules = append(t.Rules, policy.PackageName(r.Name))
			}
			for b.Loop() {
				if _, err := e.answer(t); err != nil {
					b.Fatal(err)
				}
				t.Data = nil
			}
		})
	}
}

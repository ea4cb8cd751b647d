package policy

import (
	"context"
	"time"

	"github.com/edslint/edslint/linter/plan"
)

// Summarize returns what each rule keeps of a request, to judge it together with
// others: its `summary`, null where that is undefined or fails, or the whole input
// where it has none.
func (j *Judge) Summarize(ctx context.Context, input plan.Value) ([]plan.Value, []Failure) {
	run := j.instance.Begin(ctx, input)
	defer run.End()
	kept := make([]plan.Value, len(j.asked))
	var failures []Failure
	for i, one := range j.asked {
		kept[i] = input
		if one.summary == nil {
			continue
		}
		value, err := run.Evaluate(one.summary)
		if err != nil {
			failures = append(failures, Failure{one.rule.Name, err})
		}
		kept[i] = plan.Keep(value)
	}
	return kept, failures
}

// EvaluateTogether judges requests together, each by what Summarize returned of it.
// Apart from that it is as Evaluate.
func (j *Judge) EvaluateTogether(ctx context.Context, requests [][]plan.Value, took func(rule string, d time.Duration)) ([]Result, []Failure) {
	var results []Result
	var failures []Failure
	for i, one := range j.asked {
		kept := make([]plan.Value, len(requests))
		for k, summaries := range requests {
			kept[k] = summaries[i]
		}
		run := j.instance.Begin(ctx, Together(one.rule, kept))
		said, failed := one.evaluate(run, took)
		run.End()
		if ctx.Err() != nil {
			return results, append(failures, Failure{Err: context.Cause(ctx)})
		}
		results, failures = append(results, said...), append(failures, failed...)
	}
	return results, failures
}

package policy

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Shared is what EvaluateTimed calls the views of a request that several rules
// look at and that are made once for all of them.
const Shared = "(shared by rules)"

// single is the query of one rule, or of what several share.
type single struct {
	rule  string
	query rego.PreparedEvalQuery
}

// EvaluateTimed is Evaluate, but asks one rule after the other, and says how
// long each took. It is slower by what rules can't share that way.
func (q *Query) EvaluateTimed(ctx context.Context, input ast.Value, took func(rule string, d time.Duration)) ([]Result, []Failure) {
	all, err := q.singles()
	if err != nil {
		return nil, []Failure{{Err: err}}
	}
	cache := rego.EvalVirtualCache(topdown.NewVirtualCache())
	var results []Result
	var failures []Failure
	for _, one := range all {
		started := time.Now()
		found, failed := q.evaluate(ctx, one.query, input, cache)
		took(one.rule, time.Since(started))
		if one.rule == Shared {
			continue // what fails there fails in the rules too
		}
		for i := range failed {
			failed[i].Rule = one.rule
		}
		results, failures = append(results, found...), append(failures, failed...)
		if ctx.Err() != nil {
			break
		}
	}
	return results, failures
}

// PrepareTimed does what EvaluateTimed would else do at its first call.
func (q *Query) PrepareTimed() error {
	_, err := q.singles()
	return err
}

// prepareSingles prepares what EvaluateTimed asks, in the order of the rules.
func (q *Query) prepareSingles() ([]single, error) {
	compiled := map[string]bool{}
	var shared []string
	for _, module := range q.policy.compiler.Modules {
		pkg := module.Package.Path.String()
		compiled[pkg] = true
		if strings.HasPrefix(pkg, "data."+rulesPackage) {
			continue
		}
		for _, rule := range module.Rules {
			if len(rule.Head.Args) == 0 { // no function; in a list, lest it be undefined
				shared = append(shared, fmt.Sprintf("[x | x := %s.%s]", pkg, rule.Head.Name))
			}
		}
	}
	slices.Sort(shared)
	var all []single
	if shared = slices.Compact(shared); len(shared) > 0 {
		query, err := q.prepare("shared = [" + strings.Join(shared, ", ") + "]")
		if err != nil {
			return nil, fmt.Errorf("could not prepare what the rules share: %w", err)
		}
		all = append(all, single{Shared, query})
	}
	for _, rule := range q.policy.rules {
		if !compiled["data."+rulesPackage+PackageName(rule.Name)] {
			continue
		}
		query, err := q.each(rule.Name)
		if err != nil {
			return nil, fmt.Errorf("could not prepare the rule %s: %w", rule.Name, err)
		}
		all = append(all, single{rule.Name, query})
	}
	return all, nil
}

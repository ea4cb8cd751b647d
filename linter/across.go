package linter

import (
	"context"
	"fmt"
	"time"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
)

// familyAcross is the family of the rules that judge all requests of a run
// together. Only where one of them is in force are requests kept so long.
const familyAcross = "across"

// store is a request, what rules see of it, and how findings in it get their places.
type store struct {
	*request.Request
	input plan.Value
	place *placer
}

// across judges the requests of all files together. Rules see them as
// `input.stores`, in the order of the files, and place a finding at
// ["stores", i, …], where the rest is the path into that request.
func (l *Linter) across(ctx context.Context, outcomes []outcome) ([]finding.Finding, []report.Failure) {
	var stores []store
	var inputs []plan.Value
	for _, o := range outcomes {
		for _, s := range o.stores {
			stores, inputs = append(stores, s), append(inputs, s.input)
		}
	}
	found, failures := l.acrossBuiltIn(ctx, inputs)
	if len(stores) > 0 && l.asked != nil {
		p := l.config.Profile("")
		more, failed := l.askCustom(ctx, l.newest(request.Store), p, true, plan.ToAST(policy.Stores(inputs)), func(at []any) error {
			s, rest, ok := split(stores, at)
			if !ok {
				return fmt.Errorf("a finding's `at` is %s, but that of a rule of family %q begins with \"stores\" and an index below %d", shownPath(at), familyAcross, len(stores))
			}
			return l.checkPath(s.Request, rest)
		})
		found, failures = append(found, more...), append(failures, l.customFailures(".", failed)...)
	}
	var findings []finding.Finding
	for _, result := range found {
		s, at, ok := split(stores, result.At)
		if !ok || result.Rule.Family != familyAcross || s.place.profile.Off(result.Rule.Name) {
			continue
		}
		related := result.Related
		result.At, result.Related = at, nil
		f, ok := located(s.Request, result)
		if !ok {
			continue
		}
		found := s.place.finding(f, result.Rule, "")
		for _, other := range related {
			if r, at, ok := split(stores, other.At); ok {
				start, end := r.At(at).Span()
				region := r.File.Region(start, end)
				found.Related = append(found.Related, finding.Related{File: r.File.Name, Region: region, Message: other.Message})
				found.Unchanged = found.Unchanged && !touched(r.place.lines, region)
			}
		}
		findings = append(findings, found)
	}
	return findings, failures
}

// acrossBuiltIn asks the built-in rules, which compare requests.
func (l *Linter) acrossBuiltIn(ctx context.Context, inputs []plan.Value) ([]policy.Result, []report.Failure) {
	if len(inputs) < 2 {
		return nil, nil
	}
	most := mostTime * time.Duration(1+len(inputs)/1000)
	ctx, cancel := withTime(ctx, most, mostTime/50)
	defer cancel()
	results, failed := l.newest(request.Store).together().Evaluate(ctx, policy.Stores(inputs), l.options.Timings.Rules())
	var failures []report.Failure
	for _, f := range failed {
		failures = append(failures, report.Failure{File: ".", Message: "judging all files together: " + f.Err.Error()})
	}
	return results, failures
}

// split splits a path into the request that it leads into and the path there.
func split(stores []store, at []any) (store, []any, bool) {
	if len(at) < 2 || at[0] != "stores" {
		return store{}, nil, false
	}
	i, ok := at[1].(int)
	if !ok || i < 0 || i >= len(stores) {
		return store{}, nil, false
	}
	return stores[i], at[2:], true
}

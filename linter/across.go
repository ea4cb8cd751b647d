package linter

import (
	"context"
	"slices"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// familyAcross is the family of the rules that judge all requests of a run
// together. Only where one of them is in force are requests kept so long.
const familyAcross = "across"

func judgesAcross(all []rules.Rule, silent map[string]bool) bool {
	return slices.ContainsFunc(all, func(r rules.Rule) bool { return r.Family == familyAcross && !silent[r.Name] })
}

// across judges the requests of all files together. Rules see them as
// `input.stores`, in the order of the files, and place a finding at
// ["stores", i, …], where the rest is the path into that request.
func (l *Linter) across(ctx context.Context, outcomes []outcome) ([]finding.Finding, []report.Failure) {
	var stores []*request.Request
	changed := map[*source.File]*changes.Lines{}
	for _, o := range outcomes {
		stores = append(stores, o.stores...)
		for _, r := range o.stores {
			changed[r.File] = o.lines
		}
	}
	if len(stores) < 2 {
		return nil, nil
	}
	query, err := l.query(l.newest())
	if err != nil {
		return nil, []report.Failure{{File: ".", Message: err.Error()}}
	}
	ctx, cancel := withTime(ctx, mostTime, mostTime/50)
	defer cancel()
	results, failed := l.evaluate(ctx, query, policy.Stores(stores))
	var failures []report.Failure
	for _, f := range failed {
		failures = append(failures, report.Failure{File: ".", Message: "judging all files together: " + f.Err.Error()})
	}
	var findings []finding.Finding
	places := map[*request.Request]*placer{}
	for _, result := range results {
		r, at, ok := store(stores, result.At)
		if !ok || result.Rule.Family != familyAcross || l.silent[result.Rule.Name] {
			continue
		}
		place := places[r]
		if place == nil {
			place = newPlacer(r.File)
			place.lines = changed[r.File]
			places[r] = place
		}
		related := result.Related
		result.At, result.Related = at, nil
		f, ok := located(r, result)
		if !ok {
			continue
		}
		found := place.finding(f, result.Rule, "")
		for _, other := range related {
			if r, at, ok := store(stores, other.At); ok {
				start, end := r.At(at).Span()
				region := r.File.Region(start, end)
				found.Related = append(found.Related, finding.Related{File: r.File.Name, Region: region, Message: other.Message})
				found.Unchanged = found.Unchanged && !touched(changed[r.File], region)
			}
		}
		findings = append(findings, found)
	}
	return findings, failures
}

// store splits a path into the request that it leads into and the path there.
func store(stores []*request.Request, at []any) (*request.Request, []any, bool) {
	if len(at) < 2 || at[0] != "stores" {
		return nil, nil, false
	}
	i, ok := at[1].(int)
	if !ok || i < 0 || i >= len(stores) {
		return nil, nil, false
	}
	return stores[i], at[2:], true
}

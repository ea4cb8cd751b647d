package linter

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/native"
	"github.com/edslint/edslint/linter/source"
)

// The rules that this package itself reports under.
const (
	ruleNotARequest = "not-a-request"
	ruleUnknownTag  = "unknown-tag"
	ruleAmbiguous   = source.RuleAmbiguousScalar
)

// judge holds one of a file's requests to its edition. One that is the same as the
// one before is a further form of that, and counts no more.
func (l *Linter) judge(ctx context.Context, file *opened, index int, o *outcome) {
	r, place := file.requests[index], file.place
	further := index > 0 && r.Same(file.requests[index-1])
	whole := ctx
	ctx, cancel := withTime(ctx, mostTime, mostTime/50)
	defer cancel()
	end := l.options.Timings.Begin(stepSchema)
	e, err := l.editionFor(r)
	end()
	if err != nil {
		o.failures = append(o.failures, report.Failure{File: r.File.Name, Message: err.Error()})
		return
	}
	if !further {
		l.explainRequest(o, r, e)
	}
	again := r.Again()
	faults, input, failures := l.faults(ctx, r, e, place.profile)
	if newest := l.newest(r.Target()); l.chosen == "" && e != newest && hasError(faults) {
		today, _, failed := l.faults(ctx, again, newest, place.profile)
		if len(failed) == 0 {
			compare(faults, today, newest.Name)
		}
	}
	more, failed := l.customFaults(whole, r, e, place.profile)
	faults = most(append(faults, more...))
	spelled(r, faults)
	for _, f := range faults {
		o.add(r, f, func() finding.Finding {
			found := place.finding(f, l.rule(f.rule), e.Name)
			found.Subject, found.Request = r.Origin().Subject, r.Base
			return found
		})
	}
	o.failures = append(append(o.failures, failures...), failed...)
	if further {
		return
	}
	if l.keeps && r.Target() == request.Store && !r.Origin().Tells && ctx.Err() == nil {
		l.keep(ctx, file, index, input, o)
	}
	o.requests = append(o.requests, report.Request{
		Pointer: r.Base, Line: r.File.Position(r.Root.Start).Line, Name: r.Name(), Edition: e.Name,
		Shape: cmp.Or(r.Origin().Shape, native.Request), Target: r.Target(),
	})
}

// mostOfARule is how many findings of one rule in one request are reported. AWS
// takes no request that is large enough for more.
const mostOfARule = 1000

// most keeps the first findings of each rule, and says in the last of them how
// many more there are.
func most(faults []fault) []fault {
	byRule := map[string][]int{}
	for i, f := range faults {
		byRule[f.rule] = append(byRule[f.rule], i)
	}
	left := map[int]bool{}
	for _, places := range byRule {
		if len(places) <= mostOfARule {
			continue
		}
		slices.SortStableFunc(places, func(a, b int) int { return cmp.Compare(faults[a].start, faults[b].start) })
		for _, i := range places[mostOfARule:] {
			left[i] = true
		}
		faults[places[mostOfARule-1]].message += fmt.Sprintf("; this rule has %d more findings in the request", len(places)-mostOfARule)
	}
	kept := faults[:0]
	for i, f := range faults {
		if !left[i] {
			kept = append(kept, f)
		}
	}
	return kept
}

// fault is a finding before it has its place in words.
type fault struct {
	rule       string
	level      finding.Level
	start, end int
	pointer    string
	message    string
	help       string
	newer      string
	related    []source.Related
	spelled    bool // as the file spells its members
	ofFile     bool // said of the file's text, not of a request
}

// faults holds a request to an edition: first its structure, then its meaning. It
// also returns what rules see of it.
func (l *Linter) faults(ctx context.Context, r *request.Request, e *edition, profile *config.Profile) ([]fault, plan.Value, []report.Failure) {
	faults, err := l.structure(r, e)
	if err != nil {
		return nil, nil, []report.Failure{{File: r.File.Name, Message: err.Error()}}
	}
	defer l.options.Timings.Begin(stepRules)()
	input := policy.Input(r)
	results, failed := e.judge(profile).Evaluate(ctx, input, l.options.Timings.Rules())
	for _, result := range results {
		if f, ok := located(r, result); ok {
			faults = append(faults, f)
		}
	}
	var failures []report.Failure
	for _, f := range failed {
		failures = append(failures, l.failure(r.File.Name, f))
	}
	return faults, input, failures
}

// structure judges a request's structure, and marks in it what can't be known.
func (l *Linter) structure(r *request.Request, e *edition) ([]fault, error) {
	defer l.options.Timings.Begin(stepSchema)()
	structure, err := e.structure()
	if err != nil {
		return nil, err
	}
	faults := yamlTags(r) // first, so that nobody judges what is tagged
	for _, f := range structure.Validate(r) {
		faults = append(faults, fault{
			rule: f.Rule, level: l.policy.Rule(f.Rule).Level, start: f.Start, end: f.End,
			pointer: f.Pointer, message: f.Message, help: f.Help, spelled: f.Spelled,
		})
	}
	return faults, nil
}

// failure is that of a built-in rule in a file.
func (l *Linter) failure(file string, f policy.Failure) report.Failure {
	failure := report.Failure{File: file, Message: f.Err.Error()}
	if rule := l.policy.Rule(f.Rule); rule != nil {
		failure.RuleID = rule.ID
	}
	return failure
}

// located gives a rule's result its place. Of a place that can't be known no
// rule speaks: what is wrong there was said already.
func located(r *request.Request, result policy.Result) (fault, bool) {
	place := r.At(result.At)
	if !place.Known {
		return fault{}, false
	}
	f := fault{
		rule: result.Rule.Name, level: result.Level, pointer: place.Pointer,
		message: result.Message, help: result.Help, newer: result.Newer,
	}
	f.start, f.end = place.Span()
	for _, other := range result.Related {
		start, end := r.At(other.At).Span()
		f.related = append(f.related, source.Related{Start: start, End: end, Message: other.Message})
	}
	return f, true
}

// yamlTags finds YAML tags that are no plain data.
func yamlTags(r *request.Request) []fault {
	if !tagged(r.Root) {
		return nil
	}
	var faults []fault
	seen := map[*source.Node]bool{}
	var walk func(n *source.Node, pointer string)
	walk = func(n *source.Node, pointer string) {
		if n.Tag != "" && !seen[n] {
			seen[n] = true
			r.MarkUnknown(n)
			start, end := n.Start, n.End
			if i := bytes.LastIndex(r.File.Content[:n.Start], []byte(n.Tag)); i >= 0 {
				start, end = i, i+len(n.Tag)
			}
			faults = append(faults, fault{
				rule: ruleUnknownTag, level: finding.Error, start: start, end: end, pointer: pointer,
				message: fmt.Sprintf("the AWS CLI doesn't know the YAML tag %s", n.Tag), help: "write the value itself, without the tag",
			})
		}
		for _, m := range n.Members {
			walk(m.Value, pointer+"/"+request.Escape(m.Key.Text))
		}
		for i, item := range n.Items {
			walk(item, fmt.Sprintf("%s/%d", pointer, i))
		}
	}
	walk(r.Root, r.Base)
	return faults
}

// tagged reports whether a value, or one in it, has a tag.
func tagged(n *source.Node) bool {
	return n.Tag != "" || slices.ContainsFunc(n.Items, tagged) ||
		slices.ContainsFunc(n.Members, func(m source.Member) bool { return tagged(m.Value) })
}

func hasError(faults []fault) bool {
	return slices.ContainsFunc(faults, func(f fault) bool { return f.level == finding.Error })
}

// compare adds to each error what the newest edition says of its place, where
// that is milder.
func compare(faults, today []fault, newest string) {
	levels := map[string]finding.Level{}
	for _, f := range today {
		if known, ok := levels[f.pointer]; !ok || f.level.Rank() < known.Rank() {
			levels[f.pointer] = f.level
		}
	}
	for i := range faults {
		f := &faults[i]
		level, still := levels[f.pointer]
		if f.level != finding.Error || level == finding.Error {
			continue
		}
		says := fmt.Sprintf("edition %s allows it", newest)
		switch {
		case still:
			says = fmt.Sprintf("edition %s only warns of it", newest)
		case f.newer != "":
			says = f.newer
		}
		f.message += fmt.Sprintf("; %s (set `--edition %s`)", says, Latest)
	}
}

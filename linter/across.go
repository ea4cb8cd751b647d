package linter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
)

// familyAcross is the family of the rules that judge all requests of a run
// together. Only where one of them is in force is anything of requests kept so long.
const familyAcross = "across"

// store is what is kept of a request to judge it together with others.
type store struct {
	index   int                   // of the request in its file
	builtIn []plan.Value          // what each built-in rule keeps of it
	custom  map[string]plan.Value // what each custom rule does, by name
	held    *opened               // its file, nil where that is to be read again
	sum     uint64                // of the file's content
}

// Files of at most so many bytes, and so many of them, are held until the end; the
// others are read again where a finding stands in them.
const (
	mostHeld = 2000
	mostSize = 16 << 10
)

var seed = maphash.MakeSeed()

// holds reports whether a file is held until the end. What can't be read twice is.
func (l *Linter) holds(place int, target discover.Target, size int) bool {
	if place < l.held && size <= mostSize {
		return true
	}
	info, err := os.Stat(target.Path)
	return err != nil || !info.Mode().IsRegular()
}

// keep keeps of a request what the rules need that judge all together.
func (l *Linter) keep(ctx context.Context, f *opened, index int, input plan.Value, o *outcome) {
	defer l.options.Timings.Begin(stepAcross)()
	e := l.newest(request.Store)
	kept := store{index: index, sum: maphash.Bytes(seed, f.Content)}
	var failed []policy.Failure
	kept.builtIn, failed = e.together().Summarize(ctx, input)
	for _, failure := range failed {
		o.failures = append(o.failures, l.failure(f.Name, failure))
	}
	if len(l.customAcross) > 0 {
		kept.custom, failed = l.summarize(ctx, e, input)
		o.failures = append(o.failures, l.customFailures(f.Name, failed)...)
	}
	if f.held {
		kept.held = f
	}
	o.stores = append(o.stores, kept)
}

// summarize returns what each custom rule keeps of a request.
func (l *Linter) summarize(ctx context.Context, e *edition, input plan.Value) (map[string]plan.Value, []policy.Failure) {
	kept := map[string]plan.Value{}
	var asked []string
	for _, rule := range l.customAcross {
		kept[rule.Name] = input
		if rule.Summary {
			kept[rule.Name] = plan.Null{}
			asked = append(asked, rule.Name)
		}
	}
	if len(asked) == 0 {
		return kept, nil
	}
	summaries, failed := l.asked.Summarize(ctx, e, l.config.Profile(""), plan.ToAST(input), asked...)
	for name, summary := range summaries {
		kept[name] = plan.FromJSON(summary)
	}
	return kept, failed
}

// across judges the requests of all files together. Rules see what they keep of
// each, in the order of the files, and place a finding at ["stores", i, …], where the
// rest is the path into that request.
func (l *Linter) across(ctx context.Context, targets []discover.Target, outcomes []outcome) ([]finding.Finding, []report.Failure) {
	t := &together{Linter: l, targets: targets, outcomes: outcomes}
	for file, o := range outcomes {
		for k := range o.stores {
			t.stores = append(t.stores, placed{&o.stores[k], file})
		}
	}
	results, failures := t.judge(ctx)
	findings, failed := t.findings(results)
	return findings, append(failures, failed...)
}

// together is the requests that are judged together.
type together struct {
	*Linter
	targets  []discover.Target
	outcomes []outcome
	stores   []placed

	last struct { // the file that was last read again
		file int
		*opened
		err error
	}
}

// placed is a store of a file, by the place of its target.
type placed struct {
	*store
	file int
}

func (t *together) judge(ctx context.Context) ([]policy.Result, []report.Failure) {
	var results []policy.Result
	var failures []report.Failure
	e := t.newest(request.Store)
	if len(t.stores) > 1 { // the built-in rules compare requests
		most := mostTime * time.Duration(1+len(t.stores)/1000)
		ctx, cancel := withTime(ctx, most, mostTime/50)
		defer cancel()
		kept := make([][]plan.Value, len(t.stores))
		for i, s := range t.stores {
			kept[i] = s.builtIn
		}
		found, failed := e.together().EvaluateTogether(ctx, kept, t.options.Timings.Rules())
		results = found
		for _, f := range failed {
			f.Err = fmt.Errorf("judging all files together: %w", f.Err)
			failures = append(failures, t.failure(".", f))
		}
	}
	for i := range t.customAcross {
		if len(t.stores) == 0 {
			break
		}
		rule := &t.customAcross[i]
		kept := make([]plan.Value, len(t.stores))
		for k, s := range t.stores {
			kept[k] = s.custom[rule.Name]
		}
		found, failed := t.askCustom(ctx, e, t.config.Profile(""), plan.ToAST(policy.Together(rule, kept)), t.check, rule.Name)
		results, failures = append(results, found...), append(failures, t.customFailures(".", failed)...)
	}
	return results, failures
}

// check says what is wrong with the path of a custom rule's finding.
func (t *together) check(at []any) error {
	i, rest, ok := t.split(at)
	if !ok {
		return fmt.Errorf("a finding's `at` is %s, but that of a rule of family %q begins with \"stores\" and an index below %d", shownPath(at), familyAcross, len(t.stores))
	}
	r, _, err := t.open(i)
	if err != nil {
		return nil // which is said of its file
	}
	return t.checkPath(r, rest)
}

// split splits a path into the request that it leads into and the path there.
func (t *together) split(at []any) (i int, rest []any, ok bool) {
	if len(at) < 2 || at[0] != "stores" {
		return 0, nil, false
	}
	i, ok = at[1].(int)
	return i, at[2:], ok && i >= 0 && i < len(t.stores)
}

// open returns a request and its file, which it reads again where it isn't held.
func (t *together) open(i int) (*request.Request, *opened, error) {
	s := t.stores[i]
	f := s.held
	if f == nil {
		if t.last.opened == nil || t.last.file != s.file {
			t.last.file = s.file
			t.last.opened, t.last.err = t.again(s)
		}
		if t.last.err != nil {
			return nil, nil, t.last.err
		}
		f = t.last.opened
	}
	return f.requests[s.index], f, nil
}

var errChanged = errors.New("it changed while edslint was reading it; lint it again")

// again reads a file once more and makes its requests what they were when they were
// judged.
func (t *together) again(s placed) (*opened, error) {
	f, err := t.Linter.open(t.targets[s.file])
	if err != nil {
		return f, err
	}
	if maphash.Bytes(seed, f.Content) != s.sum {
		return f, errChanged
	}
	f.place.lines = t.outcomes[s.file].lines
	for _, r := range f.requests {
		e, err := t.editionFor(r)
		if err == nil {
			_, err = t.structure(r, e)
		}
		if err != nil {
			return f, err
		}
	}
	return f, nil
}

// findings gives results their places, file by file, so that none is read more than
// once for its findings and once for those of others that name a place in it.
func (t *together) findings(results []policy.Result) ([]finding.Finding, []report.Failure) {
	var findings []finding.Finding
	var others []other
	unread := map[int]error{}
	open := func(i int) (*request.Request, *opened) {
		r, f, err := t.open(i)
		if err != nil {
			unread[t.stores[i].file] = err
			return nil, nil
		}
		return r, f
	}
	for _, result := range t.byFile(results) {
		i, at, _ := t.split(result.At)
		r, file := open(i)
		if r == nil || file.place.profile.Off(result.Rule.Name) {
			continue
		}
		related := result.Related
		result.At, result.Related = at, nil
		f, ok := located(r, result)
		if !ok {
			continue
		}
		for _, o := range related {
			if i, at, ok := t.split(o.At); ok {
				others = append(others, other{len(findings), i, at, o.Message})
			}
		}
		findings = append(findings, file.place.finding(f, result.Rule, ""))
	}
	slices.SortStableFunc(others, func(a, b other) int { return cmp.Compare(a.store, b.store) })
	for _, o := range others {
		r, file := open(o.store)
		if r == nil {
			continue
		}
		start, end := r.At(o.at).Span()
		region := file.Region(start, end)
		f := &findings[o.of]
		f.Related = append(f.Related, finding.Related{File: file.Name, Region: region, Message: o.message})
		f.Unchanged = f.Unchanged && !touched(file.place.lines, region)
	}
	var failures []report.Failure
	for _, file := range slices.Sorted(maps.Keys(unread)) {
		failures = append(failures, report.Failure{File: t.targets[file].Name, Message: unread[file].Error()})
	}
	return findings, failures
}

// other is a place that a finding names, beside its own.
type other struct {
	of      int // the finding
	store   int
	at      []any
	message string
}

// byFile are the results of the rules that may place them, in the order of the files.
func (t *together) byFile(results []policy.Result) []policy.Result {
	results = slices.DeleteFunc(results, func(r policy.Result) bool {
		_, _, ok := t.split(r.At)
		return !ok || r.Rule.Family != familyAcross
	})
	slices.SortStableFunc(results, func(a, b policy.Result) int {
		i, _, _ := t.split(a.At)
		k, _, _ := t.split(b.At)
		return cmp.Compare(t.stores[i].file, t.stores[k].file)
	})
	return results
}

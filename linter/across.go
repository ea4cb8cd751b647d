package linter

import (
	"context"
	"errors"
	"fmt"
	"hash/maphash"
	"maps"
	"slices"
	"sync"
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
	held    *opened               // its file; nil where that is to be read again
	sum     uint64                // of the file's content
}

// Files of at most so many bytes, and so many of them, are held until all are judged
// together. To read one again for a finding takes as long as at first; to hold more
// would take more memory the more files there are.
const (
	mostHeld = 2000
	mostSize = 8 << 10
)

// holds reports whether the file at a place among all is held. Standard input can't
// be read again.
func (l *Linter) holds(index int, target discover.Target, size int) bool {
	return l.keeps && (index < l.held && size <= mostSize || target.Path == "-")
}

var seed = maphash.MakeSeed()

// keep keeps of a request what the rules need that judge all together.
func (l *Linter) keep(ctx context.Context, f *opened, index int, input plan.Value, o *outcome) {
	defer l.options.Timings.Begin(stepAcross)()
	e := l.newest(request.Store)
	kept := store{index: index, sum: f.sum}
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
	last     struct { // the file that check read again
		file int
		*opened
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
	if len(t.stores) == 0 {
		return nil, nil
	}
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
	s := t.stores[i]
	if t.last.opened == nil || t.last.file != s.file {
		f, err := t.open(s)
		if err != nil {
			return nil // which is said of its file
		}
		t.last.file, t.last.opened = s.file, f
	}
	return t.checkPath(t.last.requests[s.index], rest)
}

// split splits a path into the request that it leads into and the path there.
func (t *together) split(at []any) (i int, rest []any, ok bool) {
	if len(at) < 2 || at[0] != "stores" {
		return 0, nil, false
	}
	i, ok = at[1].(int)
	return i, at[2:], ok && i >= 0 && i < len(t.stores)
}

// open returns the file of a store, which it reads again where it isn't held.
func (t *together) open(s placed) (*opened, error) {
	if s.held != nil {
		return s.held, nil
	}
	return t.again(s)
}

var errChanged = errors.New("it changed while edslint was reading it; lint it again")

// again reads a file once more and makes its requests what they were when they were
// judged.
func (t *together) again(s placed) (*opened, error) {
	f, err := t.Linter.open(t.targets[s.file])
	if err != nil {
		return f, err
	}
	if f.sum != s.sum {
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

// findings gives results their places, and returns what of them can't be read again.
func (t *together) findings(results []policy.Result) ([]finding.Finding, []report.Failure) {
	results = slices.DeleteFunc(results, func(r policy.Result) bool {
		_, _, ok := t.split(r.At)
		return !ok || r.Rule.Family != familyAcross
	})
	unread := map[int]error{}
	found := make([]finding.Finding, len(results))
	t.eachFile(len(results), unread, func(i int) placed { return t.store(results[i].At) }, func(i int, file *opened) {
		result := results[i]
		store := t.store(result.At)
		result.At, result.Related = result.At[2:], nil
		f, ok := located(file.requests[store.index], result)
		if ok && !file.place.profile.Off(result.Rule.Name) {
			found[i] = file.place.finding(f, result.Rule, "")
		}
	})
	var others []other
	for i := range found {
		for _, related := range results[i].Related {
			if _, _, ok := t.split(related.At); ok && found[i].RuleID != "" {
				others = append(others, other{Related: related, of: &found[i]})
			}
		}
	}
	t.eachFile(len(others), unread, func(i int) placed { return t.store(others[i].At) }, func(i int, file *opened) {
		o := &others[i]
		start, end := file.requests[t.store(o.At).index].At(o.At[2:]).Span()
		region := file.Region(start, end)
		o.said = &finding.Related{File: file.Name, Region: region, Message: o.Message}
		o.changed = file.place.lines != nil && touched(file.place.lines, region)
	})
	for _, o := range others {
		if o.said != nil {
			o.of.Related = append(o.of.Related, *o.said)
			o.of.Unchanged = o.of.Unchanged && !o.changed
		}
	}
	found = slices.DeleteFunc(found, func(f finding.Finding) bool { return f.RuleID == "" })
	var failures []report.Failure
	for _, file := range slices.Sorted(maps.Keys(unread)) {
		failures = append(failures, report.Failure{File: t.targets[file].Name, Message: unread[file].Error()})
	}
	return found, failures
}

// other is a place that a finding names, beside its own.
type other struct {
	policy.Related
	of      *finding.Finding
	said    *finding.Related // nil where its file can't be read again
	changed bool
}

// store is the store that a path leads into.
func (t *together) store(at []any) placed {
	i, _, _ := t.split(at)
	return t.stores[i]
}

// eachFile calls f with each of n things and the file in which its store stands,
// side by side, but those of one file one after the other, with the file read once.
func (t *together) eachFile(n int, unread map[int]error, store func(i int) placed, f func(i int, file *opened)) {
	var files [][]int
	places := map[int]int{} // in files
	for i := range n {
		file := store(i).file
		if _, known := places[file]; !known {
			places[file] = len(files)
			files = append(files, nil)
		}
		files[places[file]] = append(files[places[file]], i)
	}
	var mu sync.Mutex
	sideBySide(t.options.Jobs, len(files), func(k int) {
		of := store(files[k][0])
		file, err := t.open(of)
		if err != nil {
			mu.Lock()
			defer mu.Unlock()
			unread[of.file] = err
			return
		}
		for _, i := range files[k] {
			f(i, file)
		}
	})
}

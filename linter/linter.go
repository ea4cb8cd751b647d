// Package linter lints files that hold CreateEventDataStore requests.
//
// The way of the data: arguments → files → documents → requests → findings →
// report, each step a package that knows only those before it.
package linter

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// The editions that Options.Edition can name besides those of package editions.
const (
	Auto   = "auto"   // for each request, the oldest edition that knows every name in it
	Latest = "latest" // the newest
)

// Options say how files are linted. The zero value is the default.
type Options struct {
	Dir           string // the working folder; empty for the process's own
	Edition       string // Auto (also if empty), Latest or an edition's name
	Stdin         io.Reader
	StdinFilename string
	Jobs          int    // files linted at a time; 0 for one on each processor
	AllowEmpty    bool   // nothing to lint is no failure
	Preset        string // which rules are in force, one of rules.Presets; empty for rules.Recommended
	Only, Skip    []string
	NoSuppress    bool                   // findings are reported whatever says that they should not be
	Locked        func(name string) bool // whether nothing suppresses the rule of that name; nil for none
	Limits        source.Limits          // zero for source.DefaultLimits
	// Progress, if not nil, is called from one goroutine at a time: while files
	// are looked for, total is 0.
	Progress func(done, total int)
}

// Linter lints with one set of options. It may be used by several goroutines.
type Linter struct {
	options  Options
	policy   *policy.Policy
	editions []*edition // oldest first
	chosen   *edition   // nil for Auto
	marks    request.Marks
	silent   map[string]bool
	keeps    bool // requests until the end, for rules that judge all files together
}

// New prepares a linter: it compiles the rules, but no request's schema yet.
// Its errors are of the options: an unknown edition or rule.
func New(options Options) (*Linter, error) {
	l := &Linter{options: options}
	if l.options.Preset == "" {
		l.options.Preset = rules.Recommended
	}
	if err := knownPreset(l.options.Preset); err != nil {
		return nil, err
	}
	if err := l.load(); err != nil {
		return nil, err
	}
	if err := l.choose(options.Edition); err != nil {
		return nil, err
	}
	silent, err := silenced(l.policy.Rules(), l.options)
	if err != nil {
		return nil, err
	}
	l.silent, l.keeps = silent, judgesAcross(l.policy.Rules(), silent)
	if l.options.Limits == (source.Limits{}) {
		l.options.Limits = source.DefaultLimits()
	}
	if l.options.Jobs <= 0 {
		l.options.Jobs = runtime.GOMAXPROCS(0)
	}
	return l, nil
}

// load compiles the rules of the preset and meanwhile reads the editions.
func (l *Linter) load() error {
	var policyErr, editionsErr error
	var group sync.WaitGroup
	group.Go(func() { l.policy, policyErr = policy.Load(rules.FS, l.wanted) })
	group.Go(func() { l.editions, editionsErr = loadEditions(func() *policy.Policy { return l.policy }) })
	group.Wait()
	if err := errors.Join(policyErr, editionsErr); err != nil {
		return err
	}
	l.marks.Store, l.marks.Shared, l.marks.Other = l.newest().Marks()
	return nil
}

func (l *Linter) choose(name string) error {
	switch name {
	case "", Auto:
		return nil
	case Latest:
		l.chosen = l.newest()
		return nil
	}
	names := append([]string{Auto, Latest}, editions.Names()...)
	for _, e := range l.editions {
		if e.Name == name {
			l.chosen = e
			return nil
		}
	}
	return fmt.Errorf("no edition is called %q; there are %s%s", name, strings.Join(names, ", "), didYouMean(name, names))
}

// wanted reports whether a rule of Rego is in force, as far as it can be known
// before all are.
func (l *Linter) wanted(r rules.Rule) bool { return r.In(l.options.Preset) }

func (l *Linter) newest() *edition { return l.editions[len(l.editions)-1] }

// Rules returns the rules in force, by id: not those that were switched off,
// but always those that say what could not be linted.
func (l *Linter) Rules() []rules.Rule {
	return slices.DeleteFunc(slices.Clone(l.policy.Rules()), func(r rules.Rule) bool {
		return l.silent[r.Name] && !unread(finding.Finding{RuleID: r.ID, Level: r.Level})
	})
}

// Lint lints what paths name: files, folders, globs, and "-" for standard
// input; the working folder if there are none. What could not be linted stands
// in the report too; the error is of a run that broke off.
func (l *Linter) Lint(ctx context.Context, paths []string) (*report.Report, error) {
	targets, problems, err := discover.Files(ctx, paths, discover.Options{
		Dir: l.options.Dir, StdinFilename: l.options.StdinFilename,
		Progress: func(seen int) { l.progress(seen, 0) },
	})
	if err != nil {
		return nil, err
	}
	outcomes, err := l.lintAll(ctx, targets)
	if err != nil {
		return nil, err
	}
	r := l.gather(targets, problems, outcomes)
	findings, failures := l.across(ctx, outcomes)
	r.Findings, r.Failures = append(r.Findings, findings...), append(r.Failures, failures...)
	l.suppress(r, outcomes)
	r.Tidy()
	return r, nil
}

// lintAll lints the targets side by side; each goroutine writes its own places.
func (l *Linter) lintAll(ctx context.Context, targets []discover.Target) ([]outcome, error) {
	outcomes := make([]outcome, len(targets))
	var (
		group sync.WaitGroup
		next  atomic.Int64
		mu    sync.Mutex
		done  int
	)
	for range min(l.options.Jobs, len(targets)) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(targets) && ctx.Err() == nil; i = int(next.Add(1)) - 1 {
				outcomes[i] = l.lintFile(ctx, targets[i])
				mu.Lock()
				done++
				l.progress(done, len(targets))
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return outcomes, ctx.Err()
}

func (l *Linter) progress(done, total int) {
	if l.options.Progress != nil {
		l.options.Progress(done, total)
	}
}

// gather makes one report of what was found in each file.
func (l *Linter) gather(targets []discover.Target, problems []discover.Problem, outcomes []outcome) *report.Report {
	r := &report.Report{Rules: l.Rules()}
	requests := 0
	for i, o := range outcomes {
		requests += len(o.requests)
		switch {
		case o.unread:
			r.Unread = append(r.Unread, targets[i].Name)
		case len(o.requests) == 0 && len(o.findings) == 0 && len(o.failures) == 0:
			r.PassedOver++
		default:
			r.Files = append(r.Files, report.File{Name: targets[i].Name, Requests: o.requests})
		}
		r.Findings = append(r.Findings, o.findings...)
		r.Failures = append(r.Failures, o.failures...)
	}
	for _, p := range problems {
		if !p.Empty || !l.options.AllowEmpty {
			r.Failures = append(r.Failures, report.Failure{File: cmp.Or(p.Name, "."), Message: p.Message})
		}
	}
	if requests == 0 && len(r.Findings) == 0 && len(r.Failures) == 0 && !l.options.AllowEmpty {
		r.Failures = append(r.Failures, report.Failure{File: ".", Message: nothing(len(targets), r.Unread)})
	}
	return r
}

func nothing(files int, unread []string) string {
	const help = "name a file, or use --allow-empty"
	if len(unread) > 0 {
		return fmt.Sprintf("nothing to lint: no file holds a CreateEventDataStore request, and of these %d can't be parsed: %s (%s)",
			len(unread), strings.Join(unread, ", "), help)
	}
	return fmt.Sprintf("nothing to lint: of %d files, none holds a CreateEventDataStore request (%s)", files, help)
}

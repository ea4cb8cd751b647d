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
	"time"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/custom"
	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape"
	"github.com/edslint/edslint/linter/shape/native"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/timing"
	"github.com/edslint/edslint/rules"
)

// The editions that Options.Edition can name besides those of package editions.
const (
	Auto   = config.Auto   // for each request, the oldest edition that knows every name in it
	Latest = config.Latest // the newest
)

// Options say how files are linted. The zero value is the default.
type Options struct {
	Dir           string // the working folder; empty for the process's own
	Config        string // the path of the config, as config.Find finds it; empty for none
	Edition       string // Auto, Latest or an edition's name; empty for what the config says, else Auto
	Shape         string // that all files have, by its name; empty or AutoShape for what each looks like
	Stdin         io.Reader
	StdinFilename string
	Jobs          int    // files linted at a time; 0 for one on each processor
	AllowEmpty    bool   // nothing to lint is no failure
	Preset        string // which rules are in force, one of rules.Presets; empty for what the config says, else rules.Recommended
	FailLevel     string // one of config.FailLevels; empty for what the config says, else error
	Only, Skip    []string
	CustomRules   []string // folders, .rego files and bundles of rules that are not built in, beside those of the config
	Data          []string // JSON and YAML files for them, beside those of the config
	// Worker is the command that starts a process of this program which calls
	// worker.Main, for custom rules to be evaluated in; nil for this process.
	Worker []string
	// Trace, if not nil, is called with what custom rules in a worker print, and
	// the place of the call as file:line.
	Trace        func(place, text string)
	NoSuppress   bool          // findings are reported whatever says that they should not be
	Version      string        // of edslint, which a config can demand; empty for a development build
	Today        time.Time     // the day on which a config's entries may have expired; zero for one on which none has
	Limits       source.Limits // zero for source.DefaultLimits
	ChangedSince string        // report only what stands on lines that changed since this branch, tag or commit; empty for all
	ChangedFiles bool          // with ChangedSince: all that stands in files that changed
	Explain      bool          // fill in Report.Notes
	Timings      *timing.Recorder
	// Progress, if not nil, is called from one goroutine at a time: while files
	// are looked for, total is 0.
	Progress func(done, total int)
}

// Linter lints with one set of options. It may be used by several goroutines.
type Linter struct {
	options  Options
	config   *config.Config
	policy   *policy.BuiltIn
	custom   *custom.Set
	all      []rules.Rule                 // built in and custom, by id
	asked    evaluator                    // custom rules; nil where none is in force
	editions map[string]func() []*edition // by target, oldest first
	chosen   string                       // the edition's name; empty for Auto
	shapes   []shape.Shape                // that documents may have
	marks    native.Marks
	keeps    bool // something of requests until the end, for rules that judge all files together
	held     int  // how many files may be held until then

	customEach, customAcross []rules.Rule // in force, by what they judge: one request or all of a run
}

// New prepares a linter: it reads the rules, but no request's schema yet.
// Its errors are of the options, such as an unknown edition or rule, and
// config.Mistakes.
func New(options Options) (*Linter, error) {
	defer options.Timings.Begin(stepStart)()
	if options.ChangedFiles && options.ChangedSince == "" {
		return nil, errors.New("--changed-files says how much of what changed is reported, and needs --changed-since REF")
	}
	builtIn, err := policy.List()
	if err != nil {
		return nil, err
	}
	l := &Linter{options: options, held: mostHeld}
	if l.config, l.custom, err = Configure(options, builtIn); err != nil {
		return nil, err
	}
	l.all = withCustom(builtIn, l.custom.Rules())
	if l.options.Limits == (source.Limits{}) {
		l.options.Limits = source.DefaultLimits()
	}
	if err := l.load(builtIn); err != nil {
		return nil, err
	}
	l.choose()
	l.keeps = slices.ContainsFunc(l.Rules(), func(r rules.Rule) bool { return r.Family == familyAcross })
	if l.options.Jobs <= 0 {
		l.options.Jobs = runtime.GOMAXPROCS(0)
	}
	return l, nil
}

// Configure returns what is in force under options, and the custom rules. It is
// given the built-in rules. Where the config is wrong and custom rules are too, the
// error is a RulesError, for the config may name a rule that can't be read.
func Configure(o Options, builtIn []rules.Rule) (*config.Config, *custom.Set, error) {
	set := &custom.Set{}
	c, err := config.Load(config.Options{
		Dir: o.Dir, File: o.Config, Rules: builtIn, Version: o.Version, Today: o.Today,
		Custom: func(customRules, data []config.Value) []rules.Rule {
			set = custom.Load(o.custom(builtIn, customRules, data))
			return set.Rules()
		},
		Flags: config.Flags{Edition: o.Edition, Preset: o.Preset, FailLevel: o.FailLevel, Only: o.Only, Skip: o.Skip},
	})
	if err != nil && len(set.Mistakes) > 0 {
		err = &RulesError{err, set.Mistakes}
	}
	return c, set, err
}

// load reads the plan of the built-in rules and the editions.
func (l *Linter) load(builtIn []rules.Rule) (err error) {
	if l.policy, err = policy.Load(builtIn); err != nil {
		return err
	}
	if err := l.loadEditions(); err != nil {
		return err
	}
	l.ready()
	l.marks = native.Marks(l.newest(request.Store).Marks())
	l.shapes, err = shapesFor(l.options.Shape, shape.Facts{Marks: l.marks, Limits: l.options.Limits})
	return err
}

// choose takes the edition that all requests are held to, unless it is Auto.
func (l *Linter) choose() {
	switch name := l.config.Edition.Text; name {
	case Auto:
	case Latest:
		l.chosen = l.newest(request.Store).Name
	default:
		l.chosen = name
	}
}

// Rules returns the rules that may be in force for some file, by id, among them
// always those that say what could not be linted.
func (l *Linter) Rules() []rules.Rule {
	return slices.DeleteFunc(slices.Clone(l.all), func(r rules.Rule) bool { return !l.config.InForce(r) })
}

// Config returns what is in force.
func (l *Linter) Config() *config.Config { return l.config }

// Lint lints what paths name: files, folders, globs, and "-" for standard
// input; the working folder if there are none. What could not be linted stands
// in the report too; the error is of a run that broke off. With ChangedSince
// the report still holds what stands where nothing changed, for a baseline to
// count it, until its Confine is called.
func (l *Linter) Lint(ctx context.Context, paths []string) (*report.Report, error) {
	var notes notes
	targets, problems, err := l.find(ctx, paths, &notes)
	if err != nil {
		return nil, err
	}
	since, err := l.since(ctx, targets)
	if err != nil {
		return nil, err
	}
	outcomes, err := l.lintAll(ctx, targets, since)
	if err != nil {
		return nil, err
	}
	r := l.gather(targets, problems, outcomes)
	r.Findings = append(r.Findings, l.expired(since)...)
	end := l.options.Timings.Begin(stepAcross)
	findings, failures := l.across(ctx, targets, outcomes)
	end()
	r.Findings, r.Failures = append(r.Findings, findings...), append(r.Failures, failures...)
	r.Notes = append(r.Notes, notes...)
	l.suppress(r, outcomes)
	r.Changes = changesOf(since, targets, outcomes)
	r.Tidy()
	return r, nil
}

// find finds the files that paths name.
func (l *Linter) find(ctx context.Context, paths []string, notes *notes) ([]discover.Target, []discover.Problem, error) {
	defer l.options.Timings.Begin(stepFind)()
	options := discover.Options{
		Dir: l.options.Dir, StdinFilename: l.options.StdinFilename,
		Leaves:   func(path string, isDir bool) bool { return l.config.Leaves(path, isDir) || l.custom.IsExample(path) },
		Progress: func(seen int) { l.progress(seen, 0) },
	}
	if l.options.Explain {
		options.Ignored = func(name, by string) { notes.add(name, 0, l.ignored(by)) }
	}
	return discover.Files(ctx, paths, options)
}

// lintAll lints the targets side by side.
func (l *Linter) lintAll(ctx context.Context, targets []discover.Target, since *changes.Set) ([]outcome, error) {
	outcomes := make([]outcome, len(targets))
	var mu sync.Mutex
	done := 0
	sideBySide(l.options.Jobs, len(targets), func(i int) {
		if ctx.Err() != nil {
			return
		}
		outcomes[i] = l.lintFile(ctx, i, targets[i], since)
		mu.Lock()
		defer mu.Unlock()
		done++
		l.progress(done, len(targets))
	})
	return outcomes, ctx.Err()
}

// sideBySide calls f with each number below n, in so many goroutines.
func sideBySide(jobs, n int, f func(i int)) {
	var group sync.WaitGroup
	var next atomic.Int64
	for range min(jobs, n) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	group.Wait()
}

func (l *Linter) progress(done, total int) {
	if l.options.Progress != nil {
		l.options.Progress(done, total)
	}
}

// gather makes one report of what was found in each file.
func (l *Linter) gather(targets []discover.Target, problems []discover.Problem, outcomes []outcome) *report.Report {
	r := &report.Report{Rules: l.Rules(), Failures: BrokenRules(l.custom.Mistakes).Failures()}
	requests := 0
	for i, o := range outcomes {
		requests += len(o.requests) + o.unjudged
		r.Notes = append(r.Notes, o.notes...)
		switch {
		case o.unread:
			r.Unread = append(r.Unread, targets[i].Name)
		case o.unjudged > 0 && len(o.findings) == 0: // it is as it was
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
	if requests == 0 && len(r.Findings) == 0 && len(r.Failures) == len(l.custom.Mistakes) && !l.options.AllowEmpty {
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

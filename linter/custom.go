package linter

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/custom"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/linter/worker"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/schema"
)

// BrokenRules is all that is wrong with custom rules.
type BrokenRules []custom.Mistake

// Error returns one line for each mistake.
func (b BrokenRules) Error() string {
	lines := make([]string, len(b))
	for i, mistake := range b {
		lines[i] = mistake.String()
	}
	return strings.Join(lines, "\n")
}

// Failures are the mistakes as a report has them.
func (b BrokenRules) Failures() []report.Failure {
	var failures []report.Failure
	for _, m := range b {
		failures = append(failures, report.Failure{RuleID: m.RuleID, File: m.File, Region: m.Region, Message: m.Message, Snippet: m.Snippet})
	}
	return failures
}

// RulesError is an error where there are also custom rules that can't be read,
// which may be why.
type RulesError struct {
	Err    error
	Broken BrokenRules
}

func (e *RulesError) Error() string { return e.Err.Error() }
func (e *RulesError) Unwrap() error { return e.Err }

// custom says where custom rules and their data are: by flags from the working
// folder, in the config from the config's.
func (o Options) custom(builtIn []rules.Rule, customRules, data []config.Value) custom.Options {
	folder := o.Dir
	if o.Config != "" {
		folder = filepath.Dir(o.Config)
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(o.Dir, folder)
		}
	}
	paths := func(flag string, flags []string, configured []config.Value) []custom.Path {
		var all []custom.Path
		for _, path := range flags {
			all = append(all, o.path(o.Dir, path, flag))
		}
		for _, path := range configured {
			all = append(all, o.path(folder, filepath.FromSlash(path.Text), path.From))
		}
		return all
	}
	return custom.Options{
		BuiltIn: builtIn,
		Rules:   paths("--rules", o.CustomRules, customRules), Data: paths("--data", o.Data, data),
	}
}

// path is one from a folder, as it is opened and as reports call it: from the
// working folder.
func (o Options) path(folder, path, named string) custom.Path {
	if !filepath.IsAbs(path) {
		path = filepath.Join(folder, path)
	}
	name := path
	dir, dirErr := filepath.Abs(o.Dir)
	whole, err := filepath.Abs(path)
	if err == nil && dirErr == nil {
		if rel, err := filepath.Rel(dir, whole); err == nil {
			name = rel
		}
	}
	return custom.Path{Path: path, Name: filepath.ToSlash(name), Named: named}
}

// evaluator asks the custom rules, within limits of its own. What it returns is
// not trusted.
type evaluator interface {
	Evaluate(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) ([]policy.Result, []policy.Failure)
	Summarize(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) (map[string]any, []policy.Failure)
	Close()
}

// inProcess asks the custom rules in this process.
type inProcess struct{}

func (inProcess) Evaluate(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) ([]policy.Result, []policy.Failure) {
	ctx, cancel := withTime(ctx, mostTime, mostTime/50)
	defer cancel()
	return e.custom(p).Evaluate(ctx, input, names...)
}

func (inProcess) Summarize(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) (map[string]any, []policy.Failure) {
	ctx, cancel := withTime(ctx, mostTime, mostTime/50)
	defer cancel()
	return e.custom(p).Summarize(ctx, input, names...)
}

func (inProcess) Close() {}

// inWorker asks them in processes of their own.
type inWorker struct {
	*worker.Pool
	data sync.Map // by key: what makes the data of an edition and a profile
}

func (w *inWorker) Evaluate(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) ([]policy.Result, []policy.Failure) {
	return w.Pool.Evaluate(ctx, w.key(e, p), input, names...)
}

func (w *inWorker) Summarize(ctx context.Context, e *edition, p *config.Profile, input ast.Value, names ...string) (map[string]any, []policy.Failure) {
	return w.Pool.Summarize(ctx, w.key(e, p), input, names...)
}

func (w *inWorker) key(e *edition, p *config.Profile) string {
	key := e.target + " " + e.Name + " " + p.Key
	w.data.LoadOrStore(key, func() map[string]any { return e.customData(p) })
	return key
}

// readyCustom says how custom rules, where any is in force, are asked by a
// target's editions.
func (l *Linter) readyCustom(all []*edition) {
	asked := l.custom.Policy(l.config.InForce)
	if asked == nil {
		return
	}
	newest := all[len(all)-1]
	for _, e := range all {
		e.customData = func(p *config.Profile) map[string]any {
			data := maps.Clone(l.custom.Data())
			if data == nil {
				data = map[string]any{}
			}
			data["params"], data["context"] = p.Params, l.config.Context()
			data["edition"], data["latest"] = e.Facts, newest.Facts
			return data
		}
		e.custom = byKey(func(p *config.Profile) *policy.Query {
			return asked.Query(policy.NewData(e.Edition, newest.Edition, e.customData(p)))
		})
	}
}

// ready makes the custom rules ready that may be in force.
func (l *Linter) ready() {
	asked := l.custom.Policy(l.config.InForce)
	if asked == nil {
		return
	}
	for _, rule := range asked.Rules() {
		if rule.Family == familyAcross {
			l.customAcross = append(l.customAcross, rule)
		} else {
			l.customEach = append(l.customEach, rule)
		}
	}
	if l.options.Worker == nil {
		l.asked = inProcess{}
		return
	}
	w := &inWorker{}
	w.Pool = worker.New(worker.Spec{
		Command: l.options.Worker, Modules: l.custom.Modules(), Rules: asked.Rules(), Trace: l.options.Trace,
		Data: func(key string) (map[string]any, error) {
			data, _ := w.data.Load(key)
			return data.(func() map[string]any)(), nil
		},
	}, worker.Limits{})
	l.asked = w
}

// Close ends the processes in which custom rules are evaluated, if there are any.
func (l *Linter) Close() {
	if l.asked != nil {
		l.asked.Close()
	}
}

// withCustom returns the built-in and the custom rules, by id.
func withCustom(builtIn, custom []rules.Rule) []rules.Rule {
	all := slices.Concat(builtIn, custom)
	slices.SortStableFunc(all, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all
}

// rule returns the rule called name, or nil.
func (l *Linter) rule(name string) *rules.Rule {
	if rule := l.policy.Rule(name); rule != nil {
		return rule
	}
	return l.custom.Rule(name)
}

var errCustomTime = errors.New("the custom rules took longer than there is time for one request")

// askCustom asks the custom rules with these names, and leaves nothing in their
// results that could harm. check says what is wrong with a path.
func (l *Linter) askCustom(ctx context.Context, e *edition, p *config.Profile, input ast.Value, check func(at []any) error, names ...string) ([]policy.Result, []policy.Failure) {
	defer l.options.Timings.Begin(stepCustom)()
	found, failed := l.asked.Evaluate(ctx, e, p, input, names...)
	var results []policy.Result
	var failures []policy.Failure
	said := map[string]bool{}
	fail := func(rule string, err error) {
		if errors.Is(err, errTooLarge) {
			err = errCustomTime
		}
		if key := rule + " " + err.Error(); !said[key] && len(said) < mostOfARule {
			said[key] = true
			failures = append(failures, policy.Failure{Rule: rule, Err: err})
		}
	}
	for _, f := range failed {
		fail(f.Rule, f.Err)
	}
	for _, result := range found {
		if p.Off(result.Rule.Name) {
			continue
		}
		if err := checkAll(result, check); err != nil {
			fail(result.Rule.Name, err)
			continue
		}
		result.Message, result.Help, result.Newer = shortened(result.Message), shortened(result.Help), ""
		for i := range result.Related {
			result.Related[i].Message = shortened(result.Related[i].Message)
		}
		results = append(results, result)
	}
	return results, failures
}

// mostRelated is how many other places a finding of a custom rule may speak of.
const mostRelated = 100

func checkAll(result policy.Result, check func(at []any) error) error {
	if err := check(result.At); err != nil {
		return err
	}
	if len(result.Related) > mostRelated {
		return fmt.Errorf("a finding has %d `related` places, but %d are the most", len(result.Related), mostRelated)
	}
	for _, other := range result.Related {
		if err := check(other.At); err != nil {
			return err
		}
	}
	return nil
}

// mostOfAText is how many characters of a message of a custom rule are kept.
const mostOfAText = 2000

func shortened(text string) string {
	if len(text) <= mostOfAText {
		return text
	}
	runes := []rune(text)
	if len(runes) <= mostOfAText {
		return text
	}
	return string(runes[:mostOfAText]) + "…"
}

// checkPath says what is wrong with a path of a custom rule's finding. It may
// end in a member that a request can have but this one hasn't.
func (l *Linter) checkPath(r *request.Request, at []any) error {
	for i := range at {
		place := r.At(at[:i+1])
		if place.Found {
			continue
		}
		around := r.At(at[:i])
		shown := shownPath(at[:i+1])
		switch step := at[i].(type) {
		case int:
			if kind := around.Value.Kind; kind != source.Array {
				return fmt.Errorf("a finding's `at` is %s, but there is %s, which has no items", shown, kind)
			}
			return fmt.Errorf("a finding's `at` is %s, but the list there has %d items", shown, len(around.Value.Items))
		case string:
			names, err := schema.Names(l.newest(request.Store).Name)
			if err != nil {
				return err
			}
			if slices.Contains(names, step) {
				return nil
			}
			suggestion := ""
			if near := spelling.Nearest(step, names); near != "" {
				suggestion = fmt.Sprintf("; did you mean `%s`?", near)
			}
			return fmt.Errorf("a finding's `at` is %s, but a request has no such member%s", shown, suggestion)
		}
	}
	return nil
}

// shownPath writes a path as Rego does.
func shownPath(at []any) string {
	words := make([]string, len(at))
	for i, step := range at {
		if name, ok := step.(string); ok {
			words[i] = strconv.Quote(shortened(name))
		} else {
			words[i] = fmt.Sprint(step)
		}
	}
	return "[" + strings.Join(words, ", ") + "]"
}

// customFaults are what the custom rules say of a request.
func (l *Linter) customFaults(ctx context.Context, r *request.Request, e *edition, p *config.Profile) ([]fault, []report.Failure) {
	var names []string
	for _, rule := range l.customEach {
		if rule.Judges(e.target) {
			names = append(names, rule.Name)
		}
	}
	if len(names) == 0 {
		return nil, nil
	}
	results, failed := l.askCustom(ctx, e, p, plan.ToAST(policy.Input(r)), func(at []any) error { return l.checkPath(r, at) }, names...)
	var faults []fault
	for _, result := range results {
		if f, ok := located(r, result); ok {
			faults = append(faults, f)
		}
	}
	return faults, l.customFailures(r.File.Name, failed)
}

func (l *Linter) customFailures(file string, failed []policy.Failure) []report.Failure {
	var failures []report.Failure
	for _, f := range failed {
		failure := report.Failure{File: file, Message: shortened(f.Err.Error())}
		if rule := l.rule(f.Rule); rule != nil {
			failure.RuleID = rule.ID
			failure.Message = fmt.Sprintf("the rule %q in %s: %s", rule.Name, rule.File, failure.Message)
		}
		failures = append(failures, failure)
	}
	return failures
}

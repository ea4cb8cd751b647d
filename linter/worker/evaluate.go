package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/policy"
)

// Evaluate judges a request by the rules with these names, or by all, over the data
// under a key, until ctx ends, whose cause is then the error. Where a rule fails, it
// is named, and the others still do their work. A rule that took too much time or
// memory is named once, and not evaluated any more from then on.
func (p *Pool) Evaluate(ctx context.Context, key string, input ast.Value, names ...string) ([]policy.Result, []policy.Failure) {
	e := &evaluation{Pool: p, key: key, names: names, of: ofFindings}
	e.evaluate(ctx, input)
	return e.results, e.failures
}

// Summarize returns the `summary` of each of these rules, by name, as encoding/json
// decodes it. Apart from that it is as Evaluate.
func (p *Pool) Summarize(ctx context.Context, key string, input ast.Value, names ...string) (map[string]any, []policy.Failure) {
	e := &evaluation{Pool: p, key: key, names: names, of: ofSummary, summaries: map[string]any{}}
	e.evaluate(ctx, input)
	return e.summaries, e.failures
}

func (e *evaluation) evaluate(ctx context.Context, input ast.Value) {
	if !e.enter() {
		e.fail("", errClosed)
		return
	}
	defer e.running.Done()
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer context.AfterFunc(e.life, func() { cancel(errClosed) })()
	text, err := encode(input)
	if err != nil {
		e.fail("", fmt.Errorf("could not write down the request for the rules: %w", err))
		return
	}
	e.ctx, e.input = ctx, text
	e.run()
}

func encode(input ast.Value) (json.RawMessage, error) {
	value, err := ast.JSON(input)
	if err != nil {
		return nil, err
	}
	return json.Marshal(value)
}

// evaluation is that of one request.
type evaluation struct {
	*Pool
	ctx      context.Context
	key      string
	names    []string // of the rules; none for all
	of       string   // what of them is evaluated
	input    json.RawMessage
	results  []policy.Result
	failures []policy.Failure
	over     bool // nothing more can come

	summaries map[string]any // by the rule's name
}

// What of a rule is evaluated.
const (
	ofFindings = "findings"
	ofSummary  = "summary"
)

// run has all rules evaluated together in a part of the time that each has, and
// where that fails, one by one. One request at a time does the latter, so that the
// next needn't find out the same.
func (e *evaluation) run() {
	for !e.isBroken() {
		all, alone, changes := e.standings(e.names)
		if len(all) == 0 || e.ask(all, e.limits.Time/10) == nil {
			e.each(alone)
			return
		}
		e.naming.Lock()
		if _, _, now := e.standings(e.names); now == changes && !e.over {
			if e.each(all) == 0 {
				e.set(apart, all...) // only all together are too much
			}
			e.naming.Unlock()
			e.each(alone)
			return
		}
		e.naming.Unlock()
		if e.over {
			return
		}
	}
}

// each has rules evaluated one by one and returns how many failed.
func (e *evaluation) each(names []string) (failed int) {
	for _, name := range names {
		if e.over {
			return failed
		}
		if e.is(stopped, name) {
			continue // since another request
		}
		err := e.ask([]string{name}, e.limits.Time)
		if err == nil || e.over {
			continue
		}
		failed++
		var stop stoppedError
		if !errors.As(err, &stop) {
			e.set(apart, name)
			e.fail(name, err)
		} else if len(e.set(stopped, name)) > 0 {
			e.fail(name, fmt.Errorf("%s, so it is not evaluated for the rest of the run", e.reason(stop)))
		}
	}
	return failed
}

// reason says why a rule was stopped.
func (e *evaluation) reason(stop stoppedError) string {
	switch {
	case errors.Is(stop.error, errTime):
		return fmt.Sprintf("the rule took more than %v for one request", e.limits.Time)
	case errors.Is(stop.error, errMemory):
		return fmt.Sprintf("the rule took more than %s of memory for one request", inWords(e.limits.Memory))
	}
	return fmt.Sprintf("the rule broke off the process that evaluates it (%v)", stop.error)
}

func inWords(n uint64) string {
	if n%(1<<30) == 0 {
		return fmt.Sprintf("%d GiB", n>>30)
	}
	return fmt.Sprintf("%d MiB", n>>20)
}

// ask has rules evaluated and takes what they find. Its error is one of the rules,
// unless all is over.
func (e *evaluation) ask(names []string, budget time.Duration) error {
	o, err := e.Pool.ask(e.ctx, task{Rules: names, Of: e.of, Key: e.key, Input: e.input, Time: int64(budget)})
	var unstarted unstartedError
	switch {
	case errors.As(err, &unstarted):
		e.over = true
		if e.first() {
			e.fail("", fmt.Errorf("could not start the process that evaluates rules, so none of them is evaluated from here on: %w", unstarted.error))
		}
	case err != nil && e.ctx.Err() != nil:
		e.over = true
		e.fail("", context.Cause(e.ctx))
	case err == nil:
		e.add(names, o.found)
	case !ofRules(err):
		e.over = true
		e.fail("", err)
	}
	if err == nil || len(names) == 1 {
		e.trace(o.prints)
	}
	return err
}

func (e *evaluation) isBroken() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.broken
}

// ofRules reports whether an error says that rules are at fault.
func ofRules(err error) bool {
	var failed failedError
	var stop stoppedError
	return errors.As(err, &failed) || errors.As(err, &stop)
}

// first reports whether it wasn't known yet that no process can be started.
func (e *evaluation) first() bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	first := !e.broken
	e.broken = true
	return first
}

func (e *evaluation) trace(prints []printed) {
	if e.spec.Trace == nil || len(prints) == 0 {
		return
	}
	e.tracing.Lock()
	defer e.tracing.Unlock()
	for _, line := range prints {
		e.spec.Trace(line.Place, line.Text)
	}
}

func (e *evaluation) fail(name string, err error) {
	if r := e.rules[name]; r != nil {
		name = r.Name
	}
	e.failures = append(e.failures, policy.Failure{Rule: name, Err: err})
}

// mostSummary is how many bytes of JSON a rule may keep of a request. All that is
// kept stays until the end of a run.
const mostSummary = 64 << 10

// keep takes a rule's summary, unless it is too long.
func (e *evaluation) keep(name string, value any) {
	text, err := json.Marshal(value)
	if err == nil && len(text) > mostSummary {
		err = fmt.Errorf("its `summary` of the request is %d bytes as JSON, but %d are the most", len(text), mostSummary)
	}
	if err != nil {
		e.fail(name, err)
		return
	}
	e.summaries[e.rules[name].Name] = value
}

// add takes what rules found, as far as it has the shape of findings.
func (e *evaluation) add(names []string, found map[string]any) {
	for _, name := range names {
		value, ok := found[name]
		if !ok {
			continue
		}
		if e.of == ofSummary {
			e.keep(name, value)
			continue
		}
		findings, ok := value.([]any)
		if !ok {
			e.fail(name, errors.New("`findings` must be a set: write `findings contains {…} if {…}`"))
		}
		rule := e.rules[name]
		wrong := map[string]bool{}
		for _, f := range findings {
			result, err := policy.Decode(f)
			if err != nil {
				if !wrong[err.Error()] && len(wrong) < 10 {
					e.fail(name, err)
				}
				wrong[err.Error()] = true
				continue
			}
			if result.Rule = rule; result.Level == "" {
				result.Level = rule.Level
			}
			e.results = append(e.results, result)
		}
	}
}

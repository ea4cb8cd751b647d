package worker

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// Pool evaluates rules in processes that it starts when they are first needed. It
// may be used by several goroutines.
type Pool struct {
	spec    Spec
	names   []string // of the rules' packages, below edslint.rules
	rules   map[string]*rules.Rule
	limits  Limits
	life    context.Context
	end     context.CancelCauseFunc
	slots   chan struct{} // one for each process that may be busy
	running sync.WaitGroup
	naming  sync.Mutex // held to find out which rule is at fault
	tracing sync.Mutex

	mu       sync.Mutex // of what follows
	closed   bool
	broken   bool // no process can be started
	idle     []*process
	standing map[string]standing
	changes  int // of standing
	data     map[string]json.RawMessage
}

// standing is how a rule is evaluated.
type standing int

const (
	together standing = iota // with all others
	apart                    // alone, since it failed before
	stopped                  // no more
)

// New makes a pool. It starts nothing yet. Limits that are zero are the default's.
func New(spec Spec, limits Limits) *Pool {
	fill(&limits)
	p := &Pool{spec: spec, limits: limits, slots: make(chan struct{}, limits.Processes), standing: map[string]standing{}, data: map[string]json.RawMessage{}}
	p.rules = make(map[string]*rules.Rule, len(spec.Rules))
	for i := range spec.Rules {
		name := policy.PackageName(spec.Rules[i].Name)
		p.names, p.rules[name] = append(p.names, name), &spec.Rules[i]
	}
	p.life, p.end = context.WithCancelCause(context.Background())
	return p
}

func fill(l *Limits) {
	d := DefaultLimits()
	for _, f := range []struct{ of, by *int }{{&l.Answer, &d.Answer}, {&l.Findings, &d.Findings}, {&l.Processes, &d.Processes}} {
		if *f.of <= 0 {
			*f.of = *f.by
		}
	}
	for _, f := range []struct{ of, by *time.Duration }{{&l.Time, &d.Time}, {&l.Start, &d.Start}} {
		if *f.of <= 0 {
			*f.of = *f.by
		}
	}
	if l.Memory == 0 {
		l.Memory = d.Memory
	}
}

// Close ends all processes, also those that are at work, and waits for them.
func (p *Pool) Close() {
	p.mu.Lock()
	p.closed = true
	p.mu.Unlock()
	p.end(errClosed)
	p.running.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.idle {
		c.end(nil)
	}
	p.idle = nil
}

// enter counts a caller in, unless the pool is closed.
func (p *Pool) enter() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	if !p.closed {
		p.running.Add(1)
	}
	return !p.closed
}

// outcome is what a process had to say to a task.
type outcome struct {
	found  map[string]any
	prints []printed
}

// Why there is no outcome.
type (
	// unstartedError is that no process could be started.
	unstartedError struct{ error }
	// failedError is what went wrong in the rules; their process lives on.
	failedError struct{ error }
	// stoppedError is that they were stopped, or ended their process.
	stoppedError struct{ error }
)

// ask has a process evaluate rules.
func (p *Pool) ask(ctx context.Context, t task) (outcome, error) {
	select {
	case p.slots <- struct{}{}:
		defer func() { <-p.slots }()
	case <-ctx.Done():
		return outcome{}, context.Cause(ctx)
	}
	for {
		c, err := p.take(ctx)
		if err != nil {
			return outcome{}, err
		}
		used := len(c.has) > 0
		o, err := p.evaluate(ctx, c, t)
		var stop stoppedError
		if used && errors.As(err, &stop) && !errors.Is(stop.error, errTime) && !errors.Is(stop.error, errMemory) {
			continue // it may have died before: a new one says whether the rules are at fault
		}
		return o, err
	}
}

// evaluate has this process evaluate rules, and then keeps or ends it.
func (p *Pool) evaluate(ctx context.Context, c *process, t task) (outcome, error) {
	if !c.has[t.Key] {
		data, err := p.dataOf(t.Key)
		if err != nil {
			p.put(c)
			return outcome{}, fmt.Errorf("could not make the data of the rules: %w", err)
		}
		t.Data = &data
	}
	var o outcome
	var a answer
	err := c.oversee(ctx, time.Duration(t.Time)+grace, p.limits.Memory, func() error {
		if err := writeFrame(c.in, t); err != nil {
			return err
		}
		for size := 0; ; {
			var n int
			var err error
			if a, n, err = readAnswer(c.out, p.limits.Answer); err != nil {
				return err
			}
			if a.Print == nil {
				return nil
			}
			if size += n; size > 2*mostPrinted {
				return errTooMuch
			}
			o.prints = append(o.prints, *a.Print)
		}
	})
	if err != nil {
		if err = c.end(err); ctx.Err() != nil {
			return outcome{}, context.Cause(ctx)
		}
		return outcome{prints: o.prints}, stoppedError{err}
	}
	c.has[t.Key] = true
	p.put(c)
	switch {
	case a.Over:
		return o, stoppedError{errTime}
	case a.Error != "":
		return o, failedError{errors.New(a.Error)}
	}
	o.found = a.Found
	return o, nil
}

// grace is how much longer than a child itself its parent waits until it kills it.
const grace = 200 * time.Millisecond

// take returns a process that is idle, or a new one.
func (p *Pool) take(ctx context.Context) (*process, error) {
	p.mu.Lock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		p.mu.Unlock()
		return c, nil
	}
	p.mu.Unlock()
	c, err := start(p.spec.Command)
	if err != nil {
		return nil, unstartedError{err}
	}
	var a answer
	err = c.oversee(ctx, p.limits.Start, p.limits.Memory, func() error {
		err := writeFrame(c.in, setup{
			Modules: p.spec.Modules, Memory: p.limits.Memory, Answer: p.limits.Answer, Findings: p.limits.Findings, Trace: p.spec.Trace != nil,
		})
		if err == nil {
			a, _, err = readAnswer(c.out, p.limits.Answer)
		}
		return err
	})
	if err == nil && a.Error != "" {
		err = errors.New(a.Error)
	}
	if err != nil {
		if err = c.end(err); ctx.Err() != nil {
			return nil, context.Cause(ctx)
		}
		switch {
		case errors.Is(err, errTime):
			err = fmt.Errorf("it took more than %v to load the rules", p.limits.Start)
		case errors.Is(err, errMemory):
			err = fmt.Errorf("it took more than %s of memory to load the rules", inWords(p.limits.Memory))
		}
		return nil, unstartedError{err}
	}
	return c, nil
}

// put keeps a process for the next task.
func (p *Pool) put(c *process) {
	if c.over {
		c.end(nil)
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, c)
}

func (p *Pool) dataOf(key string) (json.RawMessage, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if text, ok := p.data[key]; ok {
		return text, nil
	}
	data := map[string]any{}
	if p.spec.Data != nil {
		var err error
		if data, err = p.spec.Data(key); err != nil {
			return nil, err
		}
	}
	text, err := json.Marshal(data)
	if err != nil {
		return nil, fmt.Errorf("could not write down the data: %w", err)
	}
	p.data[key] = text
	return text, nil
}

// standings returns, of the rules with these names or of all, the package names of
// those that are evaluated together, and of each that is evaluated alone, and a
// count that differs when that has changed.
func (p *Pool) standings(of []string) (all, alone []string, changes int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, name := range p.names {
		if len(of) > 0 && !slices.Contains(of, p.rules[name].Name) {
			continue
		}
		switch p.standing[name] {
		case together:
			all = append(all, name)
		case apart:
			alone = append(alone, name)
		}
	}
	return all, alone, p.changes
}

func (p *Pool) is(s standing, name string) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.standing[name] == s
}

// set changes how rules are evaluated. It returns those for which that is new.
func (p *Pool) set(to standing, names ...string) []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	names = slices.DeleteFunc(slices.Clone(names), func(name string) bool { return p.standing[name] >= to })
	for _, name := range names {
		p.standing[name] = to
	}
	p.changes += len(names)
	return names
}

// Package timing measures where the time of a run goes.
package timing

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"sync"
	"text/tabwriter"
	"time"
)

// Recorder adds up what took how long. Several goroutines may use it. A nil
// Recorder measures nothing and costs nothing.
type Recorder struct {
	started time.Time
	mu      sync.Mutex
	steps   []*spent // in the order in which they were first met
	rules   map[string]*spent
}

// spent is the time for one thing, added up over goroutines.
type spent struct {
	name  string
	times int
	time  time.Duration
}

// New starts the clock of a run.
func New() *Recorder { return &Recorder{started: time.Now(), rules: map[string]*spent{}} }

// Begin starts the clock of a step, and returns what ends it.
func (r *Recorder) Begin(step string) (end func()) {
	if r == nil {
		return func() {}
	}
	started := time.Now()
	return func() {
		took := time.Since(started)
		r.mu.Lock()
		defer r.mu.Unlock()
		i := slices.IndexFunc(r.steps, func(s *spent) bool { return s.name == step })
		if i < 0 {
			i = len(r.steps)
			r.steps = append(r.steps, &spent{name: step})
		}
		r.steps[i].add(took)
	}
}

// Rules returns what adds the time that a rule took for one request, or nil where
// nothing is measured.
func (r *Recorder) Rules() func(name string, took time.Duration) {
	if r == nil {
		return nil
	}
	return r.rule
}

func (r *Recorder) rule(name string, took time.Duration) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.rules[name] == nil {
		r.rules[name] = &spent{name: name}
	}
	r.rules[name].add(took)
}

func (s *spent) add(took time.Duration) {
	s.times++
	s.time += took
}

// Write writes two tables, the longest time first: of the steps, whose times
// are added up over those that run side by side, and of the rules.
func (r *Recorder) Write(w io.Writer) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	byTime := func(a, b *spent) int { return cmp.Or(cmp.Compare(b.time, a.time), strings.Compare(a.name, b.name)) }
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	write := func(heading string, all []*spent) {
		var sum time.Duration
		for _, s := range all {
			sum += s.time
		}
		fmt.Fprintf(table, "time\tshare\ttimes\t  %s\n", heading)
		for _, s := range all {
			fmt.Fprintf(table, "%s\t%.0f%%\t%d\t  %s\n", milliseconds(s.time), 100*float64(s.time)/float64(max(sum, 1)), s.times, s.name)
		}
		fmt.Fprintf(table, "%s\t\t\t  together\n", milliseconds(sum))
	}
	write("step", slices.SortedFunc(slices.Values(r.steps), byTime))
	fmt.Fprintf(table, "%s\t\t\t  on the clock\n", milliseconds(time.Since(r.started)))
	if len(r.rules) > 0 {
		fmt.Fprintln(table)
		write("rule", slices.SortedFunc(maps.Values(r.rules), byTime))
	}
	return table.Flush()
}

func milliseconds(d time.Duration) string {
	return fmt.Sprintf("%.2f ms", float64(d)/float64(time.Millisecond))
}

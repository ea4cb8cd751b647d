package worker

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// TestStrangers: whatever a child does, it is ended, and what happened is said.
func TestStrangers(t *testing.T) {
	const stopped = "failed hostile: the rule "
	for name, says := range map[string]string{
		"dies at once":          "failed : could not start the process that evaluates rules, so none of them is evaluated from here on: exit status 7",
		"ends at once":          "failed : could not start the process that evaluates rules, so none of them is evaluated from here on: it ended without a whole answer",
		"speaks to the user":    "failed : could not start the process that evaluates rules, so none of them is evaluated from here on: more was said",
		"is deaf and dumb":      "failed : could not start the process that evaluates rules, so none of them is evaluated from here on: it took more than 2s to load the rules",
		"dies at a task":        stopped + "broke off the process that evaluates it (exit status 7: alas",
		"gets no memory":        "failed hostile: the rule took more than 1 GiB of memory for one request",
		"writes garbage":        stopped + "broke off the process that evaluates it (the answer is not as it should be",
		"promises too much":     stopped + "broke off the process that evaluates it (more was said of one request than can be read",
		"breaks off":            stopped + "broke off the process that evaluates it (it ended without a whole answer",
		"closes its pipe":       stopped + "broke off the process that evaluates it (it ended without a whole answer",
		"prints without end":    stopped + "broke off the process that evaluates it (more was said of one request than can be read",
		"floods stderr":         "",
		"nests":                 stopped + "broke off the process that evaluates it (more was said of one request than can be read",
		"speaks of other rules": "",
	} {
		t.Run(name, func(t *testing.T) {
			spec := specOf(t, map[string]string{"hostile": "findings contains 1"})
			spec.Rules = spec.Rules[1:]
			spec.Command[1] = name
			p := newPool(t, spec, Limits{Time: patient(time.Second), Start: 2 * time.Second, Processes: 1})
			began := time.Now()
			got := strings.Join(judged(p.Evaluate(t.Context(), "2026", request("audit"))), "\n")
			if !strings.HasPrefix(got, says) || (got == "") != (says == "") {
				t.Errorf("%q\nwant %q", got, says)
			}
			if took := time.Since(began); took > patient(4*time.Second) {
				t.Errorf("ended after %v", took)
			}
			if got := judged(p.Evaluate(t.Context(), "2026", request("audit"))); says != "" && got != nil {
				t.Errorf("said again: %q", got)
			}
		})
	}
}

func TestNotStarted(t *testing.T) {
	for name, c := range map[string]struct {
		change func(*Spec)
		says   string
	}{
		"no command":   {func(s *Spec) { s.Command = nil }, "no command is given"},
		"no program":   {func(s *Spec) { s.Command = []string{"/nowhere/edslint"} }, "edslint"},
		"no Rego":      {func(s *Spec) { s.Modules["x.rego"] = "package x\n\ny := {" }, "rego_parse_error"},
		"not allowed":  {func(s *Spec) { s.Modules["x.rego"] = "package x\n\ny := opa.runtime()" }, "x.rego:3: rego_type_error: undefined function opa.runtime"},
		"not resolved": {func(s *Spec) { s.Modules["x.rego"] = "package x\n\ny := z" }, "x.rego:3: rego_unsafe_var_error"},
	} {
		t.Run(name, func(t *testing.T) {
			spec := specOf(t, nil)
			c.change(&spec)
			p := newPool(t, spec, Limits{})
			results, failures := p.Evaluate(t.Context(), "2026", request("audit"))
			if len(results) > 0 || len(failures) != 1 || failures[0].Rule != "" || !strings.Contains(failures[0].Err.Error(), c.says) {
				t.Errorf("%q\nwant one failure that says %q", judged(results, failures), c.says)
			}
		})
	}
}

// TestSeveral: many requests side by side, with a rule that is stopped, one that
// fails and one that ends the process: what the others find is there each time,
// and a rule that is stopped is named once.
func TestSeveral(t *testing.T) {
	all := hostile()
	p := newPool(t, specOf(t, map[string]string{
		"endless": all["cross product"], "filling": all["doubling"], "failing": "findings contains 5",
	}), Limits{Time: time.Second, Processes: 3})
	var mu sync.Mutex
	said := map[string]int{}
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for range 5 {
				for _, line := range judged(p.Evaluate(t.Context(), "2026", request("audit"))) {
					mu.Lock()
					said[line]++
					mu.Unlock()
				}
			}
		})
	}
	group.Wait()
	for line, n := range said {
		want := 1
		if line == found || strings.HasPrefix(line, "failed failing: ") {
			want = 40
		}
		if n != want {
			t.Errorf("%d times, want %d: %s", n, want, line)
		}
	}
	if len(said) != 4 {
		t.Errorf("%v", said)
	}
}

// TestTogether: rules that only together take too long are evaluated one by one,
// from then on without trying first.
func TestTogether(t *testing.T) {
	spec := specOf(t, map[string]string{"one": "", "two": ""})
	spec.Command[1] = "takes one at a time"
	p := newPool(t, spec, Limits{})
	for range 2 {
		if got := judged(p.Evaluate(t.Context(), "2026", request("audit"))); len(got) != 3 || got[0] != "warning good []: alone" {
			t.Errorf("%q", got)
		}
		if all, alone, _ := p.standings(nil); len(all) > 0 || len(alone) != 3 {
			t.Errorf("together %v, alone %v", all, alone)
		}
	}
}

// TestDiedBefore: no rule is blamed for a process that died while it was idle.
func TestDiedBefore(t *testing.T) {
	p := newPool(t, specOf(t, map[string]string{"failing": "findings contains {\"at\": [], \"message\": f(1)}\n\nf(_) := \"a\"\n\nf(_) := \"b\""}), Limits{Processes: 1})
	first := judged(p.Evaluate(t.Context(), "2026", request("audit")))
	p.idle[0].cmd.Process.Kill()
	if diff := cmp.Diff(first, judged(p.Evaluate(t.Context(), "2026", request("audit")))); diff != "" {
		t.Errorf("(-before +after):\n%s", diff)
	}
}

// TestNoData: where the data of one key can't be made, others are still judged by.
func TestNoData(t *testing.T) {
	spec := specOf(t, nil)
	data := spec.Data
	spec.Data = func(key string) (map[string]any, error) {
		if key == "1999" {
			return nil, errors.New("no such edition")
		}
		return data(key)
	}
	p := newPool(t, spec, Limits{})
	for key, want := range map[string]string{"1999": "failed : could not make the data of the rules: no such edition", "2026": found} {
		if got := judged(p.Evaluate(t.Context(), key, request("audit"))); len(got) != 1 || got[0] != want {
			t.Errorf("%q\nwant %q", got, want)
		}
	}
}

// TestCancel: with its context, or its pool, an evaluation ends at once and no
// rule is blamed.
func TestCancel(t *testing.T) {
	cause := errors.New("the user went away")
	for name, c := range map[string]struct {
		stop func(cancel func(error), p *Pool)
		says string
	}{
		"context": {func(cancel func(error), _ *Pool) { cancel(cause) }, cause.Error()},
		"pool":    {func(_ func(error), p *Pool) { p.Close() }, errClosed.Error()},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPool(t, specOf(t, map[string]string{"hostile": hostile()["regex"]}), Limits{})
			ctx, cancel := context.WithCancelCause(t.Context())
			defer cancel(nil)
			time.AfterFunc(300*time.Millisecond, func() { c.stop(cancel, p) })
			// Were it not ended, the rule would be, by its own limit, and blamed.
			results, failures := p.Evaluate(ctx, "2026", request("audit"))
			if len(results) > 0 || len(failures) != 1 || failures[0].Rule != "" || failures[0].Err.Error() != c.says {
				t.Errorf("%q", judged(results, failures))
			}
		})
	}
}

// TestTrace: what rules print comes with its place, once, and not without end.
func TestTrace(t *testing.T) {
	for name, c := range map[string]struct{ body, want string }{
		"little": {`findings contains 5 if { print("name:", input.Name, input.Missing) }`, "hostile.rego:3 name: audit <undefined>"},
		"much": {
			`findings contains {"at": [], "message": "x"} if { some i in numbers.range(1, 1000); print(i, strings_of); i < 0 }` +
				"\n\nstrings_of := concat(\"\", [s | some i in numbers.range(1, 1000); s := \"0123456789\"])",
			"hostile.rego:3 what more is printed for this request is not shown",
		},
	} {
		t.Run(name, func(t *testing.T) {
			spec := specOf(t, map[string]string{"hostile": c.body})
			bytes := 0
			said := map[string]bool{}
			spec.Trace = func(place, text string) {
				bytes += len(text)
				said[place+" "+text] = true
			}
			p := newPool(t, spec, Limits{Time: patient(5 * time.Second)})
			with := judged(p.Evaluate(t.Context(), "2026", request("audit")))
			if !slices.Contains(with, found) {
				t.Errorf("%q", with)
			}
			if !said[c.want] || bytes > mostPrinted {
				t.Errorf("%d bytes, without %q", bytes, c.want)
			}
			p.Close()
			spec.Trace = nil
			if without := judged(newPool(t, spec, Limits{Time: patient(5 * time.Second)}).Evaluate(t.Context(), "2026", request("audit"))); !slices.Equal(without, with) {
				t.Errorf("%q without what is printed, %q with it", without, with)
			}
		})
	}
}

// TestBroughtAlong: a rule sees nothing of the environment, and its process has
// none of it.
func TestBroughtAlong(t *testing.T) {
	t.Setenv("AWS_SECRET_ACCESS_KEY", "do not pass on")
	for _, v := range environment() {
		if name, _, _ := strings.Cut(v, "="); name != "GOMAXPROCS" && name != "GOTRACEBACK" && name != "SYSTEMROOT" {
			t.Errorf("%s is passed on", v)
		}
	}
	p := newPool(t, specOf(t, nil), Limits{})
	p.Evaluate(t.Context(), "2026", request("audit"))
	for _, id := range children(t) {
		text, err := os.ReadFile("/proc/" + id + "/environ")
		if err != nil || strings.Contains(string(text), "do not pass on") {
			t.Errorf("%v: %q", err, text)
		}
		if dir, err := os.Readlink("/proc/" + id + "/cwd"); err != nil || dir != "/" {
			t.Errorf("its folder is %q, %v", dir, err)
		}
	}
}

// patient is a time that the race detector doesn't let pass too soon.
func patient(d time.Duration) time.Duration {
	if raced() {
		return 10 * d
	}
	return d
}

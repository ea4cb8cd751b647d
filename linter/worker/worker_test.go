package worker

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// specOf are rules with these bodies, by name, and a rule "good" that finds one
// thing in each request.
func specOf(t testing.TB, bodies map[string]string) Spec {
	t.Helper()
	command, err := Self(Argument)
	if err != nil {
		t.Fatal(err)
	}
	spec := Spec{Command: command, Modules: map[string]string{}, Data: func(key string) (map[string]any, error) {
		return map[string]any{"edition": map[string]any{"name": key}}, nil
	}}
	add := func(name, body string) {
		pkg := policy.PackageName(name)
		spec.Modules[pkg+".rego"] = "package edslint.rules." + pkg + "\n\n" + body + "\n"
		spec.Rules = append(spec.Rules, rules.Rule{ID: "X" + name, Name: name, Level: finding.Warning})
	}
	add("good", `findings contains {"at": ["Name"], "message": sprintf("%s in %s", [input.Name, data.edition.name])}`)
	for name, body := range bodies {
		add(name, body)
	}
	return spec
}

func newPool(t testing.TB, spec Spec, limits Limits) *Pool {
	t.Helper()
	p := New(spec, limits)
	t.Cleanup(func() {
		p.Close()
		nothingLeft(t)
	})
	return p
}

// nothingLeft demands that no process and no goroutine of a pool is left.
func nothingLeft(t testing.TB) {
	t.Helper()
	for end := time.Now().Add(2 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		var left []string
		for _, id := range children(t) {
			left = append(left, "process "+id)
		}
		stacks := make([]byte, 1<<20)
		for _, stack := range strings.Split(string(stacks[:runtime.Stack(stacks, true)]), "\n\n") {
			if strings.Contains(stack, "worker.(*process)") || strings.Contains(stack, "worker.within") || strings.Contains(stack, "os/exec.") {
				left = append(left, stack)
			}
		}
		if len(left) == 0 {
			return
		}
		if time.Now().After(end) {
			t.Fatalf("left behind:\n%s", strings.Join(left, "\n\n"))
		}
	}
}

// children returns the ids of this process's children, those that are dead but
// not waited for among them; none where the system has no /proc.
func children(t testing.TB) []string {
	t.Helper()
	lists, err := filepath.Glob("/proc/self/task/*/children")
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, list := range lists {
		text, _ := os.ReadFile(list) // a thread may have ended
		ids = append(ids, strings.Fields(string(text))...)
	}
	return ids
}

func request(name string) ast.Value {
	return ast.MustParseTerm(fmt.Sprintf(`{"Name": %q, "RetentionPeriod": 90}`, name)).Value
}

// judged is what was found and what failed, in words.
func judged(results []policy.Result, failures []policy.Failure) []string {
	var all []string
	for _, r := range results {
		all = append(all, fmt.Sprintf("%s %s %v: %s", r.Level, r.Rule.Name, r.At, r.Message))
	}
	for _, f := range failures {
		all = append(all, fmt.Sprintf("failed %s: %v", f.Rule, f.Err))
	}
	slices.Sort(all)
	return all
}

const found = "warning good [Name]: audit in 2026"

func TestEvaluate(t *testing.T) {
	spec := specOf(t, map[string]string{"with-more": `import data.edslint.lib.words

findings contains {"at": ["TagsList", 0], "message": words.said, "level": "error", "help": "h", "related": [{"at": ["Name"], "message": "there"}]} if input.RetentionPeriod == 90`,
		"undefined": "findings := {1} if input.Nothing"})
	spec.Modules["lib.rego"] = "package edslint.lib.words\n\nsaid := \"so\"\n"
	p := newPool(t, spec, Limits{})
	if n := len(children(t)); n > 0 {
		t.Fatalf("%d processes run before one is needed", n)
	}
	for range 3 {
		results, failures := p.Evaluate(t.Context(), "2026", request("audit"))
		if diff := cmp.Diff([]string{"error with-more [TagsList 0]: so", found}, judged(results, failures)); diff != "" {
			t.Fatalf("(-want +got):\n%s", diff)
		}
	}
	if n := len(children(t)); runtime.GOOS == "linux" && n != 1 {
		t.Errorf("%d processes for one request after another, want 1", n)
	}
	if got := judged(p.Evaluate(t.Context(), "2023", request("other"))); !slices.Contains(got, "warning good [Name]: other in 2023") {
		t.Errorf("with other data: %q", got)
	}
	p.Close()
	if got := judged(p.Evaluate(t.Context(), "2026", request("audit"))); !slices.Equal(got, []string{"failed : the rules are not evaluated any more"}) {
		t.Errorf("after Close: %q", got)
	}
}

// TestFails: a rule with a fault is named each time, and does not stop.
// TestSummarize: what rules keep of a request is bounded, and what goes wrong is
// named, as with their findings.
func TestSummarize(t *testing.T) {
	spec := specOf(t, map[string]string{
		"short":   `summary := {"letters": {letter | some letter in split(input.Name, "")}}`,
		"none":    "summary := 1 if input.Nothing",
		"long":    `summary := [input.Name | some _ in numbers.range(1, 10000)]`,
		"broken":  "summary := input.Name\n\nsummary := 1",
		"endless": "summary := count([1 | some a in numbers.range(1, 100000); some b in numbers.range(1, 100000); a == b + 200000])",
	})
	p := newPool(t, spec, Limits{Time: patient(500 * time.Millisecond)})
	kept, failures := p.Summarize(t.Context(), "2026", request("audit"), "short", "none", "long", "broken", "endless")
	if diff := cmp.Diff(map[string]any{"short": map[string]any{"letters": []any{"a", "d", "i", "t", "u"}}}, kept); diff != "" {
		t.Errorf("kept (-want +got):\n%s", diff)
	}
	got := judged(nil, failures)
	for i, want := range []string{
		"failed broken: broken.rego:5: eval_conflict_error: ", "failed endless: the rule took more than ",
		"failed long: its `summary` of the request is 80001 bytes as JSON, but 65536 are the most",
	} {
		if len(got) != 3 || !strings.HasPrefix(got[i], want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestFails(t *testing.T) {
	for name, c := range map[string]struct{ body, says string }{
		"conflict":  {"findings contains {\"at\": [], \"message\": f(1)}\n\nf(_) := \"a\"\n\nf(_) := \"b\"", "eval_conflict_error"},
		"no object": {"findings contains 5", "a finding must be an object"},
		"no set":    {`findings := "x"`, "`findings` must be a set"},
		"many":      {`findings contains {"at": [], "message": sprintf("%d", [i])} if some i in numbers.range(1, 10001)`, "10001 findings in one request are more than 10000"},
		"large":     {doubled("s", 21) + `findings contains {"at": [], "message": s21}`, "can't be read"},
		"nested":    {`findings contains {"at": [], "message": json.unmarshal(concat("", array.concat(["[" | some i in numbers.range(1, 200)], ["]" | some i in numbers.range(1, 200)])))}`, "can't be read"},
	} {
		t.Run(name, func(t *testing.T) {
			p := newPool(t, specOf(t, map[string]string{"hostile": c.body}), Limits{Processes: 1, Answer: 1 << 20})
			for range 2 {
				got := judged(p.Evaluate(t.Context(), "2026", request("audit")))
				if len(got) != 2 || got[1] != found || !strings.HasPrefix(got[0], "failed hostile: ") || !strings.Contains(got[0], c.says) {
					t.Errorf("%q\nwant one failure that says %q", got, c.says)
				}
			}
		})
	}
}

// hostile are rules that take time or memory without end, most within one call
// that Go can't interrupt.
func hostile() map[string]string {
	const finding = `findings contains {"at": [], "message": sprintf("%d", [n])} if { n := `
	return map[string]string{
		"cross product":     `findings contains {"at": [], "message": "x"} if { r := numbers.range(1, 5000); some a in r; some b in r; some c in r; a + b + c < 0 }`,
		"count without end": finding + `count(numbers.range(1, 1000000000)) }`,
		"shift":             finding + `count(format_int(bits.lsh(1, 4000000000), 10)) }`,
		"shifts":            finding + `bits.lsh(bits.lsh(1, 3000000000), 3000000000) }`,
		"product":           finding + `count(sprintf("%d", [product([bits.lsh(1, 20000000) | some i in numbers.range(1, 20)])])) }`,
		"replace":           doubled("s", 30) + finding + `count(replace(s30, "a", s15)) }`,
		"concat":            doubled("s", 20) + finding + `count(concat(s20, [s20 | some i in numbers.range(1, 100000)])) }`,
		"doubling":          doubled("s", 36) + finding + `count(s36) }`,
		"regex":             doubled("s", 24) + finding + `count(regex.find_n("(a|aa|aaa){1,400}b", s24, -1)) }`,
		"marshal":           doubled("s", 22) + finding + `count(json.marshal([s22 | some i in numbers.range(1, 1000)])) }`,
		"walk":              `findings contains {"at": [], "message": "x"} if { r := [numbers.range(1, 3000) | some i in numbers.range(1, 300)]; walk(r, [p, _]); walk(r, [q, _]); p == [q] }`,
		"expand":            finding + `count(net.cidr_expand("::/64")) }`,
		"reachable paths":   finding + `count(graph.reachable_paths({i: numbers.range(1, 30) | some i in numbers.range(1, 30)}, [1])) }`,
		"unmarshal":         doubled("s", 28) + finding + `count(json.unmarshal(concat("", ["[", replace(s28, "a", "[],"), "1]"]))) }`,
	}
}

// doubled are rules s1 to sN, each twice as long as the one before.
func doubled(name string, n int) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s0 := \"a\"\n\n", name)
	for i := range n {
		fmt.Fprintf(&b, "%s%d := concat(\"\", [%[1]s%[3]d, %[1]s%[3]d])\n\n", name, i+1, i)
	}
	return b.String()
}

// TestHostile: each is stopped in time and memory, named once, and what the others
// find is there, in this request and the next.
func TestHostile(t *testing.T) {
	limits := Limits{Time: time.Second, Memory: 1 << 30, Processes: 1}
	for name, body := range hostile() {
		t.Run(name, func(t *testing.T) {
			p := newPool(t, specOf(t, map[string]string{"hostile": body}), limits)
			most := peak(t)
			began := time.Now()
			got := judged(p.Evaluate(t.Context(), "2026", request("audit")))
			took := time.Since(began)
			bytes := most()
			t.Logf("%v, %d MiB: %q", took.Round(time.Millisecond), bytes>>20, got)
			if len(got) != 2 || got[1] != found || !strings.HasPrefix(got[0], "failed hostile: the rule ") || !strings.HasSuffix(got[0], "not evaluated for the rest of the run") {
				t.Errorf("%q", got)
			}
			if took > limits.Time+30*time.Second { // it is stopped, whatever else the machine does
				t.Errorf("stopped after %v", took)
			}
			if bytes > limits.Memory*3/2 && !raced() { // between two looks it takes some more
				t.Errorf("took %d MiB", bytes>>20)
			}
			if got := judged(p.Evaluate(t.Context(), "2026", request("audit"))); !slices.Equal(got, []string{found}) {
				t.Errorf("afterwards: %q", got)
			}
		})
	}
}

// raced reports whether this is built with the race detector, which takes several
// times the memory, within and beside what Go counts.
func raced() bool {
	info, ok := debug.ReadBuildInfo()
	return ok && slices.Contains(info.Settings, debug.BuildSetting{Key: "-race", Value: "true"})
}

// peak measures the most memory of this process's children, until it is called.
func peak(t *testing.T) func() uint64 {
	var most uint64
	var group sync.WaitGroup
	ctx, cancel := context.WithCancel(t.Context())
	group.Go(func() {
		for ; ctx.Err() == nil; time.Sleep(2 * time.Millisecond) {
			for _, id := range children(t) {
				var pid int
				fmt.Sscan(id, &pid)
				size, _ := resident(pid)
				most = max(most, size)
			}
		}
	})
	return func() uint64 {
		cancel()
		group.Wait()
		return most
	}
}

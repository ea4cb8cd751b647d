package plan_test

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/rules/planner"
)

// both evaluates rules as planned and by OPA's own evaluator, over one data.
type both struct {
	rules    []*plan.Rule
	instance *plan.Instance
	opa      rego.PreparedEvalQuery
}

func newBoth(t testing.TB, fsys fs.FS, data map[string]any) both {
	t.Helper()
	if data == nil {
		data = map[string]any{}
	}
	_, text, err := planner.Plan(fsys)
	if err != nil {
		t.Fatal(err)
	}
	program, err := plan.Open(text)
	if err != nil {
		t.Fatal(err)
	}
	b := both{instance: program.With(data)}
	for _, rule := range program.Rules() {
		if strings.HasPrefix(rule.Name, policy.RulesPackage) && (strings.HasSuffix(rule.Name, ".findings") || strings.HasSuffix(rule.Name, ".summary")) {
			b.rules = append(b.rules, rule)
		}
	}
	modules, err := planner.Modules(fsys)
	if err != nil {
		t.Fatal(err)
	}
	compiler := ast.NewCompiler().WithCapabilities(policy.Capabilities())
	if compiler.Compile(modules); compiler.Failed() {
		t.Fatal(compiler.Errors)
	}
	query := rego.New(rego.Query(`found = {concat(".", [name, of]): found | of := ["findings", "summary"][_]; found := data.edslint.rules[name][of]}`), rego.Compiler(compiler), rego.Store(inmem.NewFromObject(data)))
	if b.opa, err = query.PrepareForEval(t.Context()); err != nil {
		t.Fatal(err)
	}
	return b
}

// compare reports how many findings the rules have over an input, on which both
// must agree, and that again and again: what is remembered of the first runs too.
func (b both) compare(t *testing.T, input any) int {
	t.Helper()
	set, err := b.opa.Eval(t.Context(), rego.EvalInput(input))
	if err != nil {
		t.Fatal(err)
	}
	want, _ := set[0].Bindings["found"].(map[string]any)
	findings := 0
	for _, value := range []plan.Value{plan.FromJSON(input), loose(input), loose(input)} {
		got := b.evaluate(t, value)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Fatalf("over %v (-OPA +plan):\n%s", input, diff)
		}
		findings = 0
		for name, value := range got {
			if list, ok := value.([]any); ok && strings.HasSuffix(name, ".findings") {
				findings += len(list)
			}
		}
	}
	return findings
}

// evaluate returns what the rules find over an input, as JSON.
func (b both) evaluate(t *testing.T, input plan.Value) map[string]any {
	t.Helper()
	run := b.instance.Begin(t.Context(), input)
	defer run.End()
	got := map[string]any{}
	for _, rule := range b.rules {
		value, err := run.Evaluate(rule)
		if err != nil {
			t.Fatal(err)
		}
		if value != nil {
			got[strings.TrimPrefix(rule.Name, policy.RulesPackage)] = plan.ToJSON(value)
		}
	}
	return got
}

// loose makes a value as a request's is made, which no other run reads.
func loose(v any) plan.Value {
	switch v := v.(type) {
	case map[string]any:
		o := plan.NewObject(len(v))
		for key, value := range v {
			o.Insert(key, loose(value))
		}
		return o
	case []any:
		items := make([]plan.Value, len(v))
		for i, item := range v {
			items[i] = loose(item)
		}
		return plan.NewArray(items)
	}
	return plan.FromJSON(v)
}

// together compares what rules find in several requests, of which each keeps a
// summary.
func (b both) together(t *testing.T, requests ...any) int {
	t.Helper()
	findings := 0
	for _, rule := range b.rules {
		if !strings.HasSuffix(rule.Name, ".summary") {
			continue
		}
		summaries := make([]any, len(requests))
		for i, request := range requests {
			run := b.instance.Begin(t.Context(), plan.FromJSON(request))
			summary, err := run.Evaluate(rule)
			if err != nil {
				t.Fatal(err)
			}
			summaries[i] = plan.ToJSON(plan.Keep(summary))
			run.End()
		}
		findings += b.compare(t, map[string]any{"summaries": summaries})
	}
	return findings
}

// builtIn are the built-in rules over each edition.
func builtIn(t testing.TB) []both {
	t.Helper()
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	settings, err := config.Load(config.Options{Rules: all})
	if err != nil {
		t.Fatal(err)
	}
	names := editions.Names()
	var each []both
	latest, err := editions.Load(names[len(names)-1])
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		edition, err := editions.Load(name)
		if err != nil {
			t.Fatal(err)
		}
		each = append(each, newBoth(t, rules.FS, map[string]any{
			"edition": edition.Facts, "latest": latest.Facts, "params": settings.Profile("").Params,
			"context": map[string]any{"account": "111122223333", "region": "eu-west-1"},
		}))
	}
	return each
}

// requests are those of the rules' examples and of the project's tests.
func requests(t testing.TB) []any {
	t.Helper()
	var all []any
	add := func(name string, text []byte) {
		file := source.Parse(name, text, source.DefaultLimits())
		for _, doc := range file.Documents {
			if doc.Root != nil {
				all = append(all, doc.Root.JSON())
			}
		}
	}
	err := fs.WalkDir(rules.FS, ".", func(name string, _ fs.DirEntry, err error) error {
		base := filepath.Base(name)
		if err != nil || !strings.HasPrefix(base, "bad.") && !strings.HasPrefix(base, "good.") {
			return err
		}
		text, err := fs.ReadFile(rules.FS, name)
		add(base, text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestBuiltInRules: planned, the built-in rules find what they find when OPA
// evaluates them, over every example, over pairs of them, and over examples
// damaged at random.
func TestBuiltInRules(t *testing.T) {
	all := requests(t)
	r := rand.New(rand.NewPCG(3, 3))
	copies := 3
	if testing.Short() {
		copies = 0
	}
	for _, b := range builtIn(t) {
		findings := 0
		for i, request := range all {
			findings += b.compare(t, request)
			findings += b.compare(t, map[string]any{"stores": []any{request, all[(i+1)%len(all)], request}})
			findings += b.together(t, request, all[(i+1)%len(all)], request)
			for range copies {
				findings += b.compare(t, damaged(r, request, all[r.IntN(len(all))]))
			}
		}
		if findings < 2*len(all) {
			t.Errorf("only %d findings over %d requests", findings, len(all))
		}
	}
}

// damaged is a copy of a value of which parts are other parts of it, or of
// another value.
func damaged(r *rand.Rand, v, other any) any {
	switch v := v.(type) {
	case map[string]any:
		members := map[string]any{}
		more, _ := other.(map[string]any)
		for key, value := range v {
			switch r.IntN(8) {
			case 0: // left out
			case 1:
				members[key] = nil
			case 2:
				members[key] = more[key]
			default:
				members[key] = damaged(r, value, more[key])
			}
		}
		return members
	case []any:
		more, _ := other.([]any)
		items := []any{}
		for i, item := range v {
			var beside any
			if i < len(more) {
				beside = more[i]
			}
			items = append(items, damaged(r, item, beside))
			if r.IntN(6) == 0 {
				items = append(items, item)
			}
			if beside != nil && r.IntN(4) == 0 {
				items = append(items, beside)
			}
		}
		return items
	case string:
		return []any{v, v, v, v, v, v, v, v + "*", strings.ToUpper(v), v[:len(v)/2], "", " " + v, v + "," + v, "é" + v, v + "s", 5, nil}[r.IntN(17)]
	default:
		return v
	}
}

// rule is a rule with this body, as a file system.
func rule(body string) fs.FS {
	return fstest.MapFS{
		"one/one.rego": {Data: []byte("# METADATA\n# title: One\n# description: A rule.\n# custom: {id: X1, name: one, level: note}\npackage edslint.rules.one\n\n" + body)},
		"lib.rego": {Data: []byte(`package edslint.lib

names := {n | some n in input.names}

default size(_) := 0

size(x) := count(x) if is_array(x)

size(x) := 1 if {
	is_string(x)
	x != ""
} else := 2 if is_string(x)

by_kind[kind] contains n if {
	some n in input.names
	kind := ["short", "long"][size(split(n, "")) % 2]
}
`)},
	}
}

// TestLanguage: of what the language has, planned rules say what OPA says.
func TestLanguage(t *testing.T) {
	inputs := []any{
		map[string]any{},
		map[string]any{"names": []any{}},
		map[string]any{"names": []any{"a", "b", "a", "ab", ""}, "n": 3, "deep": map[string]any{"x": []any{1, 2, map[string]any{"y": nil}}}},
		map[string]any{"names": []any{"z", nil, 5, true}, "n": json.Number("0.5"), "deep": []any{[]any{}, map[string]any{"x": false}}},
		map[string]any{"names": map[string]any{"a": "b"}, "n": "3"},
	}
	for name, body := range map[string]string{
		"iteration":     "findings contains [i, n] if some i, n in input.names",
		"members":       "findings contains k if input.deep[k]",
		"a walk":        "findings contains [a, b] if input.deep[a][b]",
		"false is none": "findings contains 1 if input.deep[1].x\n\nfindings contains 2 if not input.deep[1].x",
		"not":           "findings contains n if {\n\tsome n in input.names\n\tnot startswith(n, \"a\")\n}",
		"not undefined": "findings contains 1 if not input.names[3]",
		"every":         "findings contains 1 if {\n\tevery n in input.names { is_string(n) }\n}",
		"every member":  "findings contains 1 if {\n\tevery k, v in input.deep { v != k }\n}",
		"else":          "import data.edslint.lib\n\nfindings contains [n, lib.size(n)] if some n in input.names",
		"a set":         "import data.edslint.lib\n\nfindings contains n if some n in (lib.names - {\"a\"})",
		"partial":       "import data.edslint.lib\n\nfindings contains [k, count(v)] if some k, v in lib.by_kind",
		"comprehension": "findings contains x if x := [[n, m] | some n in input.names; some m in input.names; n != m]",
		"an object":     "findings contains x if x := {n: i | some i, n in input.names; count([1 | some m in input.names; m == n]) == 1}",
		"nested":        "findings contains x if x := {n | some n in [m | some m in input.names; is_string(m)]; count({c | some c in split(n, \"\")}) > 1}",
		"unification":   "findings contains x if [x, _, x] = [input.names[0], 1, \"a\"]",
		"destructuring": "findings contains [x, y] if [x, y] := [input.names[0], input.names[1]]",
		"two bodies":    "findings contains \"one\" if input.n > 1\n\nfindings contains \"two\" if input.n < 5",
		"arithmetic":    "findings contains [(input.n + 1) - 2, input.n - 0.5, input.n]",
		"texts":         "findings contains sprintf(\"%v %s %d %q\", [input.n, n, i, n]) if some i, n in input.names",
		"membership":    "findings contains n if {\n\tsome n in [\"a\", 5, null, \"x\"]\n\tn in input.names\n}",
		"key and value": "findings contains n if {\n\tsome n in [\"a\", 0, 1]\n\tsome k in [\"a\", 0, 1]\n\tk, n in input.names\n}",
		"a default":     "default word := \"none\"\n\nword := input.names[0]\n\nfindings contains word",
		"a deep object": "findings contains object.union({\"a\": {\"b\": 1}}, {\"a\": {\"c\": input.n}})",
		"equal":         "findings contains 1 if input.names == [\"a\", \"b\", \"a\", \"ab\", \"\"]",
		"a number":      "findings contains input.names[1.0]",
		"true and not":  "findings contains [x, y] if {\n\tsome x in [true, false]\n\ty := x\n\tx == true\n}",
		"some in set":   "s := {1, 2, input.n}\n\nfindings contains [x, y] if {\n\tsome x in s\n\tsome y in s\n\tx < y\n}",
		"key of set":    "s := {\"a\", \"b\"}\n\nfindings contains n if {\n\tsome n in input.names\n\ts[n]\n}",
		"constants":     "findings contains [n, {\"a\", \"b\"}, [1, [null, true]], {\"x\": {\"y\": [2]}}, set(), {}, []] if some n in input.names",
		"in constants":  "findings contains n if {\n\tsome n in input.names\n\tn in {\"a\", \"z\", 5}\n\t{\"a\": 1, \"z\": 2}[n] < 3\n}",
		"of constants":  "findings contains [x, y] if {\n\tsome x in {1, 2, 3}\n\tsome k, y in {\"a\": 1, \"b\": [2, 3]}\n\tk != input.names[0]\n}",
		"grown":         "findings contains x if {\n\tsome n in input.names\n\tx := array.concat([\"a\", 1], [n])\n}",
		"one literal":   "f(x) := [\"a\", x]\n\nfindings contains [f(n), f(1)] if some n in input.names",
		"sets of both":  "findings contains {n, \"a\", 1} if some n in input.names",
		"a path":        "findings contains [n, data.deep.x.y] if some n in input.names",
		"paths":         "findings contains [d.x, d.a, data.deep.x.y] if {\n\td := data.deep\n\tsome _ in input.names\n}",
		"no path":       "findings contains n if {\n\tsome n in input.names\n\tnot data.deep.nothing.y\n}",
		"false in data": "findings contains n if {\n\tsome n in input.names\n\tnot data.deep.off\n\tdata.deep.x\n}",
		"a key of data": "findings contains data.deep[n] if some n in input.names",
		"all of data":   "findings contains [k, v] if {\n\tsome k, v in data.deep\n\tcount(input.names) > 1\n}",
		"is false":      "f(x) := false if x == \"a\"\n\nf(x) := true if x == \"b\"\n\nfindings contains n if {\n\tsome n in input.names\n\tf(n)\n}\n\nfindings contains [n, f(n)] if some n in input.names",
		"not a call":    "f(x) := false if x == \"a\"\n\nfindings contains n if {\n\tsome n in input.names\n\tnot f(n)\n}",
		"a false value": "findings contains [n, x] if {\n\tsome n in input.names\n\tx := n == \"a\"\n\tx == false\n}",
		"other names":   "f(x) := y if {\n\tz := x\n\ty := z\n\tz != \"b\"\n} else := z if {\n\tz := x\n\tz == \"b\"\n}\n\nfindings contains [f(n), m] if {\n\tsome n in input.names\n\tm := n\n}",
		"loops in both": "f(x) := [y | some y in input.names; y != x]\n\nfindings contains [n, f(n), f(\"a\")] if some n in input.names",
		"every nothing": "findings contains n if {\n\tsome n in input.names\n\tevery x in [] { x == n }\n\tevery x in {\"a\", \"z\"} { x >= \"a\" }\n}",
		"a null":        "findings contains [n, null] if {\n\tsome n in input.names\n\tn != null\n}",
		"numbers":       "findings contains [1, 1.0, 2.50, -3, 1e3, n] if some n in input.names",
		"a number once": "f(x) := 1 if x == \"a\"\n\nf(x) := 2 if x == \"b\"\n\nfindings contains [n, f(n) + 1] if some n in input.names",
		"a partial set": "names contains \"x\"\n\nnames contains n if some n in input.names\n\nfindings contains [n, count(names)] if some n in names",
		"an own object": "by[\"x\"] := 1\n\nby[n] := 2 if {\n\tsome n in input.names\n\tn == \"ab\"\n}\n\nfindings contains [k, v] if some k, v in by",
		"a conflict":    "word(x) := \"is a\" if x == \"a\"\n\nword(x) := \"is a\" if startswith(x, \"a\")\n\nfindings contains word(n) if some n in input.names",
	} {
		t.Run(name, func(t *testing.T) {
			b := newBoth(t, rule(body), map[string]any{"k": "v", "deep": map[string]any{"x": map[string]any{"y": 1}, "off": false, "a": "b"}})
			findings := 0
			for _, input := range inputs {
				findings += b.compare(t, input)
			}
			if findings == 0 {
				t.Error("no input gives a finding")
			}
		})
	}
}

// TestRemembered: what was found in one request is said of others only where it is
// true of them.
func TestRemembered(t *testing.T) {
	b := newBoth(t, rule(`findings contains ["one", one]

findings contains ["two", two]

findings contains ["whole", whole]

findings contains ["got", got]

findings contains ["got with", got_with]

findings contains ["got as", got_as]

findings contains ["handed", handed]

findings contains ["handed on", handed_on]

findings contains ["looked up", looked_up]

findings contains ["put in", put_in]

findings contains ["none", none]

findings contains ["of others", of_others]

one := sprintf("%v", [input.n])

two := [input.n, object.get(input, "m", 0)]

whole := {k | some k, _ in input}

got := object.get(input, "m", 0)

got_with := object.get(input, "m", object.get(input, "k", 0))

got_as := object.get({"m": 1}, "m", input)

handed := beside(input.n)

handed_on := keys(input)

looked_up := [1 | some k in ["n", "m"]; input[k]]

put_in := object.union(input, {"m": "x"})

none := [1, data.k]

of_others := [one, got]

beside(x) := [x, input.m]

keys(x) := object.keys(x)
`), map[string]any{"k": "v"})
	numbers := []any{1, json.Number("1.0"), json.Number("1e0"), json.Number("10e-1"), json.Number("1e400"), "1", nil, true}
	r := rand.New(rand.NewPCG(1, 4))
	for range 2000 {
		input := map[string]any{}
		for _, name := range []string{"n", "m", "k"} {
			if r.IntN(4) > 0 {
				input[name] = numbers[r.IntN(len(numbers))]
			}
		}
		b.compare(t, input)
	}
}

// TestConflict: two values of a name are an error, as in OPA.
func TestConflict(t *testing.T) {
	b := newBoth(t, rule("word := \"few\" if input.n > 1\n\nword := \"several\" if input.n > 2\n\nfindings contains word"), nil)
	b.compare(t, map[string]any{"n": 2})
	run := b.instance.Begin(t.Context(), plan.FromJSON(map[string]any{"n": 3}))
	defer run.End()
	if _, err := run.Evaluate(b.rules[0]); err == nil || !strings.HasPrefix(err.Error(), "eval_conflict_error: ") {
		t.Errorf("%v", err)
	}
}

// TestTime: a run ends with its context, in loops and in the functions of OPA,
// and says why.
func TestTime(t *testing.T) {
	for name, body := range map[string]string{
		"loops":       "findings contains 1 if {\n\tsome a in input.names\n\tsome b in input.names\n\tsome c in input.names\n\tsome d in input.names\n\t[a, b, c, d] == input.n\n}",
		"a function":  "findings contains numbers.range(1, 1000000000)",
		"nested runs": "f(x) := [y | some y in input.names; y > x]\n\nfindings contains 1 if {\n\tsome a in input.names\n\tsome b in f(a)\n\tsome c in f(b)\n\tsome d in f(c)\n\td < 0\n}",
	} {
		t.Run(name, func(t *testing.T) {
			names := make([]any, 600)
			for i := range names {
				names[i] = i
			}
			b := newBoth(t, rule(body), nil)
			over := errors.New("the time is over")
			ctx, cancel := context.WithCancelCause(t.Context())
			time.AfterFunc(50*time.Millisecond, func() { cancel(over) })
			run := b.instance.Begin(ctx, plan.FromJSON(map[string]any{"names": names, "n": 1}))
			defer run.End()
			if value, err := run.Evaluate(b.rules[0]); !errors.Is(err, over) {
				t.Errorf("%v, %v", value, err)
			}
			if _, err := run.Evaluate(b.rules[0]); !errors.Is(err, over) {
				t.Errorf("after that: %v", err)
			}
		})
	}
}

// TestTogether: several goroutines may evaluate one instance.
func TestTogether(t *testing.T) {
	b := builtIn(t)[0]
	all := requests(t)
	for range 4 {
		t.Run("", func(t *testing.T) {
			t.Parallel()
			for _, request := range all {
				b.compare(t, request)
			}
		})
	}
}

// TestOpenDamaged: a plan that is cut short or changed is an error, not a panic.
func TestOpenDamaged(t *testing.T) {
	_, text, err := planner.Plan(rule("findings contains n if some n in input.names"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range text {
		if _, err := plan.Open(text[:n]); err == nil {
			t.Errorf("the first %d bytes of %d can be opened", n, len(text))
		}
	}
	if _, err := plan.Open(append(text, 0)); err == nil {
		t.Error("a plan with something behind it can be opened")
	}
}

// FuzzBuiltInRules: whatever the input, planned rules find what OPA finds.
func FuzzBuiltInRules(f *testing.F) {
	for _, request := range requests(f) {
		text, err := json.Marshal(request)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	each := builtIn(f)
	f.Fuzz(func(t *testing.T, text string) {
		file := source.Parse("request.json", []byte(text), source.DefaultLimits())
		if len(text) > 4000 || len(file.Documents) == 0 || len(file.Faults) > 0 || file.Documents[0].Root == nil {
			return
		}
		for _, b := range each {
			b.compare(t, file.Documents[0].Root.JSON())
		}
	})
}

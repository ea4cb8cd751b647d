package plan

import (
	"encoding/json"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// words are those of random values: few, so that some are equal or begin alike.
var words = []Value{"", "a", "b", "ab", "aB", " a ", "Equals", "é", "日本", "a,b", "[a-z]+", "x\xff", "e\u0301"}

// random makes a value, of which lists and objects hold others.
func random(r *rand.Rand, depth int) Value {
	kinds := 9
	if depth == 0 {
		kinds = 6
	}
	n := r.IntN(4)
	switch r.IntN(kinds) {
	case 0:
		return Null{}
	case 1:
		return r.IntN(2) == 0
	case 2:
		return r.IntN(7) - 2
	case 3:
		return []Value{json.Number("0.5"), json.Number("1e3"), json.Number("-2.50"), json.Number("12345678901234567890"), json.Number("1.0"), 1 << 40}[r.IntN(6)]
	case 4, 5:
		return words[r.IntN(len(words))]
	case 6:
		a := &Array{}
		for range n {
			a.items = append(a.items, random(r, depth-1))
		}
		return a
	case 7:
		o := &Object{}
		for range n * r.IntN(6) {
			o.Insert(random(r, depth-1), random(r, depth-1))
		}
		return o
	default:
		s := &Set{}
		for range n * r.IntN(3) {
			s.add(random(r, depth-1))
		}
		return s
	}
}

// TestOrder: values are ordered and looked up as OPA does it, and stay what they
// are on the way to OPA and back.
func TestOrder(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 20_000 {
		a, b := random(r, 3), random(r, 3)
		x, y := toAST(a), toAST(b)
		if got, want := compare(a, b), x.Compare(y); got < 0 != (want < 0) || got > 0 != (want > 0) {
			t.Fatalf("%v and %v: %d, want %d", x, y, got, want)
		}
		if got, want := equal(a, b), x.Compare(y) == 0; got != want {
			t.Fatalf("%v equals %v: %v", x, y, got)
		}
		if back := fromAST(x); compare(a, back) != 0 {
			t.Fatalf("%v comes back as %v", x, toAST(back))
		}
		if got, want := dot(a, b), ast.NewTerm(x).Get(ast.NewTerm(y)); (got == nil) != (want == nil) || got != nil && toAST(got).Compare(want.Value) != 0 {
			t.Fatalf("%v at %v: %v, want %v", x, y, got, want)
		}
		if compare(a, b) == 0 && hash(a) != hash(b) {
			t.Fatalf("%v and %v are equal, but not their hashes", x, y)
		}
		if toAST(fixed(a)).Compare(x) != 0 {
			t.Fatalf("%v is another value once it is fixed", x)
		}
		wantJSON, err := ast.JSON(x)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(wantJSON, ToJSON(a)); diff != "" {
			t.Fatalf("%v as JSON (-OPA +here):\n%s", x, diff)
		}
		if kept := Keep(a); compare(kept, FromJSON(wantJSON)) != 0 {
			t.Fatalf("%v is kept as %v", x, toAST(kept))
		}
	}
}

// TestInsertOnce holds an object that grows member by member to one that is
// looked through.
func TestInsertOnce(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		o := &Object{}
		var keys, values []Value
		for range r.IntN(60) {
			key, value := random(r, 2), Value(r.IntN(2))
			i := slices.IndexFunc(keys, func(k Value) bool { return equal(k, key) })
			if i < 0 {
				keys, values = append(keys, key), append(values, value)
			}
			if got := o.insertOnce(key, value); (got == nil) != (i < 0) || got != nil && !equal(*got, values[i]) {
				t.Fatalf("%v: %v, want the value %d of %v", toAST(key), got, i, values)
			}
			switch r.IntN(20) {
			case 0:
				o.sort() // as when it is read meanwhile
			case 1, 2:
				o.get(key)
			}
		}
		for i, key := range keys {
			if got := o.get(key); got == nil || !equal(got, values[i]) {
				t.Fatalf("%v: %v, want %v", toAST(key), got, values[i])
			}
		}
		if len(o.sort()) != len(keys) {
			t.Fatalf("%d members, want %d", len(o.sort()), len(keys))
		}
	}
}

// likely are values that a function at least takes.
func likely(r *rand.Rand, name string, k int) Value {
	text := func() Value { return words[r.IntN(len(words))] }
	texts := func() Value {
		items := make([]Value, r.IntN(12))
		for i := range items {
			items[i] = text()
		}
		if r.IntN(2) == 0 {
			return &Set{items: items}
		}
		return NewArray(items)
	}
	set := func() Value {
		s := &Set{}
		for range r.IntN(5) {
			s.add(random(r, 1))
		}
		return s
	}
	object := func() Value {
		o := &Object{}
		for range r.IntN(12) {
			value := random(r, 2)
			if r.IntN(3) == 0 {
				value = &Object{members: []member{{"a", random(r, 1)}}}
			}
			o.Insert(text(), value)
		}
		return o
	}
	switch {
	case name == "and" || name == "or" || name == "minus" && r.IntN(2) == 0:
		return set()
	case name == "minus" || name == "plus" || name == "numbers.range":
		return r.IntN(50) - 20
	case name == "substring" && k > 0, name == "array.slice" && k > 0, name == "regex.find_n" && k == 2:
		return r.IntN(8) - 2
	case name == "array.slice", name == "array.concat", name == "array.reverse", name == "sort", name == "sum", name == "min", name == "max":
		items := make([]Value, r.IntN(6))
		for i := range items {
			items[i] = r.IntN(9)
			if r.IntN(4) == 0 && name != "sum" {
				items[i] = random(r, 2)
			}
		}
		return NewArray(items)
	case name == "sprintf" && k == 0:
		return []string{"%v and %v", "%s", "%d%%", "%q is %v", "%5d|%-8s", "%x%c", "%", "%!", "no verb", "%[2]v %[1]v"}[r.IntN(10)]
	case name == "sprintf":
		items := make([]Value, r.IntN(4))
		for i := range items {
			items[i] = random(r, 2)
		}
		return NewArray(items)
	case (name == "object.remove" || name == "object.filter") && k == 1:
		if r.IntN(3) == 0 {
			return object()
		}
		return texts()
	case name == "concat" && k == 1, k == 1 && name == "internal.member_2", name == "strings.any_prefix_match", name == "strings.any_suffix_match":
		if r.IntN(3) == 0 {
			return text()
		}
		return texts()
	case name == "object.get" && k == 0, name == "object.remove" && k == 0, name == "object.filter" && k == 0, name == "object.union", name == "object.keys":
		return object()
	case name == "object.union_n":
		items := make([]Value, r.IntN(4))
		for i := range items {
			if items[i] = object(); r.IntN(2) == 0 {
				items[i] = &Object{members: []member{{random(r, 2), text()}, {text(), 5}}}
			}
		}
		return NewArray(items)
	case name == "object.get" && k == 1 && r.IntN(2) == 0:
		return NewArray([]Value{text(), "a"})
	}
	return text()
}

// TestNatives holds the functions that are written here to OPA's own.
func TestNatives(t *testing.T) {
	arity := map[string]int{}
	for _, b := range ast.Builtins {
		arity[b.Name] = len(b.Decl.FuncArgs().Args)
	}
	r := rand.New(rand.NewPCG(2, 2))
	run := &Run{instance: (&Program{}).With(nil), ctx: t.Context(), cancel: topdown.NewCancel()}
	for _, name := range natively() {
		theirs := opa(topdown.GetBuiltin(name))
		defined, tried := 0, 3000
		for range tried {
			args := make([]Value, arity[name])
			for k := range args {
				args[k] = likely(r, name, k)
				if odd := random(r, 2); r.IntN(12) == 0 && (name != "numbers.range" || rank(odd) != rank(0)) {
					args[k] = odd // but no range of a million million numbers
				}
			}
			shown := terms(args)
			want, got := theirs(run, args), natives[name](run, args)
			if run.err != nil {
				t.Fatalf("%s%v: %v", name, shown, run.err)
			}
			if (want == nil) != (got == nil) || want != nil && compare(want, got) != 0 {
				t.Fatalf("%s%v is %v, want %v", name, shown, toAST(got), toAST(want))
			}
			if want != nil {
				defined++
			}
			for k, arg := range args {
				if toAST(arg).Compare(shown[k].Value) != 0 {
					t.Fatalf("%s%v changes its arguments", name, shown)
				}
			}
		}
		if defined < tried/3 {
			t.Errorf("%s gave something for only %d of %d", name, defined, tried)
		}
	}
}

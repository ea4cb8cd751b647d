package plan

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// TestMemory: a value is remembered from its second time on, one that isn't there
// from the first, and none that is too heavy.
func TestMemory(t *testing.T) {
	texts := func(n int) Value {
		items := make([]Value, n)
		for i := range items {
			items[i] = fmt.Sprint(i)
		}
		return NewArray(items)
	}
	object := NewObject(2)
	object.Insert("b", texts(2))
	object.Insert("a", Null{})
	for _, test := range []struct {
		value Value
		from  int // the time that it is remembered from; 0 for never
	}{
		{nil, 1},
		{"a", 2},
		{Null{}, 2},
		{5, 2},
		{object, 2},
		{texts(heaviest - 1), 2},
		{texts(heaviest), 0},
		{strings.Repeat("a", 16*heaviest-16), 2},
		{strings.Repeat("a", 16*heaviest), 0},
		{json.Number(strings.Repeat("1", 16*heaviest)), 0},
		{NewArray([]Value{strings.Repeat("a", 16*heaviest), "b"}), 0},
	} {
		m := newMemory(inputMember{functions: 1})
		var first *remembered
		for time := 1; time <= 4; time++ {
			known := m.of(test.value)
			if got, want := known != nil, test.from > 0 && time >= test.from; got != want {
				t.Errorf("%.20v, time %d: remembered is %v, not %v", test.value, time, got, want)
			}
			if first != nil && known != first {
				t.Errorf("%.20v, time %d: not what was remembered before", test.value, time)
			}
			first = known
		}
	}
}

// TestMemoryIsBounded: however many values come, few are kept.
func TestMemoryIsBounded(t *testing.T) {
	m := newMemory(inputMember{functions: 1})
	for i := range 3 * mostSeen {
		m.of(i)
		if i < 3*mostKnown {
			m.of(i)
		}
		if len(m.seen) > mostSeen || len(m.known) > mostKnown {
			t.Fatalf("%d hashes and %d values after %d", len(m.seen), len(m.known), i+1)
		}
	}
}

// TestIdentical: only what can't be told apart is identical, equal or not.
func TestIdentical(t *testing.T) {
	one := func(key, value Value) Value {
		o := NewObject(1)
		o.Insert(key, value)
		return o
	}
	ordered, reversed := NewObject(2), NewObject(2)
	for _, key := range []string{"a", "b"} {
		ordered.Insert(key, 1)
	}
	for _, key := range []string{"b", "a"} {
		reversed.Insert(key, 1)
	}
	values := []Value{
		nil, Null{}, false, true, 1, json.Number("1.0"), json.Number("1.00"), "1", "", NewArray(nil), NewObject(0),
		NewArray([]Value{1}), NewArray([]Value{json.Number("1.0")}), NewArray([]Value{1, 1}),
		one("a", 1), one("a", json.Number("1.0")), one("b", 1), one("a", NewArray([]Value{1})), ordered,
	}
	for i, a := range values {
		for k, b := range values {
			if identical(a, b) != (i == k) {
				t.Errorf("identical(%v, %v) is %v", a, b, i != k)
			}
		}
	}
	if !identical(ordered, reversed) {
		t.Error("the order of members counts")
	}
}

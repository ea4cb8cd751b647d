package plan

import (
	"math"
	"slices"
	"strings"
)

// small reports whether sums of a few such numbers fit an int.
func small(n int) bool { return n > math.MinInt32 && n < math.MaxInt32 }

func ofText(a []Value, f func(string) string) Value {
	if text, ok := a[0].(string); ok {
		return f(text)
	}
	return nil
}

func ofTexts[T any](a []Value, f func(x, y string) T) Value {
	x, isX := a[0].(string)
	y, isY := a[1].(string)
	if !isX || !isY {
		return nil
	}
	return f(x, y)
}

func ofArrays(a []Value, f func(x, y *Array) Value) Value {
	x, isX := a[0].(*Array)
	y, isY := a[1].(*Array)
	if !isX || !isY {
		return nil
	}
	return f(x, y)
}

// ofSets calls f with sets that are sorted, and a sorted one to which it adds.
func (r *Run) ofSets(a []Value, f func(x, y, result *Set)) Value {
	x, isX := a[0].(*Set)
	y, isY := a[1].(*Set)
	if !isX || !isY {
		return nil
	}
	result := r.room.set(len(x.sort()))
	result.sorted = true
	y.sort()
	f(x, y, result)
	return result
}

// part is the items of a set that are in another, or those that aren't.
func (r *Run) part(a []Value, in bool) Value {
	return r.ofSets(a, func(x, y, part *Set) {
		for _, item := range x.items {
			if y.has(item) == in {
				part.items = append(part.items, item)
			}
		}
	})
}

// member2 reports whether a list, a set or an object has a value.
func member2(v, of Value) Value {
	switch of := of.(type) {
	case *Array:
		return slices.ContainsFunc(of.items, func(one Value) bool { return equal(one, v) })
	case *Set:
		return of.has(v)
	case *Object:
		return slices.ContainsFunc(of.sort(), func(m member) bool { return equal(m.value, v) })
	}
	return false
}

// elements are the items of a list, or of a set in order.
func elements(of Value) (items []Value, ok bool) {
	switch of := of.(type) {
	case *Array:
		return of.items, true
	case *Set:
		return of.sort(), true
	}
	return nil, false
}

func concat(separator, of Value) Value {
	between, ok := separator.(string)
	if !ok {
		return nil
	}
	items, ok := elements(of)
	if !ok {
		return nil
	}
	texts := make([]string, len(items))
	for i, item := range items {
		if texts[i], ok = item.(string); !ok {
			return nil
		}
	}
	return strings.Join(texts, between)
}

func (r *Run) list(texts []string) *Array {
	list := r.room.list(len(texts))
	for i, text := range texts {
		list.items[i] = text
	}
	return list
}

// extreme is the least or the greatest of some values, of equal ones the last.
func extreme(of Value, sign int) Value {
	items, _ := elements(of)
	var best Value
	for _, item := range items {
		if best == nil || compare(item, best)*sign >= 0 {
			best = item
		}
	}
	return best
}

// substring counts in characters; of a negative length it is the rest.
func substring(of, start, length Value) Value {
	text, isText := of.(string)
	from, isFrom := integer(start)
	n, isLength := integer(length)
	if !isText || !isFrom || !isLength || from < 0 {
		return nil
	}
	runes := []rune(text)
	if from == 0 && n >= len(runes) {
		return text // whatever its encoding
	}
	from = min(from, len(runes))
	if n < 0 || n > len(runes)-from {
		n = len(runes) - from
	}
	return string(runes[from : from+n])
}

// union merges two objects, and objects that both have under one key.
func (r *Run) union(x, y *Object) *Object {
	merged := r.room.object(len(x.members) + len(y.members))
	merged.members = append(merged.members, x.sort()...)
	for _, m := range y.sort() {
		value := m.value
		if ofY, ok := value.(*Object); ok {
			if ofX, ok := x.get(m.key).(*Object); ok {
				value = r.union(ofX, ofY)
			}
		}
		merged.Insert(m.key, value)
	}
	return merged
}

// anyOf reports whether a text is to another as f says; of lists OPA knows.
func anyOf(r *Run, a []Value, f func(text, part string) bool, lists builtin) Value {
	text, isText := a[0].(string)
	parts, isList := elements(a[1])
	if !isText || !isList || len(parts) > mostScanned {
		return lists(r, a)
	}
	for _, part := range parts {
		if _, ok := part.(string); !ok {
			return lists(r, a)
		}
	}
	return slices.ContainsFunc(parts, func(part Value) bool { one, _ := part.(string); return f(text, one) })
}

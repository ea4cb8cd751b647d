package plan

import (
	"cmp"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
)

// Value is a value of Rego: a Null, bool, string, int, json.Number (of a number
// that is no int), *Array, *Object or *Set. A nil Value is undefined.
type Value any

// Null is JSON's null.
type Null struct{}

// Array is a list.
type Array struct {
	items []Value
	fixed bool // it and all in it is outside of any run's room, sorted and never changed
}

// NewArray makes a list, which keeps the items.
func NewArray(items []Value) *Array { return &Array{items: items} }

// rank is the order of the kinds.
func rank(v Value) int {
	switch v.(type) {
	case Null:
		return 0
	case bool:
		return 1
	case int, json.Number:
		return 2
	case string:
		return 3
	case *Array:
		return 4
	case *Object:
		return 5
	default:
		return 6
	}
}

// compare orders values as Rego does.
func compare(a, b Value) int {
	switch a := a.(type) {
	case string:
		if b, ok := b.(string); ok {
			return cmp.Compare(a, b)
		}
	case int:
		if b, ok := b.(int); ok {
			return cmp.Compare(a, b)
		}
	}
	if c := cmp.Compare(rank(a), rank(b)); c != 0 {
		return c
	}
	switch a := a.(type) {
	case bool:
		b, _ := b.(bool)
		switch {
		case a == b:
			return 0
		case b:
			return -1
		}
		return 1
	case int, json.Number:
		return ast.Compare(toAST(a), toAST(b))
	case *Array:
		b, _ := b.(*Array)
		return slices.CompareFunc(a.items, b.items, compare)
	case *Object:
		b, _ := b.(*Object)
		return slices.CompareFunc(a.sort(), b.sort(), func(a, b member) int {
			return cmp.Or(compare(a.key, b.key), compare(a.value, b.value))
		})
	case *Set:
		b, _ := b.(*Set)
		return slices.CompareFunc(a.sort(), b.sort(), compare)
	}
	return 0 // two nulls
}

func equal(a, b Value) bool {
	if a, ok := a.(string); ok {
		b, ok := b.(string)
		return ok && a == b
	}
	if a, ok := a.(*Array); ok {
		if b, ok := b.(*Array); ok && len(a.items) != len(b.items) {
			return false
		}
	}
	return compare(a, b) == 0
}

// fixed copies what a run made out of its room, so that it outlives it, and several
// goroutines may read it.
func fixed(v Value) Value {
	switch v := v.(type) {
	case *Array:
		if !v.fixed {
			return &Array{fixedItems(v.items), true}
		}
	case *Set:
		if !v.fixed {
			return &Set{items: fixedItems(v.sort()), sorted: true, fixed: true}
		}
	case *Object:
		if !v.fixed {
			members := make([]member, len(v.sort()))
			for i, m := range v.members {
				members[i] = member{fixed(m.key), fixed(m.value)}
			}
			return &Object{members: members, sorted: true, fixed: true}
		}
	}
	return v
}

func fixedItems(items []Value) []Value {
	copied := make([]Value, len(items))
	for i, item := range items {
		copied[i] = fixed(item)
	}
	return copied
}

// Keep is fixed for what becomes the input of another run: as JSON would have it,
// with null for what is undefined and lists for sets.
func Keep(v Value) Value {
	switch v := v.(type) {
	case nil:
		return Null{}
	case *Array:
		return kept(v.items)
	case *Set:
		return kept(v.sort())
	case *Object:
		copied := NewObject(len(v.sort()))
		for _, m := range v.members {
			copied.Insert(keyText(m.key), Keep(m.value))
		}
		copied.sort()
		copied.fixed = true
		return copied
	}
	return v
}

// keyText is how JSON has the key of an object.
func keyText(key Value) string {
	text, ok := key.(string)
	if !ok {
		encoded, _ := json.Marshal(ToJSON(key)) // no value fails
		text = string(encoded)
	}
	return text
}

func kept(items []Value) *Array {
	copied := make([]Value, len(items))
	for i, item := range items {
		copied[i] = Keep(item)
	}
	return &Array{copied, true}
}

// FromJSON makes a value of what encoding/json decodes, and of Go's own lists
// and numbers; what is a Value stays. Several goroutines may read it.
func FromJSON(v any) Value {
	switch v := v.(type) {
	case nil:
		return Null{}
	case bool, string, int, Null, *Array, *Object, *Set:
		return v
	case json.Number:
		return number(string(v))
	case map[string]any:
		o := NewObject(len(v))
		for key, value := range v {
			o.Insert(key, FromJSON(value))
		}
		o.sort()
		o.fixed = true
		return o
	case []any:
		items := make([]Value, len(v))
		for i, item := range v {
			items[i] = FromJSON(item)
		}
		return &Array{items, true}
	default: // a list or a number of another type
		value, err := ast.InterfaceToValue(v)
		if err != nil {
			return Null{}
		}
		return fixed(fromAST(value))
	}
}

func number(text string) Value {
	if i, err := strconv.Atoi(text); err == nil {
		return i
	}
	return json.Number(text)
}

// integer reads a whole number, however it is written.
func integer(v Value) (int, bool) {
	if n, ok := v.(json.Number); ok {
		return ast.Number(n).Int()
	}
	n, ok := v.(int)
	return n, ok
}

// Number makes a number of how JSON writes it.
func Number(text string) Value { return number(text) }

// ToJSON makes of a value what encoding/json decodes, with json.Number for
// numbers, lists for sets, and each object's keys as text.
func ToJSON(v Value) any {
	switch v := v.(type) {
	case bool, string, json.Number:
		return v
	case int:
		return json.Number(strconv.Itoa(v))
	case *Array:
		return toList(v.items)
	case *Set:
		return toList(v.sort())
	case *Object:
		members := make(map[string]any, len(v.sort()))
		for _, m := range v.members {
			members[keyText(m.key)] = ToJSON(m.value)
		}
		return members
	default:
		return nil
	}
}

func toList(values []Value) []any {
	list := make([]any, len(values))
	for i, v := range values {
		list[i] = ToJSON(v)
	}
	return list
}

// Elements are the items of a list, or of a set in order.
func Elements(v Value) (items []Value, ok bool) { return elements(v) }

// ToAST makes a value of OPA's own.
func ToAST(v Value) ast.Value { return toAST(v) }

func toAST(v Value) ast.Value {
	switch v := v.(type) {
	case bool:
		return ast.Boolean(v)
	case string:
		return ast.String(v)
	case int:
		return ast.Number(strconv.Itoa(v))
	case json.Number:
		return ast.Number(v)
	case *Array:
		return ast.NewArray(terms(v.items)...)
	case *Object:
		members := make([][2]*ast.Term, len(v.sort()))
		for i, m := range v.members {
			members[i] = [2]*ast.Term{ast.NewTerm(toAST(m.key)), ast.NewTerm(toAST(m.value))}
		}
		return ast.NewObject(members...)
	case *Set:
		return ast.NewSet(terms(v.sort())...)
	default:
		return ast.NullValue
	}
}

func terms(values []Value) []*ast.Term {
	all := make([]*ast.Term, len(values))
	for i, v := range values {
		all[i] = ast.NewTerm(toAST(v))
	}
	return all
}

func fromAST(v ast.Value) Value {
	switch v := v.(type) {
	case ast.Boolean:
		return bool(v)
	case ast.String:
		return string(v)
	case ast.Number:
		return number(string(v))
	case *ast.Array:
		items := make([]Value, 0, v.Len())
		v.Foreach(func(t *ast.Term) { items = append(items, fromAST(t.Value)) })
		return NewArray(items)
	case ast.Object:
		o := NewObject(v.Len())
		v.Foreach(func(key, value *ast.Term) { o.Insert(fromAST(key.Value), fromAST(value.Value)) })
		return o
	case ast.Set:
		s := &Set{}
		v.Foreach(func(t *ast.Term) { s.add(fromAST(t.Value)) })
		return s
	default:
		return Null{}
	}
}

// Empty reports whether a value is undefined, or an empty set.
func Empty(v Value) bool {
	s, ok := v.(*Set)
	return v == nil || ok && len(s.items) == 0
}

package plan

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// builtin is a built-in function. It returns nil where the result is undefined,
// as of arguments of a wrong type, and doesn't keep the list of its arguments.
type builtin func(r *Run, args []Value) Value

// mostArguments is how many a built-in function takes at most.
const mostArguments = 4

func known(name string) bool { return builtinNamed(name) != nil }

// builtinNamed is a function as it is written here, for those that every request
// needs, else OPA's own.
func builtinNamed(name string) builtin {
	if own := natives[name]; own != nil {
		return own
	}
	if f := topdown.GetBuiltin(name); f != nil {
		return opa(f)
	}
	return nil
}

// opa calls a function of OPA, which takes and gives values of its own kind.
func opa(f topdown.BuiltinFunc) builtin {
	return func(r *Run, args []Value) (result Value) {
		err := f(topdown.BuiltinContext{Context: r.ctx, Cancel: r.cancel}, terms(args), func(t *ast.Term) error {
			result = fromAST(t.Value)
			return nil
		})
		var halt topdown.Halt
		switch {
		case err == nil:
			return result
		case topdown.IsCancel(err) && r.ctx.Err() != nil:
			r.err = context.Cause(r.ctx)
		case topdown.IsCancel(err) || errors.As(err, &halt):
			r.err = err
		}
		return nil
	}
}

// natives are those of OPA's functions that are written here, for its own would
// cost more by turning values to and fro than by what they do. A test compares
// each with OPA's.
var natives = map[string]builtin{
	"count": func(_ *Run, a []Value) Value {
		if n, ok := length(a[0]); ok {
			return n
		}
		return nil
	},
	"internal.member_2": func(_ *Run, a []Value) Value { return member2(a[0], a[1]) },
	"gt":                func(_ *Run, a []Value) Value { return compare(a[0], a[1]) > 0 },
	"gte":               func(_ *Run, a []Value) Value { return compare(a[0], a[1]) >= 0 },
	"lt":                func(_ *Run, a []Value) Value { return compare(a[0], a[1]) < 0 },
	"lte":               func(_ *Run, a []Value) Value { return compare(a[0], a[1]) <= 0 },
	"neq":               func(_ *Run, a []Value) Value { return !equal(a[0], a[1]) },
	"is_array":          func(_ *Run, a []Value) Value { _, ok := a[0].(*Array); return ok },
	"is_string":         func(_ *Run, a []Value) Value { _, ok := a[0].(string); return ok },
	"is_number":         func(_ *Run, a []Value) Value { return rank(a[0]) == rank(0) },
	"startswith":        func(_ *Run, a []Value) Value { return ofTexts(a, strings.HasPrefix) },
	"endswith":          func(_ *Run, a []Value) Value { return ofTexts(a, strings.HasSuffix) },
	"contains":          func(_ *Run, a []Value) Value { return ofTexts(a, strings.Contains) },
	"lower":             func(_ *Run, a []Value) Value { return ofText(a, strings.ToLower) },
	"trim":              func(_ *Run, a []Value) Value { return ofTexts(a, strings.Trim) },
	"strings.count":     func(_ *Run, a []Value) Value { return ofTexts(a, strings.Count) },
	"min":               func(_ *Run, a []Value) Value { return extreme(a[0], -1) },
	"max":               func(_ *Run, a []Value) Value { return extreme(a[0], 1) },
	"trim_space":        func(_ *Run, a []Value) Value { return ofText(a, strings.TrimSpace) },
	"trim_prefix":       func(_ *Run, a []Value) Value { return ofTexts(a, strings.TrimPrefix) },
	"concat":            func(_ *Run, a []Value) Value { return concat(a[0], a[1]) },
	"split": func(r *Run, a []Value) Value {
		return ofTexts(a, func(text, separator string) Value { return r.list(strings.Split(text, separator)) })
	},
	"substring": func(_ *Run, a []Value) Value { return substring(a[0], a[1], a[2]) },
	"regex.match": func(r *Run, a []Value) Value {
		return ofTexts(a, func(pattern, text string) Value {
			if p := r.pattern(pattern); p.Regexp != nil {
				return p.match(text)
			}
			return nil
		})
	},
	"regex.find_n": func(r *Run, a []Value) Value {
		n, ok := integer(a[2])
		if !ok {
			return nil
		}
		return ofTexts(a, func(pattern, text string) Value {
			if p := r.pattern(pattern); p.Regexp != nil {
				return r.list(p.FindAllString(text, n))
			}
			return nil
		})
	},
	"crypto.sha256": func(_ *Run, a []Value) Value {
		return ofText(a, func(text string) string {
			sum := sha256.Sum256([]byte(text))
			return hex.EncodeToString(sum[:])
		})
	},
	"sprintf": func(r *Run, a []Value) Value {
		format, isText := a[0].(string)
		list, isList := a[1].(*Array)
		if !isText || !isList {
			return nil
		}
		args := make([]any, len(list.items))
		for i, item := range list.items {
			switch item := item.(type) {
			case string:
				args[i] = item
			case int:
				args[i] = int64(item)
			case json.Number:
				return sprintf(r, a)
			default:
				args[i] = toAST(item).String()
			}
		}
		return fmt.Sprintf(format, args...)
	},
	"replace": func(r *Run, a []Value) Value {
		with, ok := a[2].(string)
		if !ok || a[1] == "" {
			return replace(r, a)
		}
		return ofTexts(a, func(text, old string) string { return strings.ReplaceAll(text, old, with) })
	},
	"and": func(r *Run, a []Value) Value { return r.part(a, true) },
	"or": func(r *Run, a []Value) Value {
		return r.ofSets(a, func(x, y, either *Set) {
			either.items = append(append(r.room.values.take(len(x.items) + len(y.items))[:0], x.items...), y.items...)
			either.sorted = false
		})
	},
	"minus": func(r *Run, a []Value) Value {
		if x, ok := a[0].(int); ok {
			if y, ok := a[1].(int); ok && small(x) && small(y) {
				return x - y
			}
		}
		if without := r.part(a, false); without != nil {
			return without
		}
		return minus(r, a)
	},
	"plus": func(r *Run, a []Value) Value {
		if x, ok := a[0].(int); ok {
			if y, ok := a[1].(int); ok && small(x) && small(y) {
				return x + y
			}
		}
		return plus(r, a)
	},
	"sum": func(r *Run, a []Value) Value {
		items, ok := a[0].(*Array)
		if !ok {
			return sum(r, a)
		}
		total := 0
		for _, item := range items.items {
			n, ok := item.(int)
			if !ok || !small(n) || !small(total) {
				return sum(r, a)
			}
			total += n
		}
		return total
	},
	"sort": func(r *Run, a []Value) Value {
		items, ok := elements(a[0])
		if !ok {
			return nil
		}
		sorted := r.room.array(len(items))
		sorted.items = append(sorted.items, items...)
		slices.SortStableFunc(sorted.items, compare)
		return sorted
	},
	"array.concat": func(r *Run, a []Value) Value {
		return ofArrays(a, func(x, y *Array) Value {
			both := r.room.array(len(x.items) + len(y.items))
			both.items = append(append(both.items, x.items...), y.items...)
			return both
		})
	},
	"array.slice": func(r *Run, a []Value) Value {
		items, ok := a[0].(*Array)
		from, isFrom := integer(a[1])
		to, isTo := integer(a[2])
		if !ok || !isFrom || !isTo {
			return nil
		}
		from, to = max(0, from), min(to, len(items.items))
		part := r.room.array(0)
		part.items = slices.Clip(items.items[min(from, max(to, 0)):max(to, 0)])
		return part
	},
	"object.keys": func(r *Run, a []Value) Value {
		o, ok := a[0].(*Object)
		if !ok {
			return nil
		}
		keys := r.room.set(len(o.sort()))
		for _, m := range o.members {
			keys.items = append(keys.items, m.key)
		}
		keys.sorted = true
		return keys
	},
	"object.remove": func(r *Run, a []Value) Value {
		o, ok := a[0].(*Object)
		if !ok {
			return nil
		}
		var gone *Set
		switch keys := a[1].(type) {
		case *Array:
			gone = &Set{items: slices.Clone(keys.items)}
		case *Set:
			gone = keys
		default:
			return remove(r, a)
		}
		left := r.room.object(len(o.sort()))
		for _, m := range o.members {
			if !gone.has(m.key) {
				left.members = append(left.members, m)
			}
		}
		left.sorted = true
		return left
	},
	"object.filter": func(r *Run, a []Value) Value {
		o, isObject := a[0].(*Object)
		keys, isList := elements(a[1])
		if !isObject || !isList {
			return filter(r, a)
		}
		kept := r.room.object(expected)
		for _, key := range keys {
			if v := o.get(key); v != nil {
				kept.Insert(key, v)
			}
		}
		return kept
	},
	"object.get": func(_ *Run, a []Value) Value {
		if _, ok := a[0].(*Object); !ok {
			return nil
		}
		path := []Value{a[1]}
		if list, ok := a[1].(*Array); ok {
			path = list.items
		}
		found := a[0]
		for _, key := range path {
			if found = dot(found, key); found == nil {
				return a[2]
			}
		}
		return found
	},
	"object.union": func(r *Run, a []Value) Value {
		x, isX := a[0].(*Object)
		y, isY := a[1].(*Object)
		if !isX || !isY {
			return nil
		}
		return r.union(x, y)
	},
	"numbers.range": func(r *Run, a []Value) Value {
		from, isFrom := a[0].(int)
		to, isTo := a[1].(int)
		if !isFrom || !isTo || from > to || to-from > mostSteps {
			return numbers(r, a)
		}
		all := r.room.list(to - from + 1)
		for i := range all.items {
			all.items[i] = from + i
		}
		return all
	},
	"object.union_n": func(r *Run, a []Value) Value {
		list, ok := a[0].(*Array)
		if !ok {
			return nil
		}
		merged := r.room.object(len(list.items))
		for _, item := range list.items {
			o, ok := item.(*Object)
			if !ok {
				return nil
			}
			if slices.ContainsFunc(o.members, func(m member) bool { _, ok := m.value.(*Object); return ok }) {
				return unionN(r, a) // which merges them
			}
			for _, m := range o.sort() {
				if other := merged.insertOnce(m.key, m.value); other != nil {
					*other = m.value
				}
			}
		}
		return merged
	},
	"array.reverse": func(r *Run, a []Value) Value {
		list, ok := a[0].(*Array)
		if !ok {
			return nil
		}
		reversed := r.room.array(len(list.items))
		reversed.items = append(reversed.items, list.items...)
		slices.Reverse(reversed.items)
		return reversed
	},
	"strings.any_prefix_match": func(r *Run, a []Value) Value { return anyOf(r, a, strings.HasPrefix, anyPrefix) },
	"strings.any_suffix_match": func(r *Run, a []Value) Value { return anyOf(r, a, strings.HasSuffix, anySuffix) },
}

var (
	minus     = opa(topdown.GetBuiltin("minus"))
	plus      = opa(topdown.GetBuiltin("plus"))
	sum       = opa(topdown.GetBuiltin("sum"))
	replace   = opa(topdown.GetBuiltin("replace"))
	sprintf   = opa(topdown.GetBuiltin("sprintf"))
	filter    = opa(topdown.GetBuiltin("object.filter"))
	remove    = opa(topdown.GetBuiltin("object.remove"))
	numbers   = opa(topdown.GetBuiltin("numbers.range"))
	unionN    = opa(topdown.GetBuiltin("object.union_n"))
	anyPrefix = opa(topdown.GetBuiltin("strings.any_prefix_match"))
	anySuffix = opa(topdown.GetBuiltin("strings.any_suffix_match"))
)

// pattern is a regular expression, nil for a text that is none, and what it said of
// texts, for rules and requests ask the same again.
type pattern struct {
	*regexp.Regexp
	matches map[string]bool
}

// So many texts of at most so many bytes are remembered; then all are forgotten.
const (
	mostTexts   = 256
	longestText = 256
)

func (p *pattern) match(text string) bool {
	matches, known := p.matches[text]
	if known {
		return matches
	}
	matches = p.MatchString(text)
	if len(text) <= longestText {
		if len(p.matches) == mostTexts {
			clear(p.matches)
		}
		p.matches[text] = matches
	}
	return matches
}

// pattern compiles a regular expression once in all runs.
func (r *Run) pattern(text string) *pattern {
	if p := r.patterns[text]; p != nil {
		return p
	}
	compiled, ok := r.instance.patterns.Load(text)
	if !ok {
		compiled, _ = regexp.Compile(text) // else it is nil
		r.instance.patterns.Store(text, compiled)
	}
	p := &pattern{matches: map[string]bool{}}
	p.Regexp, _ = compiled.(*regexp.Regexp)
	if r.patterns == nil {
		r.patterns = map[string]*pattern{}
	}
	r.patterns[text] = p
	return p
}

// natively are the names of the functions that are written here.
func natively() []string { return slices.Sorted(maps.Keys(natives)) }

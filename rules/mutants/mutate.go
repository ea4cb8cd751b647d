package main

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
)

// mutant is a module in which one thing is otherwise.
type mutant struct {
	file   string
	line   int
	rule   string // the name of the rule or function in which it is
	change string // in words
	text   string // of the module
}

// name tells a mutant from all others, whatever stands above it in the file.
func (m mutant) name() string { return m.file + ": " + m.rule + ": " + m.change }

// change is one way to make a mutant of a module.
type change struct {
	at         *ast.Location
	words      string
	make, undo func()
}

// mutants returns the mutants of a module, in the order of its lines.
func mutants(file string, module *ast.Module) []mutant {
	var all []mutant
	seen := map[string]int{}
	for i, rule := range module.Rules {
		changes := append(wholeRule(module, i), inside(rule)...)
		slices.SortStableFunc(changes, func(a, b change) int { return cmp.Or(a.at.Row-b.at.Row, a.at.Col-b.at.Col) })
		for _, c := range changes {
			c.make()
			m := mutant{file: file, line: c.at.Row, rule: rule.Head.Ref().String(), change: c.words, text: text(module)}
			c.undo()
			if seen[m.name()]++; seen[m.name()] > 1 {
				m.change += fmt.Sprintf(" (%d)", seen[m.name()])
			}
			all = append(all, m)
		}
	}
	return all
}

var escapes = regexp.MustCompile(`\\(?:\\|x[0-9a-f]{2})`)

// text is a module as Rego: OPA writes a control character as Go does.
func text(module *ast.Module) string {
	return escapes.ReplaceAllStringFunc(module.String(), func(s string) string {
		if hex, ok := strings.CutPrefix(s, `\x`); ok {
			return `\u00` + hex
		}
		return s
	})
}

// wholeRule takes a rule out of its module, where others of its name are left
// or it is a default.
func wholeRule(module *ast.Module, i int) []change {
	rule := module.Rules[i]
	same := 0
	for _, other := range module.Rules {
		if other.Head.Ref().Equal(rule.Head.Ref()) {
			same++
		}
	}
	if same < 2 {
		return nil
	}
	whole := module.Rules
	return []change{{rule.Loc(), "without " + short(rule.Head), func() {
		module.Rules = slices.Delete(slices.Clone(whole), i, i+1)
	}, func() { module.Rules = whole }}}
}

// inside returns the changes of what a rule holds.
func inside(rule *ast.Rule) []change {
	var all []change
	for r := rule; r != nil; r = r.Else {
		if next := r.Else; next != nil {
			all = append(all, change{next.Loc(), "without else := " + short(next.Head.Value), func() { r.Else = next.Else }, func() { r.Else = next }})
		}
	}
	names := map[*ast.Term]bool{} // of members
	// A rule without a body has `true` for one, and without a value, too.
	visitor := ast.NewGenericVisitor(func(x any) bool {
		switch x := x.(type) {
		case *ast.Expr:
			if x.Generated || short(x) == "true" {
				return true
			}
			all = append(all, ofExpr(x)...)
		case *ast.Term:
			if x.Location == nil || len(x.Location.Text) == 0 {
				return false
			}
			if object, ok := x.Value.(ast.Object); ok {
				for _, key := range object.Keys() {
					names[key] = true
				}
			}
			if names[x] {
				return true
			}
			all = append(all, ofTerm(x)...)
			if _, ok := x.Value.(ast.Ref); ok {
				all = append(all, ofIndexes(x)...)
				return true // its parts are names
			}
		}
		return false
	})
	visitor.Walk(rule)
	return all
}

// ofExpr leaves out a condition, and turns it round.
func ofExpr(e *ast.Expr) []change {
	was := *e
	back := func() { *e = was }
	all := []change{{e.Loc(), "without " + short(e), func() {
		*e = ast.Expr{Location: was.Location, Index: was.Index, Terms: ast.BooleanTerm(true)}
	}, back}}
	switch terms := e.Terms.(type) {
	case *ast.SomeDecl, *ast.Every:
		return all
	case []*ast.Term:
		if name := terms[0].Value.String(); name == "assign" || name == "eq" {
			return all
		}
		all = append(all, ofOperator(e.Loc(), terms, short(e))...)
	}
	return append(all, change{e.Loc(), "the contrary of " + short(e), func() { e.Negated = !e.Negated }, back})
}

// swaps are the functions in whose place another stands.
var swaps = map[string][]string{
	"equal": {"neq"}, "neq": {"equal"},
	"lt": {"lte", "gte"}, "lte": {"lt", "gt"}, "gt": {"gte", "lte"}, "gte": {"gt", "lt"},
	"plus": {"minus"}, "minus": {"plus"}, "mul": {"plus"}, "and": {"or"}, "or": {"and"},
	"startswith": {"endswith", "contains"}, "endswith": {"startswith", "contains"}, "contains": {"startswith"},
	"lower": {"upper"}, "upper": {"lower"}, "max": {"min"}, "min": {"max"},
}

// ofOperator replaces the function of a call.
func ofOperator(at *ast.Location, call []*ast.Term, words string) []change {
	was := call[0]
	name := was.Value.String()
	var all []change
	for _, other := range swaps[name] {
		all = append(all, change{at, fmt.Sprintf("%s for %s in %s", other, name, words), func() {
			call[0] = ast.NewTerm(ast.BuiltinMap[other].Ref())
		}, func() { call[0] = was }})
	}
	return all
}

// ofTerm replaces a value, and leaves out each element of one that has several.
func ofTerm(t *ast.Term) []change {
	was := t.Value
	back := func() { t.Value = was }
	to := func(words string, v ast.Value) change {
		return change{t.Location, words, func() { t.Value = v }, back}
	}
	switch v := was.(type) {
	case ast.Call:
		return ofOperator(t.Location, v, short(v))
	case ast.Boolean:
		return []change{to(fmt.Sprintf("%v for %v", !v, v), !v)}
	case ast.Number:
		n, ok := v.Int()
		if !ok {
			return nil
		}
		return []change{to(fmt.Sprintf("%d for %d", n+1, n), ast.Number(fmt.Sprint(n+1))), to(fmt.Sprintf("%d for %d", n-1, n), ast.Number(fmt.Sprint(n-1)))}
	case ast.String:
		return []change{to("another text for "+short(v), v+"~")}
	case *ast.Array:
		elements := make([]*ast.Term, v.Len())
		for i := range elements {
			elements[i] = v.Elem(i)
		}
		return withoutEach(to, elements, func(left []*ast.Term) ast.Value { return ast.NewArray(left...) })
	case ast.Set:
		return withoutEach(to, v.Slice(), func(left []*ast.Term) ast.Value { return ast.NewSet(left...) })
	case ast.Object:
		var all []change
		for _, key := range v.Keys() {
			var left [][2]*ast.Term
			v.Foreach(func(k, value *ast.Term) {
				if !k.Equal(key) {
					left = append(left, [2]*ast.Term{k, value})
				}
			})
			all = append(all, to("without the member "+short(key), ast.NewObject(left...)))
		}
		return all
	}
	return nil
}

func withoutEach(to func(string, ast.Value) change, elements []*ast.Term, value func([]*ast.Term) ast.Value) []change {
	var all []change
	for i, element := range elements {
		all = append(all, to("without the element "+short(element), value(slices.Delete(slices.Clone(elements), i, i+1))))
	}
	return all
}

// ofIndexes replaces the numbers in a reference.
func ofIndexes(t *ast.Term) []change {
	ref := t.Value.(ast.Ref)
	var all []change
	for i, part := range ref {
		number, ok := part.Value.(ast.Number)
		n, isInt := number.Int()
		if !ok || !isInt {
			continue
		}
		all = append(all, change{t.Location, fmt.Sprintf("[%d] for [%d] in %s", n+1, n, short(ref)), func() {
			ref[i] = ast.IntNumberTerm(n + 1)
		}, func() { ref[i] = part }})
	}
	return all
}

// short is a piece of Rego on one line.
func short(x fmt.Stringer) string {
	text := strings.Join(strings.Fields(x.String()), " ")
	if r := []rune(text); len(r) > 90 {
		return string(r[:89]) + "…"
	}
	return text
}

package policy

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// A model of what selectors mean, by brute force: every event of two fields,
// each of them absent or a string over {a, b} of up to four characters.

// statement is a field's values by operator.
type statement map[string][]string

// selector is a statement for each field of logicFields, or nil for none.
type selector []statement

var (
	logicFields = []string{"eventName", "userIdentity.arn"}
	selecting   = []string{"Equals", "StartsWith", "EndsWith"}
	logicRules  = []string{"never-matches", "redundant-value", "pointless-exclusion", "covered-selector", "undone-exclusion"}
)

const absent = "\x00"

var logicStrings = func() []string {
	all, last := []string{absent, ""}, []string{""}
	for range 4 {
		var next []string
		for _, s := range last {
			next = append(next, s+"a", s+"b")
		}
		all, last = append(all, next...), next
	}
	return all
}()

func hits(operator, value, s string) bool {
	switch {
	case s == absent:
		return false
	case operator == "Equals":
		return s == value
	case operator == "StartsWith":
		return strings.HasPrefix(s, value)
	default:
		return strings.HasSuffix(s, value)
	}
}

func (s statement) lets(field string) bool {
	selects, selected := false, false
	for _, operator := range selecting {
		for _, value := range s[operator] {
			selects, selected = true, selected || hits(operator, value, field)
		}
		for _, value := range s["Not"+operator] {
			if hits(operator, value, field) {
				return false
			}
		}
	}
	return selected || !selects
}

// fieldSet is a set of a field's values: a bit for each of logicStrings.
type fieldSet uint32

// eventSet is a set of events: for each value of the first field, the values of
// the second.
type eventSet [32]fieldSet

func fieldValues(holds func(s string) bool) fieldSet {
	var set fieldSet
	for i, s := range logicStrings {
		if holds(s) {
			set |= 1 << i
		}
	}
	return set
}

// eventsOf returns the events that have a value of each field in its set.
func eventsOf(fields []fieldSet) eventSet {
	var set eventSet
	for i := range set {
		if fields[0]&(1<<i) != 0 {
			set[i] = fields[1]
		}
	}
	return set
}

func (s selector) fields() []fieldSet {
	sets := make([]fieldSet, len(s))
	for i := range s {
		sets[i] = ^fieldSet(0)
		if s[i] != nil {
			sets[i] = fieldValues(s[i].lets)
		}
	}
	return sets
}

func (s selector) events() eventSet { return eventsOf(s.fields()) }

func (e eventSet) minus(other eventSet) eventSet {
	for i := range e {
		e[i] &^= other[i]
	}
	return e
}

func (e eventSet) plus(other eventSet) eventSet {
	for i := range e {
		e[i] |= other[i]
	}
	return e
}

func (e eventSet) within(other eventSet) bool { return e.minus(other) == eventSet{} }

// without returns the selector but for some values of a field: those for which
// drop is true.
func (s selector) without(field int, drop func(operator string, k int) bool) selector {
	changed := statement{}
	for operator, values := range s[field] {
		for k, value := range values {
			if !drop(operator, k) {
				changed[operator] = append(changed[operator], value)
			}
		}
	}
	s = slices.Clone(s)
	s[field] = changed
	return s
}

func randomStatement(r *rand.Rand) statement {
	s := statement{}
	for range 1 + r.IntN(4) {
		operator := selecting[r.IntN(3)]
		if r.IntN(2) == 0 {
			operator = "Not" + operator
		}
		value := ""
		for range 1 + r.IntN(3) {
			value += string("ab"[r.IntN(2)])
		}
		s[operator] = append(s[operator], value)
	}
	return s
}

// randomSelectors returns up to three selectors, often alike, so that one often
// covers another.
func randomSelectors(r *rand.Rand) []selector {
	var selectors []selector
	for range 1 + r.IntN(3) {
		s := make(selector, len(logicFields))
		for i := range s {
			switch old := r.IntN(4); {
			case old == 0:
			case old == 1 && len(selectors) > 0:
				s[i] = selectors[r.IntN(len(selectors))][i]
			default:
				s[i] = randomStatement(r)
			}
		}
		selectors = append(selectors, s)
	}
	return selectors
}

// logicRequest returns the request of the selectors, with the statements in the
// order of the fields behind that of the category.
func logicRequest(selectors []selector) map[string]any {
	var list []any
	for _, s := range selectors {
		statements := []any{map[string]any{"Field": "eventCategory", "Equals": []any{"Management"}}}
		for i, field := range logicFields {
			if s[i] == nil {
				continue
			}
			one := map[string]any{"Field": field}
			for operator, values := range s[i] {
				one[operator] = values
			}
			statements = append(statements, one)
		}
		list = append(list, map[string]any{"FieldSelectors": statements})
	}
	return map[string]any{"Name": "audit-store", "AdvancedEventSelectors": list}
}

// place is where in its selector the statement of a field stands.
func (s selector) place(field int) int {
	at := 0
	for i := range field + 1 {
		if s[i] != nil {
			at++
		}
	}
	return at
}

// fieldAt returns the field whose statement stands at a place of a request.
func (s selector) fieldAt(place int) int {
	for i := range s {
		if s[i] != nil {
			if place--; place == 0 {
				return i
			}
		}
	}
	return -1
}

// logicModel compares what the rules say of selectors with what they mean.
type logicModel struct {
	t      *testing.T
	said   map[string]int // how often a rule spoke
	missed map[string]int // how often the model finds what the rule leaves out
}

// TestLogicAgainstModel holds the rules of selector logic to the model: it must
// never contradict them. What they leave out is only logged, for some of it is
// so only for strings as short as the model's.
func TestLogicAgainstModel(t *testing.T) {
	const cases = 2500
	m := logicModel{t: t, said: map[string]int{}, missed: map[string]int{}}
	judge := logicJudge(t)
	r := rand.New(rand.NewPCG(4, 2026))
	for n := range cases {
		selectors := randomSelectors(r)
		input := plan.FromJSON(logicRequest(selectors))
		results, failures := judge.Evaluate(t.Context(), input, nil)
		for _, f := range failures {
			t.Fatalf("case %d: rule %s: %v", n, f.Rule, f.Err)
		}
		m.judge(selectors, results)
		if t.Failed() {
			t.Fatalf("case %d: %v", n, input)
		}
	}
	for _, rule := range logicRules {
		t.Logf("%-20s said %5d, missed %5d", rule, m.said[rule], m.missed[rule])
		if m.said[rule] < cases/100 {
			t.Errorf("%s spoke only %d times in %d cases", rule, m.said[rule], cases)
		}
	}
}

func logicJudge(t *testing.T) *Judge {
	t.Helper()
	all, err := List()
	if err != nil {
		t.Fatal(err)
	}
	builtIn, err := Load(all)
	if err != nil {
		t.Fatal(err)
	}
	edition, err := editions.Load(newest())
	if err != nil {
		t.Fatal(err)
	}
	facts := NewFacts(edition)
	return builtIn.Judge(facts, facts, nil, func(rules.Rule) bool { return true })
}

// spoken is what rules said, by rule and path.
type spoken map[string]bool

func (s spoken) of(rule string, at ...any) bool {
	return s[fmt.Sprint(rule, append([]any{"AdvancedEventSelectors"}, at...))]
}

func (m *logicModel) judge(selectors []selector, results []Result) {
	says := spoken{}
	for _, result := range singly(selectors, results) {
		rule := result.Rule.Name
		if !slices.Contains(logicRules, rule) {
			continue
		}
		m.said[rule]++
		says[fmt.Sprint(rule, result.At)] = true
		if rule == "undone-exclusion" && exact(selectors, result) && excluded(selectors, result) == (eventSet{}) {
			m.t.Errorf("%s at %v, which excludes nothing anyhow: %s", rule, result.At, result.Message)
		}
		if against := contradiction(selectors, result); against != (eventSet{}) {
			m.t.Errorf("%s at %v is not so for the events %v: %s", rule, result.At, against, result.Message)
		}
	}
	// All that adds nothing can go at once.
	var before, after eventSet
	for i, s := range selectors {
		before = before.plus(s.events())
		if says.of("covered-selector", i) {
			continue
		}
		for field := range s {
			if s[field] != nil {
				s = s.without(field, func(operator string, k int) bool {
					return says.of("redundant-value", i, "FieldSelectors", s.place(field), operator, k)
				})
			}
		}
		after = after.plus(s.events())
	}
	if before != after {
		m.t.Error("without all that is redundant or covered, other events are logged")
	}
	m.count(selectors, says)
}

// contradiction returns the events for which a rule's result is not so.
func contradiction(selectors []selector, result Result) eventSet {
	rule, at := result.Rule.Name, result.At
	s := selectors[at[1].(int)]
	if rule == "covered-selector" {
		return s.events().minus(selectors[result.Related[0].At[1].(int)].events())
	}
	if len(at) == 4 { // never-matches, of a statement
		return s.events()
	}
	field, operator, k := s.fieldAt(at[3].(int)), at[4].(string), at[5].(int)
	without := s.without(field, func(op string, at int) bool { return op == operator && at == k })
	switch rule {
	case "never-matches":
		sets := s.fields()
		sets[field] &= fieldValues(func(str string) bool { return hits(operator, s[field][operator][k], str) })
		sets[1-field] = ^fieldSet(0)
		return eventsOf(sets)
	case "undone-exclusion":
		return excluded(selectors, result).minus(selectors[result.Related[0].At[1].(int)].events())
	default: // redundant-value, pointless-exclusion
		return without.events().minus(s.events()).plus(s.events().minus(without.events()))
	}
}

// singly makes of what is said of all values of an operator one for each.
func singly(selectors []selector, results []Result) []Result {
	var all []Result
	for _, result := range results {
		if result.Rule.Name != "undone-exclusion" || len(result.At) != 5 {
			all = append(all, result)
			continue
		}
		s := selectors[result.At[1].(int)]
		for k := range s[s.fieldAt(result.At[3].(int))][result.At[4].(string)] {
			one := result
			one.At = append(slices.Clone(result.At), k)
			all = append(all, one)
		}
	}
	return all
}

// exact reports whether a result's statement selects only whole values: what
// prefixes and suffixes select may be too long for the model.
func exact(selectors []selector, result Result) bool {
	s := selectors[result.At[1].(int)]
	values := s[s.fieldAt(result.At[3].(int))]
	return len(values["Equals"]) > 0 && len(values["StartsWith"])+len(values["EndsWith"]) == 0
}

// excluded returns the events that only the value at a result's place keeps out
// of its selector.
func excluded(selectors []selector, result Result) eventSet {
	at := result.At
	s := selectors[at[1].(int)]
	field, operator, k := s.fieldAt(at[3].(int)), at[4].(string), at[5].(int)
	without := s.without(field, func(op string, at int) bool { return op == operator && at == k })
	return without.events().minus(s.events())
}

// count counts what the model finds and no rule speaks of.
func (m *logicModel) count(selectors []selector, says spoken) {
	for i, s := range selectors {
		events := s.events()
		if events == (eventSet{}) {
			if !says.of("never-matches", i, "FieldSelectors", 1) && !says.of("never-matches", i, "FieldSelectors", 2) {
				m.missed["never-matches"]++
			}
			continue
		}
		covered := slices.ContainsFunc(selectors[:i], func(other selector) bool { return events.within(other.events()) }) ||
			slices.ContainsFunc(selectors[i+1:], func(other selector) bool { return events != other.events() && events.within(other.events()) })
		if covered && !says.of("covered-selector", i) {
			m.missed["covered-selector"]++
		}
		for field := range s {
			for operator, values := range s[field] {
				for k := range values {
					at := []any{i, "FieldSelectors", s.place(field), operator, k}
					rest := s.without(field, func(op string, at int) bool { return op == operator && at == k })
					if rule := unsaid(s, rest, field, operator, selectors, covered); rule != "" && !says.of("redundant-value", at...) &&
						!says.of("never-matches", at...) && !says.of("pointless-exclusion", at...) && !says.of("undone-exclusion", at...) {
						m.missed[rule]++
					}
				}
			}
		}
	}
}

// unsaid names the rule that could speak of a value without which a selector is
// rest, or is empty where none could.
func unsaid(s, rest selector, field int, operator string, selectors []selector, covered bool) string {
	exclusion := strings.HasPrefix(operator, "Not")
	selects := slices.ContainsFunc(selecting, func(op string) bool { return len(rest[field][op]) > 0 })
	back := rest.events().minus(s.events())
	switch {
	case rest.events() == s.events() && exclusion && selects:
		return "pointless-exclusion"
	case rest.events() == s.events():
		return "redundant-value"
	case exclusion && !covered && slices.ContainsFunc(selectors, func(other selector) bool { return back.within(other.events()) }):
		return "undone-exclusion"
	default:
		return ""
	}
}

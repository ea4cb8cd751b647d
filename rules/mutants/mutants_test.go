package main

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestMutants: what is changed in a rule, each thing once, and the rule itself
// is left as it was.
func TestMutants(t *testing.T) {
	module, err := parse("a/b.rego", `package a.b

default least := 3

least := input.least if input.least > 0

found contains name if {
	some name in input.names
	not startswith(name, "x")
	count(name) >= least
	name in {"a", "b"}
}

word := input.words[0] if {
	input.short == true
} else := "none"
`)
	if err != nil {
		t.Fatal(err)
	}
	before := module.String()
	var got []string
	for _, m := range mutants("a/b.rego", module) {
		got = append(got, strings.TrimPrefix(m.name(), "a/b.rego: "))
		again, err := parse(m.file, m.text)
		if err != nil {
			t.Errorf("%s: %v", m.name(), err)
		} else if again.Equal(module) {
			t.Errorf("%s: nothing is changed", m.name())
		}
	}
	want := []string{
		"least: without least := 3", "least: 4 for 3", "least: 2 for 3",
		"least: without least := input.least", "least: without gt(input.least, 0)", "least: gte for gt in gt(input.least, 0)",
		"least: lte for gt in gt(input.least, 0)", "least: the contrary of gt(input.least, 0)", "least: 1 for 0", "least: -1 for 0",
		"found: without some name in input.names",
		`found: without not startswith(name, "x")`, `found: endswith for startswith in not startswith(name, "x")`,
		`found: contains for startswith in not startswith(name, "x")`, `found: the contrary of not startswith(name, "x")`, `found: another text for "x"`,
		"found: without gte(count(name), least)", "found: gt for gte in gte(count(name), least)", "found: lt for gte in gte(count(name), least)",
		"found: the contrary of gte(count(name), least)",
		`found: without internal.member_2(name, {"a", "b"})`, `found: the contrary of internal.member_2(name, {"a", "b"})`,
		`found: without the element "a"`, `found: without the element "b"`, `found: another text for "a"`, `found: another text for "b"`,
		"word: [1] for [0] in input.words[0]",
		"word: without equal(input.short, true)", "word: neq for equal in equal(input.short, true)", "word: the contrary of equal(input.short, true)", "word: false for true",
		`word: without else := "none"`, `word: another text for "none"`,
	}
	slices.Sort(want)
	slices.Sort(got)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("mutants (-want +got):\n%s", diff)
	}
	if module.String() != before {
		t.Errorf("left changed:\n%s", module)
	}
}

var whole = sync.OnceValues(newSuite)

// TestVerdicts: a rule that is the same survives its tests; one with a mistake
// doesn't; and what doesn't compile is told from both.
func TestVerdicts(t *testing.T) {
	s, err := whole()
	if err != nil {
		t.Fatal(err)
	}
	const file = "tags/too_many_tags/too_many_tags.rego"
	same := s.modules[file].String()
	for text, want := range map[string]verdict{
		same: survived,
		strings.Replace(same, "TagsList", "Tags", 1):                    caught,
		strings.Replace(same, "findings contains", "found contains", 1): caught, // its tests don't compile
		same + "\nx := y if z\n":                                        unsound,
		"package":                                                       unsound,
	} {
		if v, err := s.judge(mutant{file: file, text: text}); v != want || err != nil {
			t.Errorf("%v, %v, not %v of\n%s", v, err, want, text)
		}
	}
}

// TestEquivalents: the list speaks of mutants that there are.
func TestEquivalents(t *testing.T) {
	known, err := equivalents()
	if err != nil {
		t.Fatal(err)
	}
	s, err := whole()
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.mutants()
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range all {
		delete(known, m.name())
	}
	for name := range known {
		t.Errorf("there is no such mutant any more: %s", name)
	}
}

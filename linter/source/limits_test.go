package source

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestLimits(t *testing.T) {
	limits := Limits{Bytes: 1000, Depth: 3, AliasNodes: 10, Documents: 2, Nodes: 40, Digits: 5}
	tests := []struct {
		name, file, text string
		want             string // none if the limits allow it
	}{
		{"bytes", "a.json", "[" + strings.Repeat(" ", 998) + "]", ""},
		{"too many bytes", "a.json", "[" + strings.Repeat(" ", 999) + "]", "1:1-1:1 over-limit: the file is longer than 1000 bytes, the most that edslint reads"},
		{"depth of JSON", "a.json", `[{"a":[1]}]`, ""},
		{"too deep JSON", "a.json", `[{"a":[[]]}]`, "1:8-1:9 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"too deep, and then no JSON", "a.json", `[[[[`, "1:4-1:5 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"depth of YAML", "a.yaml", "- a: [b]", ""},
		{"too deep flow", "a.yaml", "[[[[]]]]", "1:4-1:5 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"too deep block", "a.yaml", "a:\n b:\n  c:\n   d: e", "4:4-4:5 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"too deep in both", "a.yaml", "a:\n- b: [[c]]", "2:6-2:7 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"too deep by an alias", "a.yaml", "- &a [b]\n- [*a]\n- [[*a]]", "3:5-3:7 over-limit: lists and objects are nested more than 3 deep, the most that edslint reads"},
		{"nodes of JSON", "a.json", "[" + strings.Repeat("1,", 38) + "1]", ""},
		{"too many nodes of JSON", "a.json", "[" + strings.Repeat("1,", 39) + "1]", "1:80-1:81 over-limit: the file holds more than 40 keys and values, the most that edslint reads"},
		{"nodes of YAML", "a.yaml", strings.Repeat("- a\n", 39), ""},
		{"too many nodes of YAML", "a.yaml", strings.Repeat("- a\n", 40), "40:3-40:4 over-limit: the file holds more than 40 keys and values, the most that edslint reads"},
		{"too many nodes in all documents", "a.yaml", "- a\n---\n" + strings.Repeat("- a\n", 38), "40:3-40:4 over-limit: the file holds more than 40 keys and values, the most that edslint reads"},
		{"commas outside of lists", "a.yaml", "a: |\n  " + strings.Repeat("1,", 100), ""},
		{"room for too many nodes", "a.yaml", "[" + strings.Repeat("a,", 30) + "]", "1:41-1:42 over-limit: the file has room for more than 40 keys, values and comments, the most that edslint reads"},
		{"documents", "a.yaml", "a\n---\nb\n", ""},
		{"too many documents", "a.yaml", "a\n---\nb\n--- c\n", "4:1-4:2 over-limit: the file holds more than 2 documents, the most that edslint reads"},
		{"aliases", "a.yaml", "- &a [b]\n- [*a,*a,*a,*a,*a]", ""},
		{"too many aliases", "a.yaml", "- &a [b]\n- [*a,*a,*a,*a,*a,*a]", "2:19-2:21 over-limit: the aliases up to here add more than 10 keys and values to the document, the most that edslint reads"},
		{"aliases of aliases", "a.yaml", "- &a b\n- &b [*a,*a]\n- [*b,*b]\n- *b", "4:3-4:5 over-limit: the aliases up to here add more than 10 keys and values to the document, the most that edslint reads"},
		{"digits", "a.json", "[12345, -1234, 1e5]", ""},
		{"too many digits", "a.json", "[123456]", "1:2-1:8 over-limit: the number has more than 5 characters, the most that edslint reads"},
		{"exponent", "a.json", "[1e6]", "1:2-1:5 over-limit: the number has an exponent beyond 5, the most that edslint reads"},
		{"negative exponent", "a.json", "[1E-6]", "1:2-1:6 over-limit: the number has an exponent beyond 5, the most that edslint reads"},
		{"too many digits in YAML", "a.yaml", "a: 0xfffff", "1:4-1:11 over-limit: the number has more than 5 characters, the most that edslint reads"},
		{"exponent in YAML", "a.yaml", "a: 1e+006", "1:4-1:10 over-limit: the number has more than 5 characters, the most that edslint reads"},
		{"exponent in YAML, short", "a.yaml", "a: 1e06", "1:4-1:8 over-limit: the number has an exponent beyond 5, the most that edslint reads"},
		{"digits in quotes", "a.yaml", "a: '123456'", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := Parse(test.file, []byte(test.text), limits)
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			got := faultLines(f)
			if test.name == "exponent in YAML, short" {
				got = got[:1] // it is ambiguous too
			}
			diff(t, "faults", want, got)
			if test.want != "" && !f.Faults[0].Fatal {
				t.Error("is not fatal")
			}
		})
	}
	if f := Parse("a.yaml", make([]byte, 1001), limits); f.Content != nil {
		t.Error("keeps the content of a file that is too long")
	}
	if f := Parse("a.yaml", []byte("a\n---\nb\n---\nc\n"), limits); len(f.Documents) != 2 {
		t.Errorf("%d documents before the one too many, want 2", len(f.Documents))
	}
}

// Of a million faults nobody wants all.
func TestManyFaults(t *testing.T) {
	f := parse("a.yaml", strings.Repeat("- yes\n", 3000))
	if len(f.Faults) != maxFaults || len(f.Documents) != 1 {
		t.Fatalf("%d faults", len(f.Faults))
	}
	if last := f.Faults[maxFaults-1].Message; !strings.HasSuffix(last, "(the file has more of these, which are not listed)") {
		t.Errorf("the last fault does not say that there are more: %s", last)
	}
	f = parse("a.yaml", strings.Repeat("- yes\n", 3000)+"- [")
	if n := len(f.Faults); !f.Faults[n-1].Fatal {
		t.Error("a fatal fault was not kept")
	}
}

// TestHostile holds what brings down, or slows down, readers that don't expect
// it. That each ends is what is tested; the bound on time is ample.
func TestHostile(t *testing.T) {
	const size = 10 << 20
	fill := func(head, body, tail string) string {
		return head + strings.Repeat(body, (size-len(head)-len(tail))/len(body)) + tail
	}
	each := func(n int, line func(i int) string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(line(i))
		}
		return b.String()
	}
	tests := []struct {
		name, file string
		text       string
		fault      string // the rule of the first fault, if there is one
	}{
		{"a million brackets", "a.json", strings.Repeat("[", 1_000_000), RuleOverLimit},
		{"a million brackets", "a.yaml", strings.Repeat("[", 1_000_000), RuleOverLimit},
		{"deep block", "a.yaml", each(3000, func(i int) string { return strings.Repeat(" ", i) + "a:\n" }), RuleOverLimit},
		{"deep question marks", "a.yaml", fill("", "? ", ""), RuleOverLimit},
		{"items", "a.json", fill("[", "1,", "1]"), RuleOverLimit},
		{"items", "a.yaml", fill("", "- a\n", ""), RuleOverLimit},
		{"objects", "a.yaml", fill("[", "{a: b},", "]"), RuleOverLimit},
		{"line breaks", "a.yaml", fill("", "\n", ""), ""},
		{"comments", "a.yaml", fill("", "#\n", ""), RuleOverLimit},
		{"spaces", "a.yaml", fill("a:", " ", "b"), ""},
		{"tabs", "a.yaml", fill("", "\t", ""), ""},
		{"a long line", "a.yaml", fill("a: ", "x", ""), ""},
		{"a long plain scalar", "a.yaml", fill("a: x", "\n  y", ""), ""},
		{"a long quoted scalar", "a.yaml", fill("a: '", "''\n ", "'"), ""},
		{"a long string", "a.json", fill(`["`, `\ud83d\ude00`, `"]`), ""},
		{"an open string", "a.json", fill(`["`, `\"`, ""), RuleSyntaxError},
		{"an open string", "a.yaml", fill(`a: "`, "x\n ", ""), RuleSyntaxError},
		{"a long block", "a.yaml", fill("a: >\n", "  x\n\n", ""), ""},
		{"documents", "a.yaml", fill("", "---\n", ""), RuleOverLimit},
		{"digits", "a.json", fill("", "1", ""), RuleOverLimit},
		{"digits", "a.yaml", fill("a: ", "1", ""), RuleOverLimit},
		{"sixtieths", "a.yaml", fill("a: 1", ":59", ""), ""},
		{"an exponent", "a.json", "1e1000000000", RuleOverLimit},
		{"an exponent", "a.yaml", "1e1000000000", RuleOverLimit},
		{"an exponent of many digits", "a.json", "1e" + strings.Repeat("0", 390) + "1", ""},
		{"many keys", "a.json", "{" + each(100_000, func(i int) string { return fmt.Sprintf(`"k%d":1,`, i) }) + `"a":1}`, ""},
		{"many keys", "a.yaml", each(100_000, func(i int) string { return fmt.Sprintf("k%d: v\n", i) }), ""},
		{"equal keys", "a.json", "{" + strings.Repeat(`"a":1,`, 100_000) + `"a":1}`, RuleDuplicateKey},
		{"billion laughs", "a.yaml", "a: &a0 [x]\n" + each(80, func(i int) string {
			return fmt.Sprintf("b%d: &a%d [%s]\n", i, i+1, strings.Repeat(fmt.Sprintf("*a%d,", i), 9))
		}), RuleOverLimit},
		{"a chain of merges", "a.yaml", "a: &a0 {}\n" + each(50_000, func(i int) string { return fmt.Sprintf("b%d: &a%d {<<: *a%d, k%d: v}\n", i, i+1, i, i) }), RuleOverLimit},
		{"a list of merges", "a.yaml", "a: &a {b: c}\nd: {<<: [" + strings.Repeat("*a,", 100_000) + "*a]}", RuleOverLimit},
		{"merges in merges", "a.yaml", strings.Repeat("{<<: ", 90) + "{" + strings.Repeat("a,", 100_000) + "}" + strings.Repeat("}", 90), RuleOverLimit},
		{"anchors", "a.yaml", each(200_000, func(i int) string { return fmt.Sprintf("- &a%d x\n", i) }), ""},
		{"a long anchor", "a.yaml", fill("&a", ":", " x"), ""},
		{"a long tag", "a.yaml", fill("!", "a", " x"), ""},
		{"a long %TAG", "a.yaml", "%TAG !a! tag:" + strings.Repeat("x", 1_000_000) + "\n---\n" + strings.Repeat("- !a!x y\n", 800_000), RuleOverLimit},
		{"many %TAG", "a.yaml", each(200_000, func(i int) string { return fmt.Sprintf("%%TAG !a%d! tag:x\n", i) }) + "---\na", RuleOverLimit},
		{"line separators", "a.yaml", fill("a: '", "\u2028", "'"), ""},
		{"NUL", "a.yaml", fill("", "\x00", ""), RuleSyntaxError},
		{"NUL", "a.json", fill("", "\x00", ""), RuleSyntaxError},
	}
	for _, test := range tests {
		t.Run(test.name+" in "+test.file, func(t *testing.T) {
			start := time.Now()
			f := parse(test.file, test.text)
			for _, fault := range f.Faults {
				f.Snippet(f.Region(fault.Start, fault.End))
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			}
			got := ""
			if len(f.Faults) > 0 {
				got = f.Faults[0].Rule
			}
			if got != test.fault {
				t.Errorf("first fault is of %q, want %q", got, test.fault)
			}
		})
	}
}

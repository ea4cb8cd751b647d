package changes

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var exported = cmp.AllowUnexported(Lines{})

// TestParseDiff reads what git prints, and what is made to look like it.
func TestParseDiff(t *testing.T) {
	const head = "diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n"
	for _, c := range []struct {
		name, diff string
		want       map[string]Lines
	}{
		{"nothing", "", nil},
		{"lines added", head + "@@ -2,0 +3,2 @@ Name: x\n+a\n+b\n@@ -9,0 +12 @@\n+c\n", map[string]Lines{"x": {added: []Span{{3, 4}, {12, 12}}}}},
		{"a line changed", head + "@@ -3 +3 @@\n-a\n+b\n", map[string]Lines{"x": {added: []Span{{3, 3}}}}},
		{"lines removed", head + "@@ -3,2 +2,0 @@\n-a\n-b\n", map[string]Lines{"x": {gaps: []Span{{2, 2}}}}},
		{"lines removed from the start", head + "@@ -1 +0,0 @@\n-a\n", map[string]Lines{"x": {gaps: []Span{{0, 0}}}}},
		{"two lines made one, as by a comma", head + "@@ -3,2 +3 @@\n-a,\n-b\n+a\n", map[string]Lines{"x": {added: []Span{{3, 3}}, gaps: []Span{{2, 3}}}}},
		{"a removal followed by another", head + "@@ -3 +2,0 @@\n-a\n@@ -6 +4,0 @@\n-a\n", map[string]Lines{"x": {gaps: []Span{{2, 2}, {4, 4}}}}},
		{"no line break at the end", head + "@@ -3 +3 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n", map[string]Lines{"x": {added: []Span{{3, 3}}}}},
		{"lines that look like heads", head + "@@ -1,2 +1,3 @@\n--- a/x\n-diff --git a/y b/y\n+++ b/y\n+@@ -9 +9 @@\n+\n@@ -7 +8 @@\n-a\n+b\n",
			map[string]Lines{"x": {added: []Span{{1, 3}, {8, 8}}}}},
		{"context, though none was asked for", head + "@@ -1,4 +1,4 @@\n a\n-b\n+c\n\n d\n", map[string]Lines{"x": {added: []Span{{2, 2}}}}},
		{"line of a file that ends in a carriage return", head + "@@ -1 +1 @@\n-a\r\n+b\r\n", map[string]Lines{"x": {added: []Span{{1, 1}}}}},
		{"a long line", head + "@@ -1 +1 @@\n-a\n+" + strings.Repeat("b", 5*longestHeader) + "\n@@ -3 +3 @@\n-a\n+b\n", map[string]Lines{"x": {added: []Span{{1, 1}, {3, 3}}}}},
		{"a file that went", "diff --git a/x b/x\ndeleted file mode 100644\n--- a/x\n+++ /dev/null\n@@ -1,2 +0,0 @@\n-a\n-b\n" + strings.ReplaceAll(head, "x", "y") + "@@ -1 +1 @@\n-a\n+b\n",
			map[string]Lines{"y": {added: []Span{{1, 1}}}}},
		{"a file that came", "diff --git a/x b/x\nnew file mode 100644\n--- /dev/null\n+++ b/x\n@@ -0,0 +1,2 @@\n+a\n+b\n", map[string]Lines{"x": {added: []Span{{1, 2}}}}},
		{"only moved", "diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n", nil},
		{"a name with a space", "diff --git a/a b b/a b\n--- a/a b\t\n+++ b/a b\t\n@@ -1 +1 @@\n-a\n+b\n", map[string]Lines{"a b": {added: []Span{{1, 1}}}}},
		{"a name in quotes", "diff --git \"a/\\303\\274\\n\" \"b/\\303\\274\\n\"\n--- x\n+++ \"b/\\303\\274\\\"\\\\\\n\\t\\377\"\n@@ -1 +1 @@\n-a\n+b\n", map[string]Lines{"ü\"\\\n\t\xff": {added: []Span{{1, 1}}}}},
		{"without a line break at the end of the diff", head + "@@ -1 +1 @@\n-a\n+b", map[string]Lines{"x": {added: []Span{{1, 1}}}}},
	} {
		got, err := parseDiff(strings.NewReader(c.diff))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
		}
		if diff := cmp.Diff(c.want, got, exported, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// TestBrokenDiff: what isn't understood is an error, never a file without changes.
func TestBrokenDiff(t *testing.T) {
	for name, diff := range map[string]string{
		"ends too soon":        "+++ b/x\n@@ -1 +1,2 @@\n-a\n+b\n",
		"no line of a file":    "+++ b/x\n@@ -1 +1,2 @@\n-a\ndiff --git a/y b/y\n",
		"too many lines":       "+++ b/x\n@@ -1 +1,2 @@\n-a\n-b\n",
		"no numbers":           "+++ b/x\n@@ -a +b @@\n",
		"a number too large":   "+++ b/x\n@@ -1 +99999999999 @@\n",
		"line 0":               "+++ b/x\n@@ -1 +0 @@\n",
		"a combined diff":      "+++ b/x\n@@@ -1 -1 +1 @@@\n@@ -1 -1 +1 @@\n",
		"no order":             "+++ b/x\n@@ -5 +5 @@\n-a\n+b\n@@ -1 +1 @@\n-a\n+b\n",
		"another prefix":       "+++ w/x\n@@ -1 +1 @@\n-a\n+b\n",
		"a quote never closed": "+++ \"b/x\n",
		"a head too long":      "+++ b/" + strings.Repeat("x", 2*longestHeader) + "\n",
	} {
		if got, err := parseDiff(strings.NewReader(diff)); err == nil {
			t.Errorf("%s: no error, but %+v", name, got)
		}
	}
}

func FuzzParseDiff(f *testing.F) {
	f.Add("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -3,2 +3 @@\n-a,\n-b\n+a\n@@ -9,0 +9,2 @@ x\n+a\n+b\n\\ No newline at end of file\n")
	f.Add("+++ \"b/\\303\\274\"\n@@ -1 +0,0 @@\n-a\n@@ -4,2 +3 @@\n a\n-b\n")
	f.Fuzz(func(t *testing.T, diff string) {
		files, err := parseDiff(strings.NewReader(diff))
		if err != nil {
			return
		}
		for name, lines := range files {
			if name == "" || lines.None() {
				t.Errorf("%q has the lines %+v", name, lines)
			}
			last := 0
			for _, span := range lines.added {
				if span.First <= last || span.Last < span.First {
					t.Errorf("%+v are in no order", lines.added)
				}
				last = span.Last
				if !lines.Meet(span) {
					t.Errorf("%+v was added, but isn't met", span)
				}
			}
			last = 0
			for _, gap := range lines.gaps {
				if gap.First < last || gap.Last < gap.First {
					t.Errorf("%+v are in no order", lines.gaps)
				}
				last = gap.Last
				if !lines.Meet(Span{gap.First, gap.First + 1}) {
					t.Errorf("lines were removed at %+v, but aren't met", gap)
				}
			}
		}
	})
}

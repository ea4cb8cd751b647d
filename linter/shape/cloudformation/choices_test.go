package cloudformation

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestWorlds walks choices of which some come up only where others fell so.
func TestWorlds(t *testing.T) {
	var got []string
	worlds(func(c *choices) bool {
		world := fmt.Sprint("a", c.choose("a", 2))
		if c.choose("a", 2) == 0 {
			world += fmt.Sprint(" b", c.choose("b", 3))
		}
		world += fmt.Sprintf(" c%d%d", c.choose("c", 2), c.choose("c", 2))
		got = append(got, world)
		return true
	})
	want := []string{"a0 b0 c00", "a0 b0 c11", "a0 b1 c00", "a0 b1 c11", "a0 b2 c00", "a0 b2 c11", "a1 c00", "a1 c11"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestManyWorlds: of too many, each option of each choice comes up in one.
func TestManyWorlds(t *testing.T) {
	seen := map[string]bool{}
	walked := 0
	worlds(func(c *choices) bool {
		walked++
		for i := range 10 {
			key := fmt.Sprint("choice ", i)
			taken := c.choose(key, 3)
			seen[fmt.Sprint(key, "=", taken)] = true
			if i == 7 && taken == 2 {
				seen[fmt.Sprint("hidden=", c.choose("hidden", 4))] = true
			}
		}
		return true
	})
	if most := mostWorlds + mostSingle; walked > most || len(seen) != 10*3+4 {
		t.Errorf("walked %d worlds and saw %d options, want at most %d and %d", walked, len(seen), most, 10*3+4)
	}
}

func TestNoMoreWorlds(t *testing.T) {
	walked := 0
	worlds(func(c *choices) bool {
		walked++
		c.choose("a", 100)
		return walked < 3
	})
	if walked != 3 {
		t.Errorf("walked %d worlds, want 3", walked)
	}
}

func TestSubParts(t *testing.T) {
	for text, want := range map[string]string{
		"plain":          "plain",
		"${A}":           "<A>",
		"a-${ A.B }-c":   "a-<A.B>-c",
		"${!A} ${A":      "${A} ${A",
		"$${A}$":         "$<A>$",
		"${A}${AWS::B}x": "<A><AWS::B>x",
		"":               "",
	} {
		if got := joined(subParts(text)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func TestLoopParts(t *testing.T) {
	for text, want := range map[string]string{
		"plain {x}": "plain {x}",
		"${A}-&{B}": "<A>-<B>",
		"}{${A}":    "}{<A>",
		"{${A}}":    "{<A>}",
		"${A":       "${A",
		"$":         "$", "}": "}", "": "",
	} {
		if got := joined(loopParts(text)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func joined(parts []subPart) string {
	var out strings.Builder
	for _, part := range parts {
		if part.name != "" {
			fmt.Fprintf(&out, "<%s>", part.name)
		} else {
			out.WriteString(part.text)
		}
	}
	return out.String()
}

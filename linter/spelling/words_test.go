package spelling

import "testing"

func TestWords(t *testing.T) {
	for _, c := range []struct {
		words   []string
		and, or string
	}{
		{nil, "", ""},
		{[]string{"a"}, "a", "a"},
		{[]string{"a", "b"}, "a and b", "a or b"},
		{[]string{"a", "b", "c"}, "a, b and c", "a, b or c"},
	} {
		if and, or := And(c.words), Or(c.words); and != c.and || or != c.or {
			t.Errorf("%q: %q and %q, want %q and %q", c.words, and, or, c.and, c.or)
		}
	}
	if got, want := DidYouMean("stict", []string{"errors-only", "strict"}), `; did you mean "strict"?`; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := DidYouMean("xyz", []string{"strict"}); got != "" {
		t.Errorf("%q for what nobody meant", got)
	}
}

package finding

import "testing"

func TestMistakes(t *testing.T) {
	mistakes := Mistakes{
		{"b", 2, 1, "x is unsafe: write y"}, {"b", 0, 0, "too large"}, {"a", 9, 3, "x"}, {"b", 2, 1, "x is unsafe"}, {"a", 9, 3, "x"}, {"b", 10, 1, "y"},
	}
	const want = "a:9:3: x\nb: too large\nb:2:1: x is unsafe\nb:10:1: y"
	if got := mistakes.Sorted().Error(); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	if mistakes[0].Line != 2 || mistakes[0].Message != "x is unsafe: write y" {
		t.Error("Sorted changed the mistakes themselves")
	}
}

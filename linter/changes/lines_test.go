package changes

import "testing"

func TestMeet(t *testing.T) {
	lines := Lines{added: []Span{{3, 4}, {9, 9}}, gaps: []Span{{12, 12}}}
	for _, c := range []struct {
		lines Lines
		span  Span
		want  bool
	}{
		{lines, Span{1, 2}, false}, {lines, Span{1, 3}, true}, {lines, Span{4, 8}, true}, {lines, Span{5, 8}, false},
		{lines, Span{9, 9}, true}, {lines, Span{10, 11}, false},
		// Both of the lines around what was removed must be among them.
		{lines, Span{10, 12}, false}, {lines, Span{12, 12}, false}, {lines, Span{12, 13}, true}, {lines, Span{13, 14}, false}, {lines, Span{11, 14}, true},
		{Lines{}, Span{1, 9}, false}, {Whole(), Span{1, 1}, true},
	} {
		if got := c.lines.Meet(c.span); got != c.want {
			t.Errorf("%+v of %+v: %v, want %v", c.span, c.lines, got, c.want)
		}
	}
}

// TestLost is about a list at lines 2 to 9: its key, then items at 3 to 5, 6,
// and 7 to 9.
func TestLost(t *testing.T) {
	whole, items := Span{2, 9}, []Span{{3, 5}, {6, 6}, {7, 9}}
	for _, c := range []struct {
		gap  Span
		want bool
	}{
		{Span{1, 1}, false},                      // before it
		{Span{2, 2}, true},                       // the first item
		{Span{3, 3}, false}, {Span{4, 4}, false}, // of an item
		{Span{5, 5}, true}, {Span{6, 6}, true},
		{Span{7, 7}, false}, {Span{8, 8}, false},
		{Span{9, 9}, true}, // the last item
		{Span{10, 10}, false},
		{Span{3, 4}, false}, {Span{4, 5}, true}, {Span{5, 7}, true}, {Span{0, 1}, false}, {Span{0, 2}, true}, {Span{9, 12}, true},
	} {
		if got := (Lines{gaps: []Span{c.gap}}).Lost(whole, items); got != c.want {
			t.Errorf("removed after %+v: %v, want %v", c.gap, got, c.want)
		}
	}
	if (Lines{gaps: []Span{{3, 3}, {7, 8}}}).Lost(whole, items) {
		t.Error("what two items lost is taken for an item")
	}
	if !(Lines{gaps: []Span{{3, 3}, {6, 6}}}).Lost(whole, items) {
		t.Error("the second loss isn't seen")
	}
	sameLine := []Span{{3, 5}, {5, 7}}
	if (Lines{gaps: []Span{{4, 6}}}).Lost(Span{3, 7}, sameLine) {
		t.Error("nothing can be lost between items that end and begin on one line")
	}
}

package finding

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Mistake is what is wrong with a file that edslint works by: a config, or a
// test of rules.
type Mistake struct {
	File         string
	Line, Column int // from 1, Column in code points; 0 where it is of the whole file
	Message      string
}

// String is the mistake on one line, as compilers write it.
func (m Mistake) String() string {
	if m.Line == 0 {
		return fmt.Sprintf("%s: %s", m.File, m.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", m.File, m.Line, m.Column, m.Message)
}

// Mistakes are all that there are, in order.
type Mistakes []Mistake

// Error returns one line for each mistake.
func (m Mistakes) Error() string {
	lines := make([]string, len(m))
	for i, mistake := range m {
		lines[i] = mistake.String()
	}
	return strings.Join(lines, "\n")
}

// Sorted returns the mistakes by file and place, each once, though it may have
// been found twice, or said in more and in fewer words.
func (m Mistakes) Sorted() Mistakes {
	sorted := slices.Clone(m)
	slices.SortStableFunc(sorted, func(a, b Mistake) int {
		return cmp.Or(strings.Compare(a.File, b.File), a.Line-b.Line, a.Column-b.Column, strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(sorted, func(later, a Mistake) bool {
		return later.File == a.File && later.Line == a.Line && later.Column == a.Column && strings.HasPrefix(later.Message, a.Message)
	})
}

package changes

import "sort"

// Span is a stretch of lines, from 1, both ends included.
type Span struct{ First, Last int }

// Lines are the lines of one file that changed. The zero value has none.
type Lines struct {
	whole bool   // all lines count as changed
	added []Span // in order
	// gaps say between which lines others were removed: after each line from
	// First to Last, where 0 is the start of the file. In order.
	gaps []Span
}

// Whole has all lines of a file.
func Whole() Lines { return Lines{whole: true} }

// None reports whether nothing changed in the file.
func (l Lines) None() bool { return !l.whole && len(l.added) == 0 && len(l.gaps) == 0 }

// Meet reports whether one of the lines was added or changed, or something
// between two of them was removed.
func (l Lines) Meet(lines Span) bool {
	if l.whole {
		return true
	}
	i := sort.Search(len(l.added), func(i int) bool { return l.added[i].Last >= lines.First })
	if i < len(l.added) && l.added[i].First <= lines.Last {
		return true
	}
	i = sort.Search(len(l.gaps), func(i int) bool { return l.gaps[i].Last >= lines.First })
	return i < len(l.gaps) && l.gaps[i].First < lines.Last
}

// Lost reports whether something was removed from between the parts of a list
// or an object, or from its end: what was removed inside of a part is that
// part's loss. The parts are in order.
func (l Lines) Lost(whole Span, parts []Span) bool {
	i := sort.Search(len(l.gaps), func(i int) bool { return l.gaps[i].Last >= whole.First })
	for ; i < len(l.gaps) && l.gaps[i].First <= whole.Last; i++ {
		gap, last := max(l.gaps[i].First, whole.First), min(l.gaps[i].Last, whole.Last)
		// Each part that the gap lies in takes it to that part's last line.
		for at := gap; ; {
			j := sort.Search(len(parts), func(j int) bool { return parts[j].Last > at })
			if j == len(parts) || parts[j].First > at {
				return true
			}
			if at = parts[j].Last; at > last {
				break
			}
		}
	}
	return false
}

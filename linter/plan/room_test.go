package plan

import (
	"math/rand/v2"
	"testing"
)

// TestSlab: what is taken is zero and nobody else's, also when memory is taken again.
func TestSlab(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	var s slab[int]
	for range 200 {
		var taken [][]int
		for i := range r.IntN(500) {
			n := r.IntN(40)
			if r.IntN(50) == 0 {
				n = r.IntN(3 * chunk)
			}
			part := s.take(n)
			if len(part) != n || cap(part) != n {
				t.Fatalf("%d elements with room for %d, want %d", len(part), cap(part), n)
			}
			for k := range part {
				if part[k] != 0 {
					t.Fatalf("an element is %d", part[k])
				}
				part[k] = i + 1
			}
			taken = append(taken, part)
		}
		for i, part := range taken {
			for _, n := range part {
				if n != i+1 {
					t.Fatalf("an element of part %d was written to by part %d", i+1, n)
				}
			}
		}
		s.clear()
		if len(s.unused) > mostChunks {
			t.Fatalf("%d chunks are kept", len(s.unused))
		}
	}
}

package plan

// room is the memory of what a run makes. The next run takes it again, so that
// nothing that was made in it may be kept: neither a result (see Keep and ToJSON)
// nor a constant (see fixed).
type room struct {
	arrays  slab[Array]
	objects slab[Object]
	sets    slab[Set]
	values  slab[Value]
	members slab[member]
}

// Of lists, sets and objects whose size isn't known, so many items are made room
// for; what grows beyond is left to the collector.
const expected = 4

func (m *room) array(capacity int) *Array {
	a := &m.arrays.take(1)[0]
	a.items = m.values.take(capacity)[:0]
	return a
}

// list makes a list of so many items, all undefined.
func (m *room) list(n int) *Array {
	a := m.array(n)
	a.items = a.items[:n]
	return a
}

func (m *room) set(capacity int) *Set {
	s := &m.sets.take(1)[0]
	s.items = m.values.take(capacity)[:0]
	return s
}

func (m *room) object(capacity int) *Object {
	o := &m.objects.take(1)[0]
	o.members = m.members.take(capacity)[:0]
	return o
}

// clear makes all of it free again.
func (m *room) clear() {
	m.arrays.clear()
	m.objects.clear()
	m.sets.clear()
	m.values.clear()
	m.members.clear()
}

// slab is memory for many of one kind.
type slab[T any] struct {
	free   []T
	used   [][]T // chunks
	unused [][]T
}

// Chunks have so many elements, or as many as are asked for at once. Beyond
// mostChunks they are not taken again, so that a large request costs memory only
// while it is judged.
const (
	chunk      = 512
	mostChunks = 64
)

// take returns n elements, zero.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) {
		s.more(n)
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

func (s *slab[T]) more(n int) {
	if last := len(s.unused) - 1; last >= 0 && n <= chunk {
		s.free, s.unused = s.unused[last], s.unused[:last]
	} else {
		s.free = make([]T, max(n, chunk))
	}
	s.used = append(s.used, s.free)
}

func (s *slab[T]) clear() {
	for i, c := range s.used {
		if len(c) == chunk && len(s.unused) < mostChunks {
			if i == len(s.used)-1 {
				clear(c[:chunk-len(s.free)])
			} else {
				clear(c)
			}
			s.unused = append(s.unused, c)
		}
	}
	clear(s.used)
	s.free, s.used = nil, s.used[:0]
}

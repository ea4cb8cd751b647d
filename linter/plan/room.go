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

// A slab has at most mostChunks chunks of so many elements. What more a large
// request needs is left to the collector, which frees it while the run goes on.
const (
	chunk      = 512
	mostChunks = 64
)

// take returns n elements, zero.
func (s *slab[T]) take(n int) []T {
	if n > len(s.free) && !s.more(n) {
		return make([]T, n)
	}
	taken := s.free[:n:n]
	s.free = s.free[n:]
	return taken
}

func (s *slab[T]) more(n int) bool {
	switch last := len(s.unused) - 1; {
	case n > chunk/4 || len(s.used) == mostChunks:
		return false
	case last >= 0:
		s.free, s.unused = s.unused[last], s.unused[:last]
	default:
		s.free = make([]T, chunk)
	}
	s.used = append(s.used, s.free)
	return true
}

func (s *slab[T]) clear() {
	for i, c := range s.used {
		if i == len(s.used)-1 {
			c = c[:chunk-len(s.free)]
		}
		clear(c)
		s.unused = append(s.unused, c[:chunk])
	}
	clear(s.used)
	s.free, s.used = nil, s.used[:0]
}

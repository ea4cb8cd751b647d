package plan

import (
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"
)

// memory is what functions gave that read one member of the input and nothing else
// of it, by the value of that member: the requests of a run have much in common. It
// holds what came at least twice, and what isn't there at all.
type memory struct {
	inputMember

	mu    sync.Mutex
	seen  map[uint64]bool // the hashes of values that came
	known map[uint64]*remembered
}

func newMemory(of inputMember) *memory {
	return &memory{inputMember: of, seen: map[uint64]bool{}, known: map[uint64]*remembered{}}
}

// remembered is what the functions gave for one value.
type remembered struct {
	value   Value                    // nil where the input has no such member
	results []atomic.Pointer[result] // by the functions' slots
}

// So many values are remembered, and so many hashes; then all are forgotten.
const (
	mostKnown = 256
	mostSeen  = 1 << 12
)

// heaviest is the weight of the largest value that is remembered: how many values
// are in it, and a sixteenth of the length of its strings.
const heaviest = 1000

// of returns what is remembered of a value, which is nil where nothing is.
func (m *memory) of(value Value) *remembered {
	if lighter(value, heaviest) < 0 {
		return nil
	}
	key := hash(value)
	m.mu.Lock()
	defer m.mu.Unlock()
	known := m.known[key]
	switch {
	case known != nil && identical(known.value, value):
		return known
	case known != nil:
		return nil
	case value != nil && !m.seen[key]:
		if len(m.seen) == mostSeen {
			clear(m.seen)
		}
		m.seen[key] = true
		return nil
	}
	if len(m.known) == mostKnown {
		clear(m.known)
	}
	known = &remembered{value: fixed(value), results: make([]atomic.Pointer[result], m.functions)}
	m.known[key] = known
	return known
}

// lighter returns how much of a weight is left beside a value, less than nothing
// where it is too heavy.
func lighter(v Value, weight int) int {
	weight--
	switch v := v.(type) {
	case string:
		weight -= len(v) / 16
	case json.Number:
		weight -= len(v) / 16
	case *Array:
		for i := 0; i < len(v.items) && weight >= 0; i++ {
			weight = lighter(v.items[i], weight)
		}
	case *Object:
		members := v.sort()
		for i := 0; i < len(members) && weight >= 0; i++ {
			weight = lighter(members[i].value, lighter(members[i].key, weight))
		}
	}
	return weight
}

// identical reports whether two values of an input can't be told apart. Equal ones
// can, by how a number is written.
func identical(a, b Value) bool {
	switch a := a.(type) {
	case *Array:
		b, ok := b.(*Array)
		return ok && slices.EqualFunc(a.items, b.items, identical)
	case *Object:
		b, ok := b.(*Object)
		return ok && slices.EqualFunc(a.sort(), b.sort(), func(a, b member) bool {
			return identical(a.key, b.key) && identical(a.value, b.value)
		})
	}
	return a == b
}

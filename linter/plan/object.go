package plan

import (
	"encoding/json"
	"hash/maphash"
	"slices"
)

// Object is an object, whose keys may be of any kind. It is sorted when it is
// first read.
type Object struct {
	members []member
	sorted  bool
	fixed   bool           // as an Array's
	places  map[uint64]int // of all members, by the hash of their keys, while one is added after the other; else nil
}

type member struct{ key, value Value }

// Set is a set. It is sorted, and made unique, when it is first read.
type Set struct {
	items  []Value
	sorted bool
	fixed  bool // as an Array's
}

// NewObject makes an object with room for n members.
func NewObject(n int) *Object { return &Object{members: make([]member, 0, n)} }

// Insert sets a member. Of two with one key, the last counts.
func (o *Object) Insert(key, value Value) {
	o.members = append(o.members, member{key, value})
	o.sorted, o.places = false, nil
}

// insertOnce sets a member, unless its key has a value; then it returns that.
func (o *Object) insertOnce(key, value Value) (other *Value) {
	if len(o.members) < mostScanned {
		for i := range o.members {
			if equal(o.members[i].key, key) {
				return &o.members[i].value
			}
		}
		o.Insert(key, value)
		return nil
	}
	if o.places == nil {
		members := o.sort() // so that no key is there twice
		o.places = make(map[uint64]int, 4*len(members))
		for i, m := range members {
			o.places[o.place(m.key)] = i
		}
	}
	place := o.place(key)
	if i, ok := o.places[place]; ok {
		return &o.members[i].value
	}
	o.places[place] = len(o.members)
	o.members, o.sorted = append(o.members, member{key, value}), false
	return nil
}

// place is where in places a key stands, or would.
func (o *Object) place(key Value) uint64 {
	place := hash(key)
	for {
		if i, ok := o.places[place]; !ok || compare(o.members[i].key, key) == 0 {
			return place
		}
		place++
	}
}

var seed = maphash.MakeSeed()

// hash is equal for equal values.
func hash(v Value) uint64 {
	sum := uint64(rank(v))
	switch v := v.(type) {
	case bool:
		if v {
			sum += 1 << 32
		}
	case int:
		sum = sum*31 + uint64(v)
	case json.Number: // of all that are no int, for 1.0 equals 1
		if n, ok := integer(v); ok {
			return hash(n)
		}
	case string:
		sum += maphash.String(seed, v)
	case *Array:
		for _, item := range v.items {
			sum = sum*31 + hash(item)
		}
	case *Set:
		for _, item := range v.sort() {
			sum = sum*31 + hash(item)
		}
	case *Object:
		for _, m := range v.sort() {
			sum = (sum*31+hash(m.key))*31 + hash(m.value)
		}
	}
	return sum
}

// mostScanned is how many members of an object are looked through one by one.
const mostScanned = 8

// mostInserted is how many members are sorted by inserting one after the other.
const mostInserted = 12

func (o *Object) get(key Value) Value {
	text, isText := key.(string)
	if isText && len(o.members) <= mostScanned {
		for i := len(o.members) - 1; i >= 0; i-- {
			if one, ok := o.members[i].key.(string); ok && one == text {
				return o.members[i].value
			}
		}
		return nil
	}
	if o.places != nil {
		if i, ok := o.places[o.place(key)]; ok {
			return o.members[i].value
		}
		return nil
	}
	members := o.sort()
	if i, ok := slices.BinarySearchFunc(members, key, func(m member, key Value) int { return compare(m.key, key) }); ok {
		return members[i].value
	}
	return nil
}

func (o *Object) sort() []member {
	if o.sorted {
		return o.members
	}
	o.places = nil
	if len(o.members) <= mostInserted {
		for i := 1; i < len(o.members); i++ {
			for k := i; k > 0 && compare(o.members[k].key, o.members[k-1].key) < 0; k-- {
				o.members[k], o.members[k-1] = o.members[k-1], o.members[k]
			}
		}
	} else {
		slices.SortStableFunc(o.members, func(a, b member) int { return compare(a.key, b.key) })
	}
	kept := o.members[:0]
	for i, m := range o.members {
		if i+1 == len(o.members) || compare(m.key, o.members[i+1].key) != 0 {
			kept = append(kept, m)
		}
	}
	o.members, o.sorted = kept, true
	return kept
}

func (s *Set) add(v Value) {
	s.items = append(s.items, v)
	s.sorted = false
}

func (s *Set) sort() []Value {
	if s.sorted {
		return s.items
	}
	if len(s.items) > 1 {
		slices.SortFunc(s.items, compare)
		s.items = slices.CompactFunc(s.items, func(a, b Value) bool { return compare(a, b) == 0 })
	}
	s.sorted = true
	return s.items
}

func (s *Set) has(v Value) bool {
	_, ok := slices.BinarySearchFunc(s.sort(), v, compare)
	return ok
}

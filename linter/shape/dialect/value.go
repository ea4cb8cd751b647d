package dialect

import (
	"hash/maphash"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// Certainty says how far a value is known.
type Certainty uint8

// The certainties, in the order in which they are lost.
const (
	Known   Certainty = iota
	Assumed           // what a choice rests on, but nobody wrote down as the value
	Other             // none of the values that choices ask for
	Unknown
)

// Value is a part of a file after what is computed there was worked out. Where
// it isn't known for sure, it has neither members nor items to be judged.
type Value struct {
	Node      *source.Node // its place; of a scalar also what it is
	Path      *Path
	Certainty Certainty
	Members   []Member
	Items     []*Value
	Written   request.Written // where it is written, if that is not where it stands
	Use       *source.Node    // what takes the value from where it stands; nil where that is the same place
}

// Member is one key of an object and its value.
type Member struct {
	Key   *source.Node
	Value *Value
}

// Path leads to a value from the root of its document, which is nil.
type Path struct {
	up   *Path
	step string
}

// To returns the path to a member or an item.
func (p *Path) To(step string) *Path { return &Path{p, step} }

// mostPointer is how long a pointer is made. Names are short, but in files that
// mean harm; of such, the pointer leads to a part around the value.
const mostPointer = 1024

// String writes the path as a pointer (RFC 6901).
func (p *Path) String() string {
	var steps []string
	for ; p != nil; p = p.up {
		steps = append(steps, p.step)
	}
	var pointer strings.Builder
	for i := len(steps) - 1; i >= 0; i-- {
		if pointer.Len()+len(steps[i]) > mostPointer {
			break
		}
		pointer.WriteByte('/')
		pointer.WriteString(request.Escape(steps[i]))
	}
	return pointer.String()
}

// Literal takes a part of a file as it stands.
func Literal(n *source.Node, path *Path) *Value {
	v := &Value{Node: n, Path: path}
	for _, m := range n.Members {
		v.Members = append(v.Members, Member{m.Key, Literal(m.Value, path.To(m.Key.Text))})
	}
	for i, item := range n.Items {
		v.Items = append(v.Items, Literal(item, path.To(Index(i))))
	}
	return v
}

var seed = maphash.MakeSeed()

// Form is equal for values that hold the same at the same places of the file, as
// far as they are known.
func (v *Value) Form() uint64 {
	var hash maphash.Hash
	hash.SetSeed(seed)
	v.write(&hash)
	return hash.Sum64()
}

func (v *Value) write(hash *maphash.Hash) {
	if v.Certainty != Known {
		maphash.WriteComparable(hash, [2]int{v.Node.Start, v.Node.End})
		return
	}
	maphash.WriteComparable(hash, [4]int{v.Node.Start, v.Node.End, int(v.Node.Kind), len(v.Members) + len(v.Items)})
	hash.WriteString(v.Node.Text)
	for _, m := range v.Members {
		hash.WriteString(m.Key.Text)
		m.Value.write(hash)
	}
	for _, item := range v.Items {
		item.write(hash)
	}
}

// Package request finds the CreateEventDataStore requests that a document
// holds, and where each part of them stands.
package request

import (
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/source"
)

// Request is one request in a file.
type Request struct {
	File *source.File
	Root *source.Node
	// Base is the pointer (RFC 6901) of Root in its document: "", or "/3" in a list.
	Base string

	origin  Origin
	renamed map[*source.Node]string
	unknown map[*source.Node]struct{}
}

// MostItems is how many items of one list are judged. AWS takes at most 500
// values and 200 tags, so that a longer list is refused whatever its rest holds.
const MostItems = 10_000

// New makes a request of an object at base.
func New(file *source.File, root *source.Node, base string) *Request {
	return &Request{File: file, Root: root, Base: base}
}

// Rename says that the member with this key is one that the API calls name,
// misspelt.
func (r *Request) Rename(key *source.Node, name string) {
	if r.renamed == nil {
		r.renamed = map[*source.Node]string{}
	}
	r.renamed[key] = name
}

// MarkUnknown says that a value can't be known: it is structurally wrong.
func (r *Request) MarkUnknown(value *source.Node) {
	if r.unknown == nil {
		r.unknown = map[*source.Node]struct{}{}
	}
	r.unknown[value] = struct{}{}
}

// Unknown reports whether a value can't be known.
func (r *Request) Unknown(value *source.Node) bool {
	_, ok := r.unknown[value]
	return ok
}

// MemberName is the API's name of a member. Of a Strange one it is none that the
// API has.
func (r *Request) MemberName(key *source.Node) string {
	if name, ok := r.renamed[key]; ok {
		return name
	}
	if r.Strange(key) {
		return "\x00" + key.Text
	}
	return key.Text
}

// Strange reports whether a key is none in the file's shape, and was not set right.
func (r *Request) Strange(key *source.Node) bool {
	if _, ok := r.renamed[key]; ok {
		return false
	}
	_, ok := r.origin.Foreign[key]
	return ok
}

// Member returns the member of an object that the API calls name: of two, the
// last, as readers of JSON do.
func (r *Request) Member(object *source.Node, name string) (source.Member, bool) {
	for _, m := range slices.Backward(object.Members) {
		if r.MemberName(m.Key) == name {
			return m, true
		}
	}
	return source.Member{}, false
}

// Name is the name of the request's store or trail, if it is a string, else empty.
func (r *Request) Name() string {
	name := "Name"
	if r.Target() == Trail {
		name = "TrailName"
	}
	if m, ok := r.Member(r.Root, name); ok && m.Value.Kind == source.String {
		return m.Value.Text
	}
	return ""
}

// Place is where a part of a request stands.
type Place struct {
	Key, Value *source.Node // Key is nil for a list's item and for the request itself
	Pointer    string       // into the file's document
	Found      bool         // false where the path leads to nothing: then this is the nearest part around it
	Known      bool         // false where the part, or one around it, can't be known
}

// At finds the part at a path of member names (string) and indexes (int).
func (r *Request) At(path []any) Place {
	place := Place{Value: r.Root, Pointer: r.Base, Found: true, Known: !r.Unknown(r.Root)}
	for _, step := range path {
		next, ok := r.step(place, step)
		if !ok {
			place.Found = false
			return place
		}
		place = next
	}
	return place
}

func (r *Request) step(from Place, step any) (Place, bool) {
	to := Place{Found: true}
	switch step := step.(type) {
	case string:
		m, ok := r.Member(from.Value, step)
		if !ok {
			return to, false
		}
		to.Key, to.Value, to.Pointer = m.Key, m.Value, from.Pointer+"/"+Escape(m.Key.Text)
	case int:
		if step < 0 || step >= len(from.Value.Items) {
			return to, false
		}
		to.Value, to.Pointer = from.Value.Items[step], from.Pointer+"/"+strconv.Itoa(step)
	default:
		return to, false
	}
	if pointer, ok := r.origin.Pointers[to.Value]; ok {
		to.Pointer = pointer
	}
	to.Known = from.Known && !r.Unknown(to.Value)
	return to, true
}

// Span returns the bytes at which a finding about the place stands. A scalar
// or an empty list is shown itself, a list or object by the key or the first
// thing in it that says which it is, rather than by all of its lines.
func (p Place) Span() (start, end int) {
	v := p.Value
	switch {
	case len(v.Items) == 0 && len(v.Members) == 0:
		return v.Start, v.End
	case p.Key != nil:
		return p.Key.Start, p.Key.End
	default:
		return Head(v)
	}
}

// Head returns the bytes at which a list or object begins: its bracket, in block
// style its first key, or the type and labels of a block.
func Head(v *source.Node) (start, end int) {
	if v.Head > 0 {
		return v.Start, v.Start + int(v.Head)
	}
	if !v.Flow && len(v.Members) > 0 && v.Members[0].Key.Start == v.Start {
		return v.Start, v.Members[0].Key.End
	}
	return v.Start, min(v.Start+1, v.End)
}

var (
	escaper   = strings.NewReplacer("~", "~0", "/", "~1")
	unescaper = strings.NewReplacer("~1", "/", "~0", "~")
)

// Escape writes a member's name as a step of a pointer.
func Escape(name string) string { return escaper.Replace(name) }

// Unescape reads a step of a pointer as a member's name.
func Unescape(step string) string { return unescaper.Replace(step) }

package request

import (
	"maps"
	"strings"

	"github.com/edslint/edslint/linter/source"
)

// Origin is where a request comes from that a file holds in another shape. The
// tree of such a request is spelled as the API does, and its nodes stand where
// the file's own do.
type Origin struct {
	Shape    string                   // the shape's name: "cloudformation"
	Subject  string                   // what it is in words: "resource `AuditStore`"
	Base     string                   // pointer (RFC 6901) of the store in the file's document
	Pointers map[*source.Node]string  // of a value, where it isn't that of the value around it and the API's name
	Names    map[string]string        // the file's name of a member, by the API's, where they differ
	Flipped  string                   // the flag of the API that the file has the other way round
	Foreign  map[*source.Node]Foreign // keys that the file's shape doesn't have
	Uses     map[int]*source.Node     // what takes a value from elsewhere in the file, by the offset at which the value stands
	Written  map[int]Written          // where a value is written that is not where it stands, by the offset at which it does
	Target   string                   // what AWS makes of it: Store, Update or Trail
	Open     []string                 // members that may have any value where they aren't there
	Taken    bool                     // AWS has taken it: it is held to the newest edition
	Tells    bool                     // it tells of what may be declared elsewhere: a response, a plan
}

// Written is where a value is written, maybe in another file.
type Written struct {
	File       *source.File
	Start, End int
}

// Foreign is what a key was meant to be that is none in the file's shape: both
// are empty where nobody can tell.
type Foreign struct {
	Name string // as the file spells it
	API  string // as the API does; empty for a member that the API hasn't
}

// Adapted makes a request of a tree that a shape has made.
func Adapted(file *source.File, root *source.Node, origin Origin) *Request {
	r := New(file, root, origin.Base)
	r.origin = origin
	return r
}

// Origin is where the request comes from; the zero value for a request as it is.
func (r *Request) Origin() Origin { return r.origin }

// Again returns the request as it is now, to be judged apart from it.
func (r *Request) Again() *Request {
	again := *r
	again.renamed, again.unknown = maps.Clone(r.renamed), maps.Clone(r.unknown)
	return &again
}

// Same reports whether two requests are the same thing in the file: what it
// makes under other conditions.
func (r *Request) Same(other *Request) bool {
	return r.origin.Shape != "" && r.Root.Start == other.Root.Start && r.Base == other.Base && r.origin.Subject == other.origin.Subject
}

// Spelled is a message with the names of members as the file spells them.
func (r *Request) Spelled(message string) string {
	if len(r.origin.Names) == 0 {
		return message
	}
	if flag := "`" + r.origin.Flipped + "` is "; r.origin.Flipped != "" && strings.Contains(message, flag) {
		message = strings.NewReplacer(flag+"false", flag+"true", flag+"true", flag+"false").Replace(message)
	}
	parts := strings.Split(message, "`")
	for i := 1; i+1 < len(parts); i += 2 {
		if name, ok := r.origin.Names[parts[i]]; ok {
			parts[i] = name
		}
	}
	return strings.Join(parts, "`")
}

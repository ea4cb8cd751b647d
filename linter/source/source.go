// Package source reads JSON, YAML and HCL into one tree of nodes, each of which
// knows where it stands in the file.
package source

import "encoding/json"

// Kind is what a node holds, in the terms of JSON. Timestamp is the one kind
// that only YAML has: the AWS CLI reads an unquoted date as one, so that it is
// no string.
type Kind uint8

// The kinds of a node.
const (
	Null Kind = iota
	Bool
	Number
	String
	Timestamp
	Array
	Object
)

// String names the kind as a message does: "a string", "a list".
func (k Kind) String() string {
	return [...]string{"null", "a boolean", "a number", "a string", "a date", "a list", "an object"}[k]
}

// Node is a value, or the key of a member. Nodes that an alias or a merge key
// brings in are the anchor's own, so that one place in the file is one node.
type Node struct {
	Kind Kind
	// Start and End are byte offsets into File.Content, End exclusive. An
	// empty YAML value (`Name:`) has the span of its key, since it has no
	// text of its own; anchors and tags before a value are not part of it.
	Start, End int
	// Text is a scalar's value: a string's characters, "true" or "false",
	// a number as JSON writes it (octal, hex and underscores resolved; NaN
	// and the infinities as "NaN", "Infinity", "-Infinity").
	Text string
	// Tag is an explicit YAML tag that the core schema doesn't know ("!Ref"),
	// else empty.
	Tag string
	// Plain says that a YAML scalar stands without quotes.
	Plain bool
	// Flow says that an object or list is written with braces or brackets, as in all JSON.
	Flow bool
	// Computed says that HCL has an expression here that is no literal. The
	// Kind is String, and the Text what is written there.
	Computed bool
	// Head is, for a block of HCL, how many bytes at its Start say which it is:
	// its type and labels. For others it is 0.
	Head uint16
	// Members are an object's, in the order of the file, those of merge keys last.
	Members []Member
	// Items are a list's.
	Items []*Node
}

// Member is one key of an object and its value.
type Member struct {
	Key   *Node
	Value *Node
}

// Get returns the value of the member named key, or nil.
func (n *Node) Get(key string) *Node {
	for _, m := range n.Members {
		if m.Key.Text == key {
			return m.Value
		}
	}
	return nil
}

// JSON returns what a node holds as encoding/json has it, with numbers as
// json.Number.
func (n *Node) JSON() any {
	switch n.Kind {
	case Bool:
		return n.Text == "true"
	case Number:
		return json.Number(n.Text)
	case String, Timestamp:
		return n.Text
	case Array:
		items := make([]any, len(n.Items))
		for i, item := range n.Items {
			items[i] = item.JSON()
		}
		return items
	case Object:
		members := make(map[string]any, len(n.Members))
		for _, m := range n.Members {
			members[m.Key.Text] = m.Value.JSON()
		}
		return members
	}
	return nil
}

// Document is the one value of a JSON file or one document of a YAML stream.
type Document struct {
	// Root is nil for a document without content.
	Root *Node
}

// File is a file that was read, and what could be parsed of it.
type File struct {
	// Name is the path as reports print it, with forward slashes.
	Name    string
	Content []byte
	// Documents are those before the first fault that ends parsing.
	Documents []Document
	// Faults are in the order of the file. One whose Fatal is set ended parsing.
	Faults []Fault

	path  string    // it was read from; empty where that was no file
	index *index    // of lines and columns, made when first asked for
	yaml  bool      // rather than JSON, which has no comments
	hcl   bool      // likewise
	marks []span    // of the texts of YAML scalars that have a "#" in them
	notes []Comment // of HCL
}

// Fault is something in a file that keeps it, or a part of it, from being read
// as the AWS CLI reads it.
type Fault struct {
	// Rule is the name of the rule that the fault falls under, such as "syntax-error".
	Rule       string
	Start, End int
	Message    string
	Help       string
	Related    []Related
	Fatal      bool
}

// Related is another place that a fault speaks of.
type Related struct {
	File       *File // nil for the same file
	Start, End int
	Message    string
}

// Position is a place as people count it: both from 1, the column in Unicode
// code points, and in UTF-16 code units beside it.
type Position struct {
	Line, Column, Column16 int
}

// Limits bound what a file may hold, so that none can exhaust the machine.
// Each is the most that is allowed.
type Limits struct {
	Bytes      int // size of a file
	Depth      int // nesting of lists and objects
	AliasNodes int // nodes that aliases add to a document, in all
	Documents  int // YAML documents of a file
	Nodes      int // nodes of a file
	Digits     int // length of a number, and its exponent
	// Mention, if not empty, is what a file of HCL must have in it to be parsed:
	// one without it is as good as empty. Repositories have thousands.
	Mention string
}

// DefaultLimits are far above what a real request needs.
func DefaultLimits() Limits {
	return Limits{Bytes: 10 << 20, Depth: 100, AliasNodes: 10_000, Documents: 1_000, Nodes: 600_000, Digits: 400}
}

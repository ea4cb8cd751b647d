package request

import "github.com/edslint/edslint/linter/source"

// Origin is a stand-in until the core's is merged.
type Origin struct {
	Shape    string
	Subject  string
	Base     string
	Pointers map[*source.Node]string
	Names    map[string]string
	Target   string
}

// Adapted is a stand-in until the core's is merged.
func Adapted(file *source.File, root *source.Node, origin Origin) *Request {
	r := New(file, root, origin.Base)
	return r
}

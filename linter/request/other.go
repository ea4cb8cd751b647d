package request

import "github.com/edslint/edslint/linter/source"

// Other is a value that was taken for no request, and why: "it is a string,
// not an object".
type Other struct {
	Value  *source.Node
	Reason string
	Beside bool // it may well stand beside requests, and is nothing to be said where it does
}

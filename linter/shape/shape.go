// Package shape knows the ways in which event data stores and trails are
// written down, besides the request itself.
package shape

import (
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/cloudformation"
	"github.com/edslint/edslint/linter/shape/kubernetes"
	"github.com/edslint/edslint/linter/shape/pulumi"
	"github.com/edslint/edslint/linter/source"
)

// Shape is one way of writing event data stores and trails down.
type Shape interface {
	Name() string // as --shape takes it
	// Find returns what a document holds. It returns neither requests nor
	// others where the document is not of this shape. Of what can become several
	// things there are several requests that are the Same.
	Find(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other)
}

// All returns the shapes. A document is of at most one.
func All() []Shape {
	return []Shape{cloudformation.Shape{}, kubernetes.Shape{}, pulumi.Shape{}}
}

// Shows reports whether a text that can't be parsed is surely meant to be of a
// shape, with an event data store in it.
func Shows(text []byte) bool { return cloudformation.Shows(text) }

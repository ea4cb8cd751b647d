// Package shape knows the ways in which event data stores and trails are
// written down.
package shape

import (
	"slices"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/cloudformation"
	"github.com/edslint/edslint/linter/shape/kubernetes"
	"github.com/edslint/edslint/linter/shape/native"
	"github.com/edslint/edslint/linter/shape/pulumi"
	"github.com/edslint/edslint/linter/shape/terraform"
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

// Mention is what a file of HCL has in it if it declares anything of interest.
const Mention = "cloudtrail"

// Facts are what shapes go by.
type Facts struct {
	Marks  native.Marks  // by which a request is told from other objects
	Limits source.Limits // of the other files that a shape reads for a file's sake
}

// All returns the shapes. A document is of the first that finds something in it;
// the last one, which is whatever the API takes and prints, always does.
func All(facts Facts) []Shape {
	return []Shape{
		cloudformation.Shape{},
		kubernetes.Shape{},
		pulumi.Shape{},
		terraform.NewConfiguration(facts.Limits),
		terraform.Plan{},
		terraform.State{},
		native.Shape{Marks: facts.Marks},
	}
}

// Named returns the shape that --shape calls so, or nil.
func Named(name string, facts Facts) Shape {
	if slices.Contains(native.Names(), name) {
		return native.Shape{Marks: facts.Marks, Only: name}
	}
	for _, s := range All(facts) {
		if s.Name() == name {
			return s
		}
	}
	return nil
}

// Names returns what --shape calls the shapes, in the order in which people meet
// them.
func Names() []string {
	names := native.Names()
	for _, s := range All(Facts{}) {
		if s.Name() != "" {
			names = append(names, s.Name())
		}
	}
	return names
}

// Shows reports whether a text that can't be parsed is surely meant to be of a
// shape, with an event data store in it.
func Shows(text []byte) bool { return cloudformation.Shows(text) || terraform.Shows(text) }

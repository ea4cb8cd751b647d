// Package native finds what is written as the API and the AWS CLI take and print
// it.
package native

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// A document is a request if it has the selectors (or what looks like a
// misspelling of their name), or a Name and a member that only a store has;
// never with a member that only another shape has.
const (
	nameMember      = "Name"
	selectorsMember = "AdvancedEventSelectors"
)

// Marks are the members by which a request is told from other objects. They
// are facts of an edition.
type Marks struct {
	Store  []string          // that only a store has
	Shared []string          // that requests of other services have too
	Other  map[string]string // that only other shapes have, and which: "a CloudFormation template"
}

// Request is the shape of CreateEventDataStore requests.
type Request struct{ Marks Marks }

// Name is what --shape calls it.
func (Request) Name() string { return "request" }

// Find returns the requests of a document: its object, or the objects of its
// list. A document of a file that was named is meant to be a request, so one
// of its members is enough; of others, only what surely is one is taken.
func (s Request) Find(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root.Kind != source.Array {
		if reason := s.Marks.unlike(root, named); reason != "" {
			return nil, []request.Other{{Value: root, Reason: reason}}
		}
		return []*request.Request{request.New(file, root, "")}, nil
	}
	if len(root.Items) == 0 {
		return nil, []request.Other{{Value: root, Reason: "it is an empty list"}}
	}
	var requests []*request.Request
	var others []request.Other
	for i, item := range root.Items {
		if reason := s.Marks.unlike(item, named); reason != "" {
			others = append(others, request.Other{Value: item, Reason: reason})
			continue
		}
		requests = append(requests, request.New(file, item, "/"+strconv.Itoa(i)))
	}
	return requests, others
}

// unlike says why a value is no request, or nothing where it is one.
func (m Marks) unlike(v *source.Node, named bool) string {
	if v.Kind != source.Object {
		return fmt.Sprintf("it is %s, not an object", v.Kind)
	}
	var name, likeName, selectors, store, likeOthers bool
	for _, member := range v.Members {
		key := member.Key.Text
		if shape, ok := m.Other[key]; ok {
			return fmt.Sprintf("it is %s, for it has `%s`", shape, key)
		}
		like := func(known string) bool { return spelling.Like(key, known) }
		name = name || key == nameMember
		likeName = likeName || like(nameMember)
		selectors = selectors || like(selectorsMember)
		store = store || slices.Contains(m.Store, key)
		likeOthers = likeOthers || slices.ContainsFunc(m.Store, like) || slices.ContainsFunc(m.Shared, like)
	}
	switch {
	case selectors, name && store:
		return ""
	case v.Get("FieldSelectors") != nil: // it may have a Name, too
		return "it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"
	case v.Get("Field") != nil:
		return "it is a statement of a selector, which belongs into the list `FieldSelectors` of a selector"
	case named && (name || likeOthers || likeName && len(v.Members) == 1 || len(v.Members) == 0):
		return ""
	case name:
		return "it has a `Name`, but no member that only an event data store has"
	default:
		return "it has neither `Name` nor `AdvancedEventSelectors`"
	}
}

// Show reports whether a text that can't be parsed has what marks a request:
// the selectors, or Name and a member that only a store has, each as a key. The
// text may be UTF-16, which has NULs between its characters.
func (m Marks) Show(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte{0}, nil)
	key := func(names ...string) bool {
		return regexp.MustCompile(`(?:^|[^\w.])(?:` + strings.Join(names, "|") + `)["']?\s*:`).Match(text)
	}
	return key(selectorsMember, "FieldSelectors") || key(nameMember) && key(m.Store...)
}

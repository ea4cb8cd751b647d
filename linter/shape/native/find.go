// Package native finds what is written as the API and the AWS CLI take and print
// it: requests, responses, and lists of event selectors.
package native

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// The shapes, as --shape calls them.
const (
	Request   = "request"   // CreateEventDataStore
	Update    = "update"    // UpdateEventDataStore
	Response  = "response"  // what AWS says of a store
	Trail     = "trail"     // PutEventSelectors, and what AWS says of a trail's selectors
	Selectors = "selectors" // a list of event selectors alone
)

// Names returns the shapes.
func Names() []string { return []string{Request, Update, Response, Trail, Selectors} }

// Shape is what the API and the AWS CLI take and print.
type Shape struct {
	Marks Marks
	Only  string // the one shape that all is taken for; empty for what it looks like
}

// Name is what --shape calls it.
func (s Shape) Name() string { return s.Only }

// Find returns the requests of a document: its object, or the objects of its
// list. A document of a file that was named is meant to be a request, so one
// of its members is enough; of others, only what surely is one is taken.
func (s Shape) Find(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other) {
	f := &finder{Shape: s, file: file, named: named}
	root := doc.Root
	stores := root.Get(storesMember) // of ListEventDataStores
	switch {
	case s.listOfSelectors(root):
		f.selectors(root, nil)
	case s.Only == Selectors && root.Kind == source.Object, s.Only == "" && isSelector(root):
		f.selector(root)
	case root.Kind == source.Array && len(root.Items) == 0:
		f.other(root, "it is an empty list")
	case root.Kind == source.Array:
		f.each(root, "", f.Only)
	case stores != nil && stores.Kind == source.Array:
		f.each(stores, "/"+storesMember, Response)
	default:
		f.one(root, "", f.Only)
	}
	return f.found, f.others
}

// finder finds what one document holds.
type finder struct {
	Shape
	file   *source.File
	named  bool
	found  []*request.Request
	others []request.Other
}

func (f *finder) other(v *source.Node, format string, args ...any) {
	f.others = append(f.others, request.Other{Value: v, Reason: fmt.Sprintf(format, args...)})
}

func (f *finder) each(list *source.Node, base, shape string) {
	for i, item := range list.Items {
		f.one(item, base+"/"+strconv.Itoa(i), shape)
	}
}

// one takes an object for a shape, or where that is empty for what it looks like.
func (f *finder) one(v *source.Node, base, shape string) {
	if v.Kind != source.Object {
		f.other(v, "it is %s, not an object", v.Kind)
		return
	}
	for _, m := range v.Members {
		if what, ok := f.Marks.Other[m.Key.Text]; ok && shape == "" {
			f.other(v, "it is %s, for it has `%s`", what, m.Key.Text)
			return
		}
	}
	if shape == "" {
		shape = f.looksLike(v)
	}
	switch shape {
	case Update:
		f.take(v, base, request.Origin{Shape: Update, Target: request.Update, Open: absent(v, storeMembers())})
	case Response:
		f.response(v, base)
	case Trail:
		f.trail(v, base)
	default:
		if reason := f.unlike(v); reason != "" {
			f.other(v, "%s", reason)
			return
		}
		f.found = append(f.found, request.New(f.file, v, base))
	}
}

// looksLike returns the shape of an object.
func (s Shape) looksLike(v *source.Node) string {
	ofTrail := has(v, trailMember, trailARNMember) && !has(v, nameMember)
	of := func(names []string) bool {
		return slices.ContainsFunc(names, func(name string) bool { return like(v, name) })
	}
	switch {
	case ofTrail || s.listOfBasic(v.Get(basicMember)) && !has(v, nameMember):
		return Trail
	case has(v, storeARNMember) && has(v, s.Marks.Response...):
		return Response
	case has(v, storeMember) && (like(v, selectorsMember) || of(s.Marks.Store) || of(s.Marks.Shared) || has(v, nameMember)):
		return Update
	}
	return Request
}

// unlike says why an object is no CreateEventDataStore request, or nothing where
// it is one.
func (f *finder) unlike(v *source.Node) string {
	if has(v, selectorsMember) || has(v, nameMember) && has(v, f.Marks.Store...) {
		return "" // nearly always
	}
	var name, likeName, selectors, likeOthers bool
	for _, member := range v.Members {
		key := member.Key.Text
		like := func(known string) bool { return spelling.Like(key, known) }
		name = name || key == nameMember
		likeName = likeName || like(nameMember)
		selectors = selectors || like(selectorsMember)
		likeOthers = likeOthers || slices.ContainsFunc(f.Marks.Store, like) || slices.ContainsFunc(f.Marks.Shared, like)
	}
	switch {
	case selectors, f.Only == Request:
		return ""
	case v.Get(fieldsMember) != nil: // it may have a Name, too
		return "it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"
	case v.Get("Field") != nil:
		return "it is a statement of a selector, which belongs into the list `FieldSelectors` of a selector"
	case f.named && (name || likeOthers || likeName && len(v.Members) == 1 || len(v.Members) == 0):
		return ""
	case name:
		return "it has a `Name`, but no member that only an event data store has"
	default:
		return "it has neither `Name` nor `AdvancedEventSelectors`"
	}
}

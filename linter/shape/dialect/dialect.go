// Package dialect turns event data stores and trails, as tools spell them, into
// requests as the API spells them.
package dialect

import (
	"strconv"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// Dialect is how a tool spells the members of a store or trail.
type Dialect struct {
	Shape   string
	Of      *Object
	Camel   bool              // it spells names as the API does, but with a small first letter
	Snake   bool              // it spells names in small letters, with underscores between words
	Renamed map[string]string // its name of a member, by the API's, where it differs otherwise
	Own     []string          // members that it has and the request has not
	Added   []string          // members of the request that need not be written: they can't be known where they aren't
	Partly  bool              // the whole has more members than the request: only what looks like a misspelling of one of the request's is one
	Coerces bool              // it takes "90" for a number and "true" for a boolean, and the other way round
	Tagged  bool              // it has tags as an object of values by keys
	Flipped string            // the flag of the API that it has the other way round
	Sources map[string]string // members that say where a value is to be found, and the API's name of what gets the value
}

// name is the dialect's name of a member that the API calls so.
func (d *Dialect) name(api string) string {
	if own, ok := d.Renamed[api]; ok {
		return own
	}
	switch {
	case d.Camel:
		return strings.ToLower(api[:1]) + api[1:]
	case d.Snake:
		return snake(api)
	}
	return api
}

func snake(api string) string {
	var name strings.Builder
	for i, c := range strings.ToLower(api) {
		if i > 0 && byte(c) != api[i] {
			name.WriteByte('_')
		}
		name.WriteRune(c)
	}
	return name.String()
}

// declared finds the member of an object that the dialect calls so.
func (d *Dialect) declared(o *Object, name string) *Declared {
	if o == nil {
		return nil
	}
	for i := range o.Members {
		if d.name(o.Members[i].Name) == name {
			return &o.Members[i]
		}
	}
	return nil
}

// Holds reports whether a value is what the request is about: a store always
// is, a trail if it says which events it takes.
func (d *Dialect) Holds(v *Value) bool {
	if !d.Partly || v.Certainty != Known {
		return !d.Partly
	}
	for _, m := range v.Members {
		for _, known := range d.Of.Members {
			if known.Kind == Each && spelling.Like(m.Key.Text, d.name(known.Name)) {
				return true
			}
		}
	}
	return false
}

// Index is a list's index as a step of a path.
func Index(i int) string { return strconv.Itoa(i) }

// Request makes the request of a store or trail.
func (d *Dialect) Request(file *source.File, subject string, v *Value) *request.Request {
	t := translation{Dialect: d, origin: request.Origin{
		Shape: d.Shape, Subject: subject, Base: v.Path.String(), Target: d.Of.Target, Flipped: d.Flipped, Names: map[string]string{},
		Pointers: map[*source.Node]string{}, Foreign: map[*source.Node]request.Foreign{}, Uses: map[int]*source.Node{}, Written: map[int]request.Written{},
	}}
	d.spell(t.origin.Names, d.Of)
	root := t.value(v, v.Path, Each, d.Of)
	if root.Kind == source.Object {
		t.add(root, append(t.found, d.Added...))
	}
	r := request.Adapted(file, root, t.origin)
	for _, n := range t.unknown {
		r.MarkUnknown(n)
	}
	return r
}

// spell collects the dialect's names where they are not the API's.
func (d *Dialect) spell(names map[string]string, o *Object) {
	for _, m := range o.Members {
		if own := d.name(m.Name); own != m.Name {
			names[m.Name] = own
		}
		if m.Item != nil {
			d.spell(names, m.Item)
		}
	}
}

// meant returns what a name that an object doesn't have was meant to be: one of
// the dialect's, or one of the API's.
func (d *Dialect) meant(o *Object, name string) request.Foreign {
	if o == nil {
		return request.Foreign{}
	}
	var own, api []string
	for _, m := range o.Members {
		own, api = append(own, d.name(m.Name)), append(api, m.Name)
	}
	if o == d.Of {
		own = append(own, d.Own...)
	}
	if near := spelling.Nearest(name, own); near != "" {
		meant := request.Foreign{Name: near}
		if known := d.declared(o, near); known != nil {
			meant.API = known.Name
		}
		return meant
	}
	if near := spelling.Nearest(name, api); near != "" {
		return request.Foreign{Name: d.name(near), API: near}
	}
	return request.Foreign{}
}

// Package terraform finds event data stores and trails in Terraform's
// configuration files, plans and states.
package terraform

import (
	"bytes"
	"fmt"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// Configuration is the shape of .tf and .tf.json files.
type Configuration struct{ modules *modules }

// NewConfiguration makes the shape. For what a file refers to, it reads others
// of its folder, within limits.
func NewConfiguration(limits source.Limits) *Configuration {
	return &Configuration{&modules{limits: limits}}
}

// Name is what --shape calls it.
func (*Configuration) Name() string { return "terraform" }

// Find returns the stores, and the trails with selectors, that a file declares:
// of each as many requests as there are ways in which its conditions can go.
func (c *Configuration) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || root.Kind != source.Object {
		return nil, nil
	}
	f := finder{file: file, modules: c.modules, fuel: mostFuel, shape: c.Name()}
	path := (*dialect.Path)(nil)
	for _, m := range root.Members {
		if m.Key.Text != "resource" {
			continue
		}
		at := path.To(m.Key.Text)
		for i, types := range bodies(m.Value) {
			f.types(types, listed(at, m.Value, i))
		}
	}
	if len(f.found) == 0 && file.IsHCL() {
		return nil, []request.Other{{Value: root, Reason: "it is Terraform" + withoutAny}}
	}
	return f.found, nil
}

// withoutAny ends what is said of a file in which nothing is found.
const withoutAny = " without an event data store, and without a trail that has event selectors"

// finder finds what one file declares.
type finder struct {
	file    *source.File
	modules *modules
	module  *module
	fuel    int
	shape   string
	found   []*request.Request
}

// types goes through the types of resources, the names of each, and the blocks
// of each name, of which JSON can have several.
func (f *finder) types(types *source.Node, path *dialect.Path) {
	for _, typ := range types.Members {
		r := find(typ.Key.Text, f.shape)
		if r == nil {
			continue
		}
		at := path.To(typ.Key.Text)
		for i, names := range bodies(typ.Value) {
			at := listed(at, typ.Value, i)
			for _, name := range names.Members {
				at := at.To(name.Key.Text)
				for j, body := range bodies(name.Value) {
					f.resource(r, name.Key.Text, body, listed(at, name.Value, j))
				}
			}
		}
	}
}

// How a resource is worked out, from the most to the least that is taken for
// granted: that variables have their defaults, and that it is made. One that
// isn't made under its defaults is made under others.
var assumptions = [...]struct{ defaults, made bool }{{true, true}, {false, true}, {false, false}}

// resource adds a request for each way in which a resource's conditions can go.
func (f *finder) resource(r *resource, name string, body *source.Node, path *dialect.Path) {
	if f.module == nil {
		f.module = f.modules.of(f.file)
	}
	subject := fmt.Sprintf("resource `%s.%s`", r.name, name)
	for _, assumed := range assumptions {
		made := false
		ways := &choices{}
		forms := map[uint64]bool{}
		for {
			e := newEvaluator(f.file)
			e.module, e.choices, e.defaults, e.fuel = f.module, ways, assumed.defaults, f.fuel
			if !assumed.made || e.isMade(body, path) {
				made = true
				v := e.resource(r, body, path)
				if form := v.Form(); r.dialect.Holds(v) && !forms[form] {
					forms[form] = true
					f.found = append(f.found, r.dialect.Request(f.file, subject, v))
				}
			}
			f.fuel = e.fuel
			if !ways.next() {
				break
			}
		}
		if made {
			return
		}
	}
}

// Shows reports whether a text that can't be parsed is surely meant to declare
// an event data store.
func Shows(text []byte) bool {
	for rest := text; ; {
		_, after, found := bytes.Cut(rest, []byte("cloudtrail_event_data_store\""))
		if !found {
			return false
		}
		line := text[:len(text)-len(after)]
		line = line[bytes.LastIndexByte(line, '\n')+1:]
		if bytes.HasPrefix(bytes.TrimSpace(line), []byte("resource")) {
			return true
		}
		rest = after
	}
}

package terraform

import (
	"bytes"
	"fmt"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// Plan is the shape of what `terraform show -json` writes of a plan.
type Plan struct{}

// Name is what --shape calls it.
func (Plan) Name() string { return "terraform-plan" }

// Find returns the stores, and the trails with selectors, that there will be:
// those of all modules.
func (p Plan) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || root.Get("format_version") == nil {
		return nil, nil
	}
	planned, changes := root.Get("planned_values"), root.Get("resource_changes")
	if planned == nil && changes == nil {
		return nil, nil
	}
	f := results{file: file, shape: p.Name()}
	if !f.isAbout(root) {
		return f.nothing(root, "a plan of Terraform's")
	}
	f.configuration(root.Get("configuration"))
	f.changes = map[string]*source.Node{}
	for _, change := range items(changes) {
		f.changes[textOf(change.Get("address"))] = change.Get("change")
	}
	path := (*dialect.Path)(nil)
	if planned != nil {
		f.modules(planned.Get("root_module"), path.To("planned_values").To("root_module"))
	} else { // somebody took a part of the plan
		for i, change := range items(changes) {
			at := path.To("resource_changes").To(dialect.Index(i)).To("change").To("after")
			f.resource(change, get(change.Get("change"), "after"), at)
		}
	}
	return f.nothing(root, "a plan of Terraform's")
}

// State is the shape of Terraform's states: of what `terraform show -json`
// writes of one, and of the file that Terraform itself keeps.
type State struct{}

// Name is what --shape calls it.
func (State) Name() string { return "terraform-state" }

// Find returns the stores, and the trails with selectors, that there are: those
// of all modules.
func (s State) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil {
		return nil, nil
	}
	values, kept := root.Get("values"), root.Get("lineage") != nil && root.Get("terraform_version") != nil
	shown := root.Get("format_version") != nil && root.Get("planned_values") == nil && values != nil
	if !shown && !kept {
		return nil, nil
	}
	f := results{file: file, shape: s.Name()}
	path := (*dialect.Path)(nil)
	switch {
	case !f.isAbout(root):
	case shown:
		f.modules(values.Get("root_module"), path.To("values").To("root_module"))
	default:
		for i, r := range items(root.Get("resources")) {
			for j, instance := range items(r.Get("instances")) {
				at := path.To("resources").To(dialect.Index(i)).To("instances").To(dialect.Index(j))
				f.resource(r, instance.Get("attributes"), at.To("attributes"))
			}
		}
	}
	return f.nothing(root, "a state of Terraform's")
}

// results finds what Terraform has worked out.
type results struct {
	file       *source.File
	shape      string
	changes    map[string]*source.Node // by address: what becomes of a resource
	configured map[string]*source.Node // by address, without indexes: its expressions
	found      []*request.Request
}

// isAbout reports whether there may be something to find: plans are large.
func (f *results) isAbout(root *source.Node) bool {
	return bytes.Contains(f.file.Content[root.Start:root.End], []byte("_cloudtrail"))
}

// nothing returns what was found, and where that is nothing, why.
func (f *results) nothing(root *source.Node, what string) ([]*request.Request, []request.Other) {
	if len(f.found) > 0 {
		return f.found, nil
	}
	return nil, []request.Other{{Value: root, Reason: "it is " + what + withoutAny}}
}

// modules goes through the resources of a module and of those in it.
func (f *results) modules(n *source.Node, path *dialect.Path) {
	if n == nil {
		return
	}
	for i, r := range items(n.Get("resources")) {
		f.resource(r, r.Get("values"), path.To("resources").To(dialect.Index(i)).To("values"))
	}
	for i, inside := range items(n.Get("child_modules")) {
		f.modules(inside, path.To("child_modules").To(dialect.Index(i)))
	}
}

// resource makes a request of the values of one.
func (f *results) resource(n, values *source.Node, path *dialect.Path) {
	r := find(textOf(n.Get("type")), f.shape)
	if r == nil || values == nil || values.Kind != source.Object || textOf(n.Get("mode")) == "data" {
		return
	}
	address := textOf(n.Get("address"))
	configured := f.configured[withoutIndexes(address)]
	v := merge(values, get(f.changes[address], "after_unknown"), configured, path)
	if configured != nil {
		v.Members = r.unusual(v.Members, configured)
	}
	finish(r, v)
	if !r.dialect.Holds(v) {
		return
	}
	if address == "" { // in the file that Terraform keeps
		address = r.name + "." + textOf(n.Get("name"))
	}
	f.found = append(f.found, r.dialect.Request(f.file, fmt.Sprintf("resource `%s`", address), v))
}

// withoutIndexes takes from an address what tells apart the several resources
// and modules of one declaration.
func withoutIndexes(address string) string {
	kept := make([]byte, 0, len(address))
	inside, quoted := false, false
	for i := 0; i < len(address); i++ {
		switch c := address[i]; {
		case quoted && c == '\\':
			i++
		case c == '"' && inside:
			quoted = !quoted
		case c == '[' && !inside:
			inside = true
		case c == ']' && !quoted:
			inside = false
		case !inside:
			kept = append(kept, c)
		}
	}
	return string(kept)
}

// configuration notes the expressions of all resources.
func (f *results) configuration(n *source.Node) {
	f.configured = map[string]*source.Node{}
	var module func(n *source.Node, prefix string)
	module = func(n *source.Node, prefix string) {
		for _, r := range items(get(n, "resources")) {
			f.configured[prefix+textOf(r.Get("address"))] = r.Get("expressions")
		}
		if calls := get(n, "module_calls"); calls != nil {
			for _, call := range calls.Members {
				module(call.Value.Get("module"), prefix+"module."+call.Key.Text+".")
			}
		}
	}
	module(get(n, "root_module"), "")
}

func items(n *source.Node) []*source.Node {
	if n == nil {
		return nil
	}
	return n.Items
}

func get(n *source.Node, name string) *source.Node {
	if n == nil {
		return nil
	}
	return n.Get(name)
}

func textOf(n *source.Node) string {
	if n == nil || n.Kind != source.String {
		return ""
	}
	return n.Text
}

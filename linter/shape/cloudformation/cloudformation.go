// Package cloudformation finds event data stores and trails in CloudFormation
// templates, and in what AWS SAM and the CDK make of theirs.
package cloudformation

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// Shape is that of CloudFormation templates.
type Shape struct{}

// Name is what --shape calls it.
func (Shape) Name() string { return "cloudformation" }

const (
	typePrefix = "AWS::CloudTrail::"
	storeType  = typePrefix + "EventDataStore"
)

// dialects are those of the resource types.
var dialects = map[string]*dialect.Dialect{
	storeType: {
		Shape: "cloudformation", Of: dialect.Store, Coerces: true,
		Renamed: map[string]string{"TagsList": "Tags", "StartIngestion": "IngestionEnabled"},
		Own: []string{
			"ContextKeySelectors", "FederationEnabled", "FederationRoleArn", "InsightsDestination", "InsightSelectors", "MaxEventSize",
		},
		Added: []string{"Name"},
	},
	typePrefix + "Trail": {Shape: "cloudformation", Of: dialect.Trail, Coerces: true, Partly: true, Added: []string{"TrailName"}},
}

// Find returns the event data stores of a template, and the trails that have
// event selectors.
func (Shape) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || root.Kind != source.Object {
		return nil, nil
	}
	resources := root.Get("Resources")
	if resources == nil || resources.Kind != source.Object {
		return nil, nil
	}
	if !bytes.Contains(file.Content[root.Start:root.End], []byte(typePrefix)) { // templates may be large, and hold no trace of CloudTrail
		return nil, others(root)
	}
	t := newTemplate(root)
	var found []*request.Request
	w := newWorld(t, newChoices(nil, nil), nil)
	w.resources(resources, (*dialect.Path)(nil).To("Resources"), func(r resource) {
		found = append(found, r.requests(file, t)...)
	})
	if len(found) == 0 {
		return nil, others(root)
	}
	return found, nil
}

// Shows reports whether a text that can't be parsed is a template with an event
// data store in it, and not one from which another tool makes a template.
func Shows(text []byte) bool {
	text = bytes.ReplaceAll(text, []byte("{{resolve:"), nil)
	return bytes.Contains(text, []byte(storeType)) && bytes.Contains(text, []byte("Resources")) &&
		!bytes.Contains(text, []byte("{{")) && !bytes.Contains(text, []byte("{%"))
}

func others(root *source.Node) []request.Other {
	return []request.Other{{Value: root, Reason: "it is a CloudFormation template without an event data store, and without a trail that has event selectors", Beside: true}}
}

// resource is an event data store or a trail.
type resource struct {
	id    string
	key   *source.Node
	node  *source.Node
	path  *dialect.Path
	loops *loop
	*dialect.Dialect
}

// resources visits the resources that count, those that loops make too.
func (w *world) resources(n *source.Node, path *dialect.Path, visit func(resource)) {
	for _, m := range n.Members {
		at := path.To(m.Key.Text)
		if strings.HasPrefix(m.Key.Text, forEach) {
			w.loopResources(m.Value, at, visit)
			continue
		}
		if m.Value.Kind != source.Object {
			continue
		}
		kind := m.Value.Get("Type")
		if kind == nil {
			continue
		}
		if d := dialects[kind.Text]; d != nil {
			visit(resource{w.unlooped(m.Key.Text), m.Key, m.Value, at, w.loops, d})
		}
	}
}

// loopResources goes through a loop; where it can't be known over what, once
// with its variable unknown.
func (w *world) loopResources(n *source.Node, path *dialect.Path, visit func(resource)) {
	began := false
	known := w.each(n, path, func(body *source.Node, path *dialect.Path) bool {
		began = true
		w.resources(body, path, visit)
		return true
	})
	if !known && !began && len(n.Items) == 3 {
		around := w.loops
		w.loops = &loop{around, text(n.Items[0]), unknown(n.Items[1], path.To("1"))}
		w.resources(n.Items[2], path.To("2"), visit)
		w.loops = around
	}
}

// mostMade is how many requests a template can make before each further resource
// is judged in one world only.
const mostMade = 512

// requests returns one request for each thing that can become of the resource.
func (r resource) requests(file *source.File, t *template) []*request.Request {
	const name = "Properties"
	properties, path := r.node.Get(name), r.path.To(name)
	if properties == nil || properties.Kind == source.Null {
		properties, path = &source.Node{Kind: source.Object, Start: r.key.Start, End: r.key.End, Flow: true}, r.path
	}
	t.asks(properties)
	var found []*request.Request
	seen := map[uint64]bool{}
	worlds(func(c *choices) bool {
		w := newWorld(t, c, r.loops)
		if when := r.node.Get(condition); when != nil && !w.condition(w.unlooped(text(when))) {
			return true
		}
		v := w.value(properties, path)
		if v == nil || !r.Holds(v) {
			return true
		}
		if w.closed = true; w.barred() {
			return true
		}
		if form := v.Form(); !seen[form] {
			seen[form] = true
			t.made++
			found = append(found, r.Request(file, fmt.Sprintf("resource `%s`", r.id), v))
		}
		return t.spent <= mostSpent && t.made < mostMade
	})
	return found
}

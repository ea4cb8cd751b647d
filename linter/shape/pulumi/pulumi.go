// Package pulumi finds event data stores and trails in programs in Pulumi YAML.
package pulumi

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// Shape is that of programs in Pulumi YAML.
type Shape struct{}

const name = "pulumi"

// Name is what --shape calls it.
func (Shape) Name() string { return name }

// The provider that is made from Terraform's, and the one from CloudFormation's.
var (
	store = &dialect.Dialect{
		Shape: name, Of: dialect.Store, Camel: true, Tagged: true, Coerces: true, Flipped: "StartIngestion", Added: []string{"Name"},
		Renamed: map[string]string{"TagsList": "tags", "StartIngestion": "suspend"}, Own: []string{"region"},
	}
	trail = &dialect.Dialect{
		Shape: name, Of: dialect.Trail, Camel: true, Coerces: true, Partly: true, Added: []string{"TrailName"},
		Renamed: map[string]string{"TrailName": "name"},
	}
	nativeStore = &dialect.Dialect{
		Shape: name, Of: dialect.Store, Camel: true, Coerces: true, Added: []string{"Name"},
		Renamed: map[string]string{"TagsList": "tags", "StartIngestion": "ingestionEnabled"},
		Own: []string{
			"contextKeySelectors", "federationEnabled", "federationRoleArn", "insightsDestination", "insightSelectors", "maxEventSize",
		},
	}
	nativeTrail = &dialect.Dialect{Shape: name, Of: dialect.Trail, Camel: true, Coerces: true, Partly: true, Added: []string{"TrailName"}}
)

// types are the resources that count, by their short and their whole names.
var types = map[string]*dialect.Dialect{
	"aws:cloudtrail:EventDataStore":                store,
	"aws:cloudtrail/eventDataStore:EventDataStore": store,
	"aws:cloudtrail:Trail":                         trail,
	"aws:cloudtrail/trail:Trail":                   trail,
	"aws-native:cloudtrail:EventDataStore":         nativeStore,
	"aws-native:cloudtrail:Trail":                  nativeTrail,
}

// Find returns the event data stores of a program, and the trails that have
// event selectors.
func (Shape) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || root.Kind != source.Object || !bytes.Contains(file.Content[root.Start:root.End], []byte(":cloudtrail")) {
		return nil, nil
	}
	var found []*request.Request
	at := (*dialect.Path)(nil)
	resources := func(n *source.Node, path *dialect.Path) {
		if n != nil {
			for _, m := range n.Members {
				found = append(found, resource(file, m, path.To(m.Key.Text))...)
			}
		}
	}
	const section = "resources"
	resources(root.Get(section), at.To(section))
	if components := root.Get("components"); components != nil {
		for _, m := range components.Members {
			resources(m.Value.Get(section), at.To("components").To(m.Key.Text).To(section))
		}
	}
	return found, nil
}

func resource(file *source.File, m source.Member, path *dialect.Path) []*request.Request {
	const section = "properties"
	kind := m.Value.Get("type")
	if kind == nil || kind.Kind != source.String || types[kind.Text] == nil || m.Value.Get("get") != nil {
		return nil
	}
	d := types[kind.Text]
	properties, at := m.Value.Get(section), path.To(section)
	if properties == nil || properties.Kind == source.Null {
		properties, at = &source.Node{Kind: source.Object, Start: m.Key.Start, End: m.Key.End, Flow: true}, path
	}
	v := dialect.Literal(properties, at)
	compute(v)
	if !d.Holds(v) {
		return nil
	}
	return []*request.Request{d.Request(file, fmt.Sprintf("resource `%s`", m.Key.Text), v)}
}

// compute finds out what is computed, and so can't be known.
func compute(v *dialect.Value) {
	n := v.Node
	if n.Kind == source.String && strings.Contains(n.Text, "${") {
		v.Certainty = dialect.Unknown
	}
	for _, m := range v.Members {
		if strings.HasPrefix(m.Key.Text, "fn::") || strings.HasPrefix(m.Key.Text, "Fn::") {
			v.Certainty = dialect.Unknown
		}
		compute(m.Value)
	}
	for _, item := range v.Items {
		compute(item)
	}
}

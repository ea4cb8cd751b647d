// Package kubernetes finds event data stores and trails in manifests for AWS's
// controller (ACK) and for Crossplane's provider.
package kubernetes

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/dialect"
	"github.com/edslint/edslint/linter/source"
)

// Shape is that of Kubernetes manifests.
type Shape struct{}

const name = "kubernetes"

// Name is what --shape calls it.
func (Shape) Name() string { return name }

// kind is a kind of resource.
type kind struct {
	group, name string
	within      []string // the member of the spec that holds its settings; empty for the spec itself
	*dialect.Dialect
}

// What Crossplane's provider calls a store and a trail; it is made from
// Terraform's.
var (
	store = &dialect.Dialect{
		Shape: name, Of: dialect.Store, Camel: true, Tagged: true, Flipped: "StartIngestion", Added: []string{"Name"},
		Renamed: map[string]string{
			"AdvancedEventSelectors": "advancedEventSelector", "FieldSelectors": "fieldSelector", "TagsList": "tags", "StartIngestion": "suspend",
		},
		Own:     []string{"region"},
		Sources: map[string]string{"kmsKeyIdRef": "KmsKeyId", "kmsKeyIdSelector": "KmsKeyId"},
	}
	trail = &dialect.Dialect{
		Shape: name, Of: dialect.Trail, Camel: true, Partly: true, Added: []string{"TrailName"},
		Renamed: map[string]string{
			"AdvancedEventSelectors": "advancedEventSelector", "FieldSelectors": "fieldSelector", "EventSelectors": "eventSelector",
			"DataResources": "dataResource", "TrailName": "name",
		},
	}
)

// kinds are the resources that count. A trail of ACK has no event selectors.
var kinds = []kind{
	{"cloudtrail.services.k8s.aws", "EventDataStore", nil, &dialect.Dialect{
		Shape: name, Of: dialect.Store, Camel: true, Renamed: map[string]string{"TagsList": "tags"},
	}},
	{"cloudtrail.aws.upbound.io", "EventDataStore", providers, store},
	{"cloudtrail.aws.m.upbound.io", "EventDataStore", providers, store},
	{"cloudtrail.aws.upbound.io", "Trail", providers, trail},
	{"cloudtrail.aws.m.upbound.io", "Trail", providers, trail},
}

// providers are the members of a spec that hold what Crossplane's provider is
// given: always, and only where a resource is made.
var providers = []string{"forProvider", "initProvider"}

func kindOf(manifest *source.Node) *kind {
	group, _, _ := strings.Cut(text(manifest, "apiVersion"), "/")
	for i := range kinds {
		if kinds[i].group == group && kinds[i].name == text(manifest, "kind") {
			return &kinds[i]
		}
	}
	return nil
}

func text(n *source.Node, member string) string {
	if v := n.Get(member); v != nil && v.Kind == source.String {
		return v.Text
	}
	return ""
}

// Find returns the event data stores of a manifest, and the trails that have
// event selectors.
func (Shape) Find(file *source.File, doc source.Document, _ bool) ([]*request.Request, []request.Other) {
	root := doc.Root
	if root == nil || text(root, "apiVersion") == "" || text(root, "kind") == "" {
		return nil, nil
	}
	s := search{file: file}
	if bytes.Contains(file.Content[root.Start:root.End], []byte("cloudtrail.")) {
		s.manifest(root, nil)
	}
	if len(s.found) > 0 {
		return s.found, nil
	}
	return nil, []request.Other{{Value: root, Reason: "it is a Kubernetes manifest without an event data store, and without a trail that has event selectors", Beside: true}}
}

// search is one through a document.
type search struct {
	file    *source.File
	found   []*request.Request
	patched map[string]bool // settings that a Composition fills in
}

func (s *search) manifest(n *source.Node, path *dialect.Path) {
	switch {
	case text(n, "kind") == "List" || strings.HasSuffix(text(n, "kind"), "List"):
		s.list(n.Get("items"), path.To("items"))
	case text(n, "kind") == "Composition":
		s.composition(n, path)
	default:
		if k := kindOf(n); k != nil {
			s.resource(k, n, path)
		}
	}
}

func (s *search) list(items *source.Node, path *dialect.Path) {
	if items == nil {
		return
	}
	for i, item := range items.Items {
		s.manifest(item, path.To(dialect.Index(i)))
	}
}

func (s *search) resource(k *kind, n *source.Node, path *dialect.Path) {
	spec := n.Get("spec")
	at := path.To("spec")
	if spec == nil || spec.Kind != source.Object {
		return
	}
	v := dialect.Literal(spec, at)
	if k.within != nil {
		v = s.settings(spec, at, k.within)
	}
	if v == nil || !k.Holds(v) {
		return
	}
	fillIn(v)
	named := text(n, "kind")
	if metadata := n.Get("metadata"); metadata != nil && text(metadata, "name") != "" {
		named = text(metadata, "name")
	}
	s.found = append(s.found, k.Request(s.file, fmt.Sprintf("manifest `%s`", named), v))
}

// fillIn finds the texts that another tool fills in before Kubernetes sees them:
// $NAME, ${NAME}, $(NAME) and {{ NAME }}.
func fillIn(v *dialect.Value) {
	if n := v.Node; n.Kind == source.String {
		_, after, _ := strings.Cut(n.Text, "$")
		if strings.Contains(n.Text, "{{") || after != "" && (after[0] == '{' || after[0] == '(' || after[0] == '_' || isLetter(after[0])) {
			v.Certainty = dialect.Unknown
		}
	}
	for _, m := range v.Members {
		fillIn(m.Value)
	}
	for _, item := range v.Items {
		fillIn(item)
	}
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// settings are those of the first member that there is, with those that only
// the others have.
func (s *search) settings(spec *source.Node, path *dialect.Path, within []string) *dialect.Value {
	var v *dialect.Value
	for _, name := range within {
		n := spec.Get(name)
		if n == nil || n.Kind != source.Object {
			continue
		}
		more := dialect.Literal(n, path.To(name))
		if v == nil {
			v = more
			continue
		}
		for _, m := range more.Members {
			if v.Node.Get(m.Key.Text) == nil {
				v.Members = append(v.Members, m)
			}
		}
	}
	if v != nil {
		for _, m := range v.Members {
			if s.patched[m.Key.Text] {
				m.Value.Certainty = dialect.Unknown
			}
		}
	}
	return v
}

// composition looks through the resources that a Composition is made of, in
// their old place and in the pipeline's.
func (s *search) composition(n *source.Node, path *dialect.Path) {
	s.patched = map[string]bool{}
	s.patches(n)
	var walk func(n *source.Node, path *dialect.Path)
	walk = func(n *source.Node, path *dialect.Path) {
		for _, m := range n.Members {
			at := path.To(m.Key.Text)
			if m.Key.Text == "base" && m.Value.Kind == source.Object {
				s.manifest(m.Value, at)
				continue
			}
			walk(m.Value, at)
		}
		for i, item := range n.Items {
			walk(item, path.To(dialect.Index(i)))
		}
	}
	walk(n, path)
}

// patches notes which settings are filled in.
func (s *search) patches(n *source.Node) {
	for _, m := range n.Members {
		if m.Key.Text == "toFieldPath" || m.Key.Text == "fromFieldPath" {
			for _, within := range providers {
				if rest, ok := strings.CutPrefix(m.Value.Text, "spec."+within+"."); ok {
					s.patched[rest[:end(rest)]] = true
				}
			}
		}
		s.patches(m.Value)
	}
	for _, item := range n.Items {
		s.patches(item)
	}
}

// end is where the first step of a field path ends.
func end(path string) int {
	if i := strings.IndexAny(path, ".["); i >= 0 {
		return i
	}
	return len(path)
}

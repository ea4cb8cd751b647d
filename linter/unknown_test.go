package linter

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// TestUnknown replaces each value of the project's requests by one that can't be
// known. Whatever it is, that must bring no finding that the request didn't
// have: nobody may take the unknown for the wrong, or for the absent.
func TestUnknown(t *testing.T) {
	tried := 0
	for _, one := range singleRequests(t) {
		name, root := one.name, one.root
		files := map[string]string{"original.json": withUnknown(root, nil)}
		for i, n := range values(root) {
			files[fmt.Sprintf("%03d.json", i)] = withUnknown(root, n)
		}
		if len(files) > 150 { // some hold hundreds of values
			continue
		}
		tried += len(files) - 1
		r := run(t, newLinter(t, Options{Dir: folder(t, files), Preset: rules.Strict, Skip: []string{familyAcross}}))
		part := func(f finding.Finding) string { // of all values there may now be one of those that are known
			selector, _, _ := strings.Cut(f.Pointer, "/FieldSelectors")
			return selector
		}
		had := func(f finding.Finding) bool {
			return slices.ContainsFunc(r.Findings, func(o finding.Finding) bool {
				return o.File == "original.json" && o.Name == f.Name && part(o) == part(f)
			})
		}
		for _, f := range r.Findings {
			if !had(f) {
				t.Errorf("%s: %s at %s: %s\nin:\n%s", name, f.Name, f.Pointer, f.Message, files[f.File])
			}
		}
	}
	if tried < 4000 {
		t.Errorf("only %d values were replaced", tried)
	}
}

// values are those in a value.
func values(n *source.Node) []*source.Node {
	var all []*source.Node
	for _, m := range n.Members {
		all = append(append(all, m.Value), values(m.Value)...)
	}
	for _, item := range n.Items {
		all = append(append(all, item), values(item)...)
	}
	return all
}

// withUnknown writes a request as a template, with one of its values unknown.
func withUnknown(root, unknown *source.Node) string {
	members := map[string]any{}
	for _, m := range root.Members {
		name := m.Key.Text
		if own, ok := map[string]string{"TagsList": "Tags", "StartIngestion": "IngestionEnabled"}[name]; ok {
			name = own
		}
		members[name] = plain(m.Value, unknown)
	}
	text, err := json.Marshal(map[string]any{"Resources": map[string]any{
		"Store": map[string]any{"Type": "AWS::CloudTrail::EventDataStore", "Properties": members},
	}})
	if err != nil {
		return err.Error()
	}
	return string(text)
}

func plain(n, unknown *source.Node) any {
	if n == unknown {
		return map[string]any{"Ref": "Unknown"}
	}
	switch n.Kind {
	case source.Null:
		return nil
	case source.Bool:
		return n.Text == "true"
	case source.Number:
		return json.Number(n.Text)
	case source.Array:
		items := []any{}
		for _, item := range n.Items {
			items = append(items, plain(item, unknown))
		}
		return items
	case source.Object:
		members := map[string]any{}
		for _, m := range n.Members {
			members[m.Key.Text] = plain(m.Value, unknown)
		}
		return members
	default:
		return n.Text
	}
}

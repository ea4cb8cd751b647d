package linter

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
)

// TestGoodAsManifests rewrites the project's good requests for the tools that
// spell names with small letters, where nothing may be found either.
func TestGoodAsManifests(t *testing.T) {
	spell := func(name string, own map[string]string) string {
		if to, ok := own[name]; ok {
			return to
		}
		return strings.ToLower(name[:1]) + name[1:]
	}
	for tool, as := range map[string]struct {
		names map[string]string
		whole string // around the settings
	}{
		"ack":        {map[string]string{"TagsList": "tags"}, `{"apiVersion": "cloudtrail.services.k8s.aws/v1alpha1", "kind": "EventDataStore", "spec": %s}`},
		"crossplane": {map[string]string{"TagsList": "", "StartIngestion": "", "AdvancedEventSelectors": "advancedEventSelector", "FieldSelectors": "fieldSelector"}, `{"apiVersion": "cloudtrail.aws.upbound.io/v1beta1", "kind": "EventDataStore", "spec": {"forProvider": %s}}`},
		"pulumi":     {map[string]string{"TagsList": "", "StartIngestion": ""}, `{"resources": {"store": {"type": "aws:cloudtrail:EventDataStore", "properties": %s}}}`},
		"native":     {map[string]string{"TagsList": "tags", "StartIngestion": "ingestionEnabled"}, `{"resources": {"store": {"type": "aws-native:cloudtrail:EventDataStore", "properties": %s}}}`},
	} {
		files := map[string]string{}
		for _, one := range singleRequests(t) {
			name, root := one.name, one.root
			if !strings.Contains(name, "good") || strings.Contains(filepath.ToSlash(name), "rules/edslint/") { // good by a comment or a config
				continue
			}
			settings, err := json.Marshal(renamed(plain(root, nil), func(name string) string { return spell(name, as.names) }))
			if err != nil {
				t.Fatal(err)
			}
			files[fmt.Sprintf("%03d.json", len(files))] = fmt.Sprintf(as.whole, settings)
		}
		r := run(t, newLinter(t, Options{Dir: folder(t, files), Skip: []string{familyAcross}}))
		for _, f := range r.Findings {
			t.Errorf("%s: %s at %s: %s\nin:\n%s", tool, f.Name, f.Pointer, f.Message, files[f.File])
		}
		if len(r.Files) != len(files) || len(files) < 80 {
			t.Errorf("%s: of %d files, %d hold stores", tool, len(files), len(r.Files))
		}
	}
}

// renamed gives the members of a value other names, and leaves out those that
// get none.
func renamed(v any, name func(string) string) any {
	switch v := v.(type) {
	case []any:
		for i := range v {
			v[i] = renamed(v[i], name)
		}
	case map[string]any:
		out := map[string]any{}
		for key, value := range v {
			if to := name(key); to != "" {
				out[to] = renamed(value, name)
			}
		}
		return out
	}
	return v
}

package linter

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
)

// TestSelectorsAlone takes the lists of selectors out of the project's requests:
// the same is found at the same place, but for what stands outside of the list.
func TestSelectorsAlone(t *testing.T) {
	files := map[string]string{}
	for _, one := range singleRequests(t) {
		name, text, root := one.name, one.text, one.root
		if filepath.Ext(name) != ".json" {
			continue
		}
		list := root.Get("AdvancedEventSelectors")
		if list == nil || list.Kind != source.Array || len(list.Items) == 0 || !slices.ContainsFunc(list.Items, func(n *source.Node) bool { return n.Get("FieldSelectors") != nil }) {
			continue
		}
		alone := []byte(blank(string(text[:list.Start])) + string(text[list.Start:list.End]) + blank(string(text[list.End:])))
		base := strings.ReplaceAll(strings.TrimSuffix(name, ".json"), "/", "_")
		files[base+".whole.json"], files[base+".alone.json"] = string(text), string(alone)
	}
	if len(files) < 60 {
		t.Fatalf("only %d files", len(files))
	}
	r := run(t, newLinter(t, Options{Dir: folder(t, files), Edition: Latest}))
	found := map[string][]string{}
	for _, f := range r.Findings {
		if within := strings.HasPrefix(f.Pointer, "/AdvancedEventSelectors/") || strings.HasSuffix(f.File, ".alone.json"); within && !outside(f) {
			found[f.File] = append(found[f.File], fmt.Sprintf("%d:%d %s %s", f.Region.StartLine, f.Region.StartColumn, f.Level, f.Name))
		}
	}
	for name := range files {
		if whole, ok := strings.CutSuffix(name, ".whole.json"); ok {
			if diff := cmp.Diff(found[name], found[whole+".alone.json"]); diff != "" {
				t.Errorf("%s (-in the request +in the list alone):\n%s", whole, diff)
			}
		}
	}
}

// blank keeps the lines and columns of a text.
func blank(text string) string {
	return strings.Map(func(r rune) rune {
		if r == '\n' || r == '\r' {
			return r
		}
		return ' '
	}, text)
}

// outside reports whether a finding is about the whole list, or rests on what
// stands beside it.
func outside(f finding.Finding) bool {
	return f.Pointer == "" || f.Pointer == "/AdvancedEventSelectors" || slices.Contains([]string{"mixed-regions", "mixed-accounts", "mixed-partitions"}, f.Name)
}

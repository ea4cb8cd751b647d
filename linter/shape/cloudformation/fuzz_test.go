package cloudformation_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/edslint/edslint/linter/shape/cloudformation"
	"github.com/edslint/edslint/linter/source"
)

// FuzzFind takes whatever can be parsed. It must not panic, hang or grow
// without bounds, and must say the same each time.
func FuzzFind(f *testing.F) {
	names, err := filepath.Glob("testdata/*.*")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		find := func() int {
			file := source.Parse("template.yaml", []byte(text), source.DefaultLimits())
			nodes := 0
			for _, doc := range file.Documents {
				requests, others := cloudformation.Shape{}.Find(file, doc, true)
				if len(requests) > 0 && len(others) > 0 {
					t.Error("a template that holds stores, and is said to hold none")
				}
				for _, r := range requests {
					nodes += count(t, file, r.Root)
				}
			}
			return nodes
		}
		if first, again := find(), find(); first != again {
			t.Errorf("%d nodes, then %d", first, again)
		}
	})
}

func count(t *testing.T, file *source.File, n *source.Node) int {
	if n.Start < 0 || n.End < n.Start || n.End > len(file.Content) {
		t.Errorf("a node from %d to %d of %d bytes", n.Start, n.End, len(file.Content))
	}
	nodes := 1
	for _, m := range n.Members {
		nodes += count(t, file, m.Key) + count(t, file, m.Value)
	}
	for _, item := range n.Items {
		nodes += count(t, file, item)
	}
	return nodes
}

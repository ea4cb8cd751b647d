package shapetest

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/edslint/edslint/linter/source"
)

// Fuzz takes whatever can be parsed. A shape must not panic, hang or grow
// without bounds, and must say the same each time, of places in the file.
func Fuzz(f *testing.F, find Find) {
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
		count := func() int {
			file := source.Parse("store.yaml", []byte(text), source.DefaultLimits())
			nodes := 0
			for _, doc := range file.Documents {
				if doc.Root == nil {
					continue
				}
				requests, others := find(file, doc, true)
				if len(requests) > 0 && len(others) > 0 {
					t.Error("a document that holds stores, and is said to hold none")
				}
				for _, r := range requests {
					nodes += countNodes(t, file, r.Root)
				}
			}
			return nodes
		}
		if first, again := count(), count(); first != again {
			t.Errorf("%d nodes, then %d", first, again)
		}
	})
}

func countNodes(t *testing.T, file *source.File, n *source.Node) int {
	if n.Start < 0 || n.End < n.Start || n.End > len(file.Content) {
		t.Errorf("a node from %d to %d of %d bytes", n.Start, n.End, len(file.Content))
	}
	nodes := 1
	for _, m := range n.Members {
		nodes += countNodes(t, file, m.Key) + countNodes(t, file, m.Value)
	}
	for _, item := range n.Items {
		nodes += countNodes(t, file, item)
	}
	return nodes
}

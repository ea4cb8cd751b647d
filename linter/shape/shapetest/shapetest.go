// Package shapetest tests shapes: it holds what one finds to a golden file.
package shapetest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

var update = flag.Bool("update", false, "write the golden files")

// Find is the method of a shape.
type Find func(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other)

// Golden holds what is found in each file of testdata to a file beside it.
func Golden(t *testing.T, find Find) {
	t.Helper()
	files, err := filepath.Glob("testdata/*.*")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatal("there are no files")
	}
	for _, name := range files {
		if filepath.Ext(name) == ".txt" {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := found(t, find, name, text)
		golden := name + ".txt"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

// found writes the requests of a file: each value with its place and its
// pointer.
func found(t testing.TB, find Find, name string, text []byte) string {
	t.Helper()
	file := source.Parse(name, text, source.DefaultLimits())
	for _, fault := range file.Faults {
		if fault.Fatal {
			t.Fatalf("%s: %s", name, fault.Message)
		}
	}
	var out strings.Builder
	for _, doc := range file.Documents {
		requests, others := find(file, doc, true)
		for _, r := range requests {
			fmt.Fprintf(&out, "%s\n", r.Base)
			write(&out, r, r.Root, nil)
		}
		for _, other := range others {
			fmt.Fprintf(&out, "%s\n", other.Reason)
		}
	}
	return out.String()
}

func write(out *strings.Builder, r *request.Request, n *source.Node, path []any) {
	place := r.At(path)
	at := r.File.Position(n.Start)
	line := func(value string) {
		var steps []string
		for _, step := range path {
			steps = append(steps, fmt.Sprint(step))
		}
		fmt.Fprintf(out, "  %d:%d %s = %s", at.Line, at.Column, strings.Join(steps, "."), value)
		if trimmed, ok := strings.CutPrefix(place.Pointer, r.Base); !ok || trimmed != "/"+strings.Join(steps, "/") {
			fmt.Fprintf(out, " (%s)", place.Pointer)
		}
		out.WriteString("\n")
	}
	switch {
	case r.Unknown(n):
		line("?")
	case n.Kind == source.Object:
		for _, m := range n.Members {
			write(out, r, m.Value, append(path, m.Key.Text))
		}
		if len(n.Members) == 0 {
			line("{}")
		}
	case n.Kind == source.Array:
		for i, item := range n.Items {
			write(out, r, item, append(path, i))
		}
		if len(n.Items) == 0 {
			line("[]")
		}
	case n.Kind == source.String:
		line(fmt.Sprintf("%q", n.Text))
	case n.Kind == source.Null:
		line("null")
	default:
		line(n.Text)
	}
}

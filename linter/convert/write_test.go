package convert_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/convert"
	"github.com/edslint/edslint/linter/source"
)

// written is a value in a form of its own.
func written(b *strings.Builder, n *source.Node) {
	b.WriteString(n.Kind.String())
	b.WriteString(" " + n.Text + "\x00")
	for _, m := range n.Members {
		b.WriteString(m.Key.Text + "=")
		written(b, m.Value)
	}
	for _, item := range n.Items {
		written(b, item)
	}
	b.WriteString(".")
}

func shown(n *source.Node) string {
	var b strings.Builder
	written(&b, n)
	return b.String()
}

// TestRoundTrip writes all requests of the project, and reads them again: they
// are the same, and nothing in them is ambiguous.
func TestRoundTrip(t *testing.T) {
	files, err := filepath.Glob("../../testdata/requests/*/*.*")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range files {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if filepath.Ext(name) == ".txt" || filepath.Ext(name) == ".tsv" {
			continue
		}
		file := source.Parse(name, text, source.DefaultLimits())
		if slices.ContainsFunc(file.Faults, func(f source.Fault) bool { return f.Rule != source.RuleAmbiguousScalar }) {
			continue // as where a key stands twice
		}
		for _, doc := range file.Documents {
			if doc.Root == nil || strings.Contains(shown(doc.Root), source.Timestamp.String()) || doc.Root.Kind != source.Object {
				continue
			}
			tried++
			again(t, name, doc.Root)
		}
	}
	if tried < 100 {
		t.Errorf("only %d requests were written", tried)
	}
}

func again(t *testing.T, name string, root *source.Node) {
	t.Helper()
	for ending, write := range map[string]func([]*source.Node) ([]byte, error){".json": convert.JSON, ".yaml": convert.YAML} {
		text, err := write([]*source.Node{root})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		file := source.Parse("out"+ending, text, source.DefaultLimits())
		for _, fault := range file.Faults {
			if strings.Contains(fault.Message, "is the number") {
				continue // 1e3, which no request has
			}
			t.Errorf("%s as %s: %s in\n%s", name, ending, fault.Message, text)
		}
		if len(file.Documents) != 1 || shown(file.Documents[0].Root) != shown(root) {
			t.Errorf("%s as %s is another value:\n%s", name, ending, text)
		}
	}
}

func FuzzWrite(f *testing.F) {
	f.Add(`{"Name": "a: b\n- c", "n": [null, true, 1e3, "yes", "0x1f", "", " x", "#", "2020-01-01"]}`)
	f.Fuzz(func(t *testing.T, text string) {
		file := source.Parse("in.json", []byte(text), source.DefaultLimits())
		if len(file.Faults) > 0 || len(file.Documents) != 1 || file.Documents[0].Root.Kind != source.Object {
			return
		}
		again(t, "the text", file.Documents[0].Root)
	})
}

package source

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{
		"", "\uFEFF{}", requestJSON(), `{"a":[1,-0.5e+3,true,false,null,"\u00e9\ud83d\ude00\n"]}`, `{"a":1,"a":2}`,
		`{"a":1,}`, `[1 // c`, `{'a':1}`, `{a:1}`, `["a`, "[\"\x01\"]", `["\ud800"]`, `[01]`, `[NaN]`, `{} {}`, `[1}`, `{"a" 1}`, "[\xff]", `[tru`, `"\`, `[1e999]`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := Parse("a.json", text, DefaultLimits())
		checkFaults(t, file)
		fatal := 0
		for _, fault := range file.Faults {
			if fault.Fatal {
				fatal++
			}
		}
		body := bytes.TrimPrefix(text, []byte(byteOrderMark))
		switch {
		case fatal > 1:
			t.Fatalf("%d faults end the parsing", fatal)
		case (fatal > 0) != (file.Documents == nil) && len(bytes.TrimSpace(body)) > 0:
			t.Fatalf("%d fatal faults, %d documents", fatal, len(file.Documents))
		case fatal == 0 && utf8.Valid(text) && len(bytes.Trim(body, " \t\r\n")) > 0 && !json.Valid(body):
			t.Fatal("reads what is not JSON")
		}
		for _, d := range file.Documents {
			checkNodes(t, file, d.Root)
			eachScalar(d.Root, func(n *Node) {
				var value any
				decoder := json.NewDecoder(bytes.NewReader(text[n.Start:n.End]))
				decoder.UseNumber()
				if err := decoder.Decode(&value); err != nil {
					t.Fatalf("%q: %v", text[n.Start:n.End], err)
				}
				want := map[any]reading{nil: {Null, ""}, true: {Bool, "true"}, false: {Bool, "false"}}[value]
				switch v := value.(type) {
				case string:
					want = reading{String, v}
				case json.Number:
					want = reading{Number, v.String()}
				}
				if got := (reading{n.Kind, n.Text}); got != want {
					t.Fatalf("%q: got %v, want %v", text[n.Start:n.End], got, want)
				}
			})
		}
	})
}

func FuzzYAML(f *testing.F) {
	for _, seed := range []string{
		"", "\uFEFFa: b", requestYAML(), requestJSON(),
		"a: &x [1, *x]\n", "a: &a {b: c}\nd: {<<: *a, e: f}\n", "- a\n- b: |\n    c\n   \n  d: >-\n    e\n\n    f\n",
		"? a\n: b\n? [c]\n: d\n", "{a, b: , ? c : d, 'e':f}", "[a: b, {c: d}: e]", "a: 'it''s\n  b'\nc: \"d\\\n  e\\x41\"\n", "%YAML 1.2\n--- !!str 5\n...\n---\n# c\n",
		"%TAG !a! tag:b\n---\n!a!c d", "a: !<x> &y b\nc: !d\ne: *y\n", "a:\tb\r\nc: d\re: \u2028\u0085f", "yes: [no, 0755, 1:30, 0o17, 1e3, .5, =, <<, ~]", "a: b: c", "\ta: b", "a: [b", "a: @", "a: \"\\d\"",
		"-\n-\n- - a\n  -\n", ": a", "a: *b", "&a\n&b c: d", "a\n b\n\n c # d\n", "|\n a\n", "--- >2-\n   a\n", "[\n]: b", "&a : *a",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		file := Parse("a.yaml", text, DefaultLimits())
		checkFaults(t, file)
		for _, d := range file.Documents {
			if d.Root == nil {
				continue
			}
			checkNodes(t, file, d.Root)
			eachScalar(d.Root, func(n *Node) { checkYAMLScalar(t, text[n.Start:n.End], n) })
		}
	})
}

// checkYAMLScalar reads a scalar's own text again.
func checkYAMLScalar(t *testing.T, text []byte, n *Node) {
	if n.Text == "" && n.Plain || len(text) == 0 {
		return // takes the place of what lacks it
	}
	if isSpace(text[0]) || isSpace(text[len(text)-1]) {
		t.Fatalf("white space around %q", text)
	}
	if text[0] == '|' || text[0] == '>' || n.Kind != String {
		return // its indentation is not in the text
	}
	if n.Plain {
		if got, want := strings.Fields(string(text)), strings.Fields(n.Text); n.Tag == "" && !slices.Equal(got, want) {
			t.Fatalf("%q stands where %q is", got, want)
		}
	}
	if quote := text[0]; !n.Plain && (quote != '"' && quote != '\'' || text[len(text)-1] != quote || len(text) < 2) {
		t.Fatalf("no quotes around %q", text)
	}
	again := Parse("a.yaml", append([]byte("- "), text...), DefaultLimits())
	if len(again.Documents) != 1 || again.Documents[0].Root == nil || len(again.Documents[0].Root.Items) != 1 {
		return // has lines that are not indented
	}
	if item := again.Documents[0].Root.Items[0]; item.Kind == String && item.Text != n.Text {
		t.Fatalf("%q is %q, and was %q", text, item.Text, n.Text)
	}
}

// checkFaults makes sure that the faults stand in the file, in order.
func checkFaults(t *testing.T, file *File) {
	last := 0
	for _, fault := range file.Faults {
		if fault.Start < last || fault.End < fault.Start || fault.End > len(file.Content) || fault.Message == "" || fault.Rule == "" {
			t.Fatalf("a fault out of place: %+v", fault)
		}
		last = fault.Start
		file.Snippet(file.Region(fault.Start, fault.End))
		for _, related := range fault.Related {
			if related.Start < 0 || related.End < related.Start || related.End > len(file.Content) {
				t.Fatalf("a related place out of the file: %+v", fault)
			}
		}
	}
}

// nodeCheck goes through a document.
type nodeCheck struct {
	*testing.T
	file *File
	seen map[*Node]bool
	lost bool // whether nodes may have been left out of the document, with their anchors
}

func checkNodes(t *testing.T, file *File, root *Node) {
	c := nodeCheck{T: t, file: file, seen: map[*Node]bool{}, lost: bytes.Contains(file.Content, []byte("<<"))}
	for _, fault := range file.Faults {
		c.lost = c.lost || strings.HasPrefix(fault.Message, "a key is")
	}
	c.node(root, span{0, len(file.Content)})
}

// node makes sure that a node stands inside of what holds it, unless it was
// met before, as what an alias or a merge key brings in.
func (c nodeCheck) node(n *Node, parent span) {
	if n.Start < 0 || n.End < n.Start || n.End > len(c.file.Content) {
		c.Fatalf("%v at %d-%d, of a file of %d bytes", n.Kind, n.Start, n.End, len(c.file.Content))
	}
	if c.seen[n] {
		return
	}
	c.seen[n] = true
	if !c.lost && (n.Start < parent.start || n.End > parent.end) {
		c.Fatalf("%v at %d-%d, in what stands at %v", n.Kind, n.Start, n.End, parent)
	}
	text := c.file.Content[n.Start:n.End]
	if n.Flow && text[0] == '[' && n.Kind == Array && text[len(text)-1] != ']' {
		c.Fatalf("a list that ends with %q", text[len(text)-1])
	}
	own := span{n.Start, n.End}
	for _, m := range n.Members {
		c.node(m.Key, own)
		c.node(m.Value, own)
	}
	for _, item := range n.Items {
		c.node(item, own)
	}
}

func eachScalar(n *Node, visit func(*Node)) {
	for _, m := range n.Members {
		eachScalar(m.Key, visit)
		eachScalar(m.Value, visit)
	}
	for _, item := range n.Items {
		eachScalar(item, visit)
	}
	if n.Kind != Object && n.Kind != Array {
		visit(n)
	}
}

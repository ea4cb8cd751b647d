package linter_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// value is a request, or a part of one, that can be written anew in other ways.
type value struct {
	kind   source.Kind
	text   string // of a scalar
	keys   []string
	values []*value // of the keys, or a list's
}

func valueOf(n *source.Node) *value {
	v := &value{kind: n.Kind, text: n.Text}
	if n.Kind == source.Timestamp || n.Kind == source.Number && strings.ContainsAny(n.Text, "NI") {
		v.kind = source.String // there is nothing like it in JSON
	}
	for _, m := range n.Members {
		v.keys, v.values = append(v.keys, m.Key.Text), append(v.values, valueOf(m.Value))
	}
	for _, item := range n.Items {
		v.values = append(v.values, valueOf(item))
	}
	return v
}

func (v *value) clone() *value {
	c := *v
	c.keys, c.values = slices.Clone(v.keys), make([]*value, len(v.values))
	for i, part := range v.values {
		c.values[i] = part.clone()
	}
	return &c
}

func quoted(text string) string {
	t, _ := json.Marshal(text) // a string always has a form
	return string(t)
}

func (v *value) json() string {
	parts := make([]string, len(v.values))
	for i, part := range v.values {
		if parts[i] = part.json(); v.kind == source.Object {
			parts[i] = quoted(v.keys[i]) + ": " + parts[i]
		}
	}
	switch v.kind {
	case source.Object:
		return "{" + strings.Join(parts, ", ") + "}"
	case source.Array:
		return "[" + strings.Join(parts, ", ") + "]"
	case source.String:
		return quoted(v.text)
	case source.Null:
		return "null"
	}
	return v.text
}

// yaml writes a value in blocks, what stands in it indented. With anchors, what
// is there again is an alias of the first.
func (v *value) yaml(indent string, anchors map[string]string) string {
	same := v.json()
	mark := ""
	if anchors != nil && v.kind != source.Null {
		if name, known := anchors[same]; known {
			return " *" + name + "\n"
		}
		anchors[same] = fmt.Sprint("a", len(anchors))
		mark = " &" + anchors[same]
	}
	if len(v.values) == 0 {
		return mark + " " + same + "\n"
	}
	var b strings.Builder
	b.WriteString(mark + "\n")
	for i, part := range v.values {
		key := "-"
		if v.kind == source.Object {
			key = quoted(v.keys[i]) + ":"
		}
		b.WriteString(indent + key + part.yaml(indent+"  ", anchors))
	}
	return b.String()
}

// shuffled puts the members of all objects in another order.
func (v *value) shuffled(r *rand.Rand) *value {
	c := v.clone()
	c.each("", func(_ string, part *value) {
		if part.kind == source.Object {
			r.Shuffle(len(part.keys), func(i, k int) {
				part.keys[i], part.keys[k] = part.keys[k], part.keys[i]
				part.values[i], part.values[k] = part.values[k], part.values[i]
			})
		}
	})
	return c
}

// each visits a value and all parts of it, with the pointer of each.
func (v *value) each(pointer string, visit func(pointer string, part *value)) {
	visit(pointer, v)
	for i, part := range v.values {
		step := fmt.Sprint(i)
		if v.kind == source.Object {
			step = strings.NewReplacer("~", "~0", "/", "~1").Replace(v.keys[i])
		}
		part.each(pointer+"/"+step, visit)
	}
}

// spelling is what differential tests are made of: a request, and the text that
// it was read from.
type spelling struct {
	name, text string
	single     bool // the text holds nothing else
	root       *value
}

// spellings are all requests among the examples of rules and of the tests.
func spellings(t *testing.T) []spelling {
	t.Helper()
	var all []spelling
	for _, pattern := range []string{"../rules/*/*/good.*", "../rules/*/*/bad.*", corpus + "/good/*", corpus + "/bad/*"} {
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, name := range files {
			if ext := filepath.Ext(name); ext == ".txt" || strings.HasPrefix(filepath.Base(filepath.Dir(name)), "expired") {
				continue // a report, and a config
			}
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			file := source.Parse(name, text, source.DefaultLimits())
			if slices.ContainsFunc(file.Faults, func(f source.Fault) bool { return f.Rule != "ambiguous-scalar" }) {
				continue // it can't be read, or not right, so what is there can't be told
			}
			for _, doc := range file.Documents {
				if doc.Root != nil && (doc.Root.Kind == source.Object || doc.Root.Kind == source.Array) {
					all = append(all, spelling{name, string(text), len(file.Documents) == 1, valueOf(doc.Root)})
				}
			}
		}
	}
	if len(all) < 250 {
		t.Fatalf("only %d requests", len(all))
	}
	return all
}

// desk lints texts as files.
type desk struct {
	*linter.Linter
	dir string
}

func newDesk(t *testing.T) desk {
	t.Helper()
	dir := t.TempDir()
	l, err := linter.New(linter.Options{Dir: dir, Preset: rules.Strict})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(l.Close)
	return desk{l, dir}
}

// lint returns what is found in a file of this ending that holds a text.
func (d desk) lint(t *testing.T, ending, text string) []finding.Finding {
	t.Helper()
	name := "store" + ending
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	r, err := d.Lint(t.Context(), []string{name})
	if err != nil || len(r.Failures) > 0 {
		t.Fatalf("%v, %v", err, r.Failures)
	}
	return r.Findings
}

// said is what findings say, and where, but not on which line.
func said(findings []finding.Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, fmt.Sprintf("%s %s %s: %s", f.RuleID, f.Level, f.Pointer, f.Message))
	}
	slices.Sort(all)
	return all
}

// TestSpellings: a request has the same findings as JSON and as YAML, and
// whatever the order of its members.
func TestSpellings(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(8, 4))
	findings := 0
	for _, s := range spellings(t) {
		want := said(d.lint(t, ".json", s.root.json()))
		findings += len(want)
		again := s.root.shuffled(r)
		for which, text := range map[string][2]string{
			"YAML":                {".yaml", s.root.yaml("", nil)},
			"JSON in a YAML file": {".yaml", s.root.json()},
			"JSON in new order":   {".json", again.json()},
			"YAML in new order":   {".yml", again.yaml("", nil)},
		} {
			if diff := cmp.Diff(want, said(d.lint(t, text[0], text[1]))); diff != "" {
				t.Errorf("%s: as %s it has other findings (-JSON +%[2]s):\n%s\n%s", s.name, which, diff, text[1])
			}
		}
		if s.single && filepath.Ext(s.name) == ".json" {
			if diff := cmp.Diff(want, said(d.lint(t, ".json", s.text))); diff != "" {
				t.Errorf("%s: written anew it has other findings (-new +file):\n%s", s.name, diff)
			}
		}
	}
	if findings < 300 {
		t.Errorf("only %d findings", findings)
	}
}

// TestSurroundings: what is around and between the values of a request changes
// no finding: comments, line ends, a byte order mark, blank lines.
func TestSurroundings(t *testing.T) {
	d := newDesk(t)
	for _, s := range spellings(t) {
		ending := filepath.Ext(s.name)
		if !s.single {
			continue
		}
		text := strings.TrimPrefix(strings.ReplaceAll(s.text, "\r\n", "\n"), "\uFEFF")
		want := said(d.lint(t, ending, text))
		ways := map[string]string{
			"CRLF":              strings.ReplaceAll(text, "\n", "\r\n"),
			"a byte order mark": "\uFEFF" + text,
			"both":              "\uFEFF" + strings.ReplaceAll(text, "\n", "\r\n"),
			"blank lines":       "\n\n" + text + "\n\n",
		}
		if ending != ".json" {
			ways["comments"] = "# Who owns this: #team\n" + strings.TrimRight(text, "\n") + "\n# that: [is, {all"
			ways["a document's marks"] = "---\n" + strings.TrimRight(text, "\n") + "\n...\n"
			if strings.HasPrefix(text, "---") || strings.HasPrefix(text, "%") {
				delete(ways, "a document's marks")
			}
		}
		for way, changed := range ways {
			if diff := cmp.Diff(want, said(d.lint(t, ending, changed))); diff != "" {
				t.Errorf("%s: with %s it has other findings (-without +with):\n%s", s.name, way, diff)
			}
		}
	}
}

// TestAliases: where what is there twice is an alias, the same is found, but at
// the anchor, once for all.
func TestAliases(t *testing.T) {
	d := newDesk(t)
	aliases := 0
	for _, s := range spellings(t) {
		text := s.root.yaml("", map[string]string{})
		aliases += strings.Count(text, " *a")
		want, got := map[string]bool{}, map[string]bool{}
		for _, f := range d.lint(t, ".json", s.root.json()) {
			want[f.RuleID], want[f.Message] = true, true
		}
		for _, f := range d.lint(t, ".yaml", text) {
			got[f.RuleID] = true
			if !want[f.Message] {
				t.Errorf("%s: only with aliases: %s\n%s", s.name, f.Message, text)
			}
		}
		for word := range want {
			if strings.HasPrefix(word, "EDS") && !got[word] {
				t.Errorf("%s: not with aliases: %s\n%s", s.name, word, text)
			}
		}
	}
	if aliases < 300 {
		t.Errorf("only %d aliases", aliases)
	}
}

// TestDamage: wherever a good request is damaged, an error is found at the place,
// or at what it stands in.
func TestDamage(t *testing.T) {
	d := newDesk(t)
	r := rand.New(rand.NewPCG(5, 8))
	damages := 0
	for _, s := range spellings(t) {
		if !strings.Contains(s.name, "good") || s.root.kind != source.Object {
			continue
		}
		parts := 0
		s.root.each("", func(string, *value) { parts++ })
		for range 8 {
			root := s.root.clone()
			at, chosen, seen := "", 1+r.IntN(max(parts-1, 1)), -1
			root.each("", func(pointer string, part *value) {
				if seen++; seen == chosen {
					at = pointer + damage(r, part)
				}
			})
			ending, text := ".json", root.json()
			if r.IntN(2) == 0 {
				ending, text = ".yaml", root.yaml("", nil)
			}
			damages++
			findings := d.lint(t, ending, text)
			if !slices.ContainsFunc(findings, func(f finding.Finding) bool { return f.Level == finding.Error && around(f.Pointer, at) }) {
				t.Errorf("%s: damaged at %s, there is no error there, but %q:\n%s", s.name, at, said(findings), text)
			}
		}
	}
	if damages < 500 {
		t.Errorf("only %d places", damages)
	}
}

// damage makes of a part something that can't stand in its place, or misspells
// a member of it, whose name it then returns as the rest of a pointer.
func damage(r *rand.Rand, v *value) string {
	if v.kind == source.Object && len(v.keys) > 0 && r.IntN(2) == 0 {
		i := r.IntN(len(v.keys))
		v.keys[i] += []string{"x", "X", "_", " "}[r.IntN(4)]
		return "/" + v.keys[i]
	}
	kinds := slices.DeleteFunc([]source.Kind{source.Bool, source.Number, source.Array, source.Object, source.Null}, func(k source.Kind) bool { return k == v.kind })
	*v = value{kind: kinds[r.IntN(len(kinds))]}
	switch v.kind {
	case source.Bool:
		v.text = "true"
	case source.Number:
		v.text = "0.5"
	}
	return ""
}

// around reports whether a finding's pointer is a place, what it stands in, or
// stands in it itself.
func around(pointer, place string) bool {
	parent := place[:strings.LastIndex(place, "/")]
	return pointer == place || pointer == parent || strings.HasPrefix(pointer, place+"/")
}

package custom

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/edslint/edslint/rules"
)

// FuzzLoad: whatever a file holds, loading ends, and a rule without a mistake is
// one that can be asked.
func FuzzLoad(f *testing.F) {
	for _, s := range []string{
		text("ACME1", "a", "", found), text("ACME1", "a", "\n#   params: {x: {type: integer, default: 1, description: x}}", "findings contains input.Nmae if { x > 1; http.send({}) }"),
		"# METADATA\n# title: [\npackage edslint.rules.a\n", "package acme.lib\nx := x\n", "package edslint.rules.a\nimport data.acme\nfindings[x] := 1", "# METADATA\r\n#title: x\r\npackage a\r\n",
		"package edslint.rules[\"x\"]\n", "# METADATA\n# custom: &a {b: *a}\npackage edslint.rules.a", "package a.b\n\nimport rego.v1\n\nf(x) := y if { some y in data[x] }\n",
	} {
		f.Add(s)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "rule.rego")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := Load(Options{Rules: []Path{{Path: path, Name: "rule.rego"}}})
		if len(s.Mistakes)+len(s.Sound()) == 0 && strings.Contains(text, "edslint.rules") && s.Policy(func(rules.Rule) bool { return true }) != nil {
			t.Error("there is neither a rule nor a mistake, but something to ask")
		}
		for _, m := range s.Mistakes {
			if m.Message == "" || m.File == "" || !utf8.ValidString(m.Message) && utf8.ValidString(text) {
				t.Errorf("%+v", m)
			}
		}
		if len(s.Mistakes) == 0 && len(s.Rules()) != len(s.Sound()) {
			t.Errorf("a rule isn't sound, but nothing says why: %q", text)
		}
	})
}

// FuzzBundle: a bundle is read or refused.
func FuzzBundle(f *testing.F) {
	f.Add(bundleOf(f, map[string]string{"/a.rego": text("ACME1", "a", "", found), "/data.json": "{}", "/.manifest": `{"roots": [""]}`}))
	f.Add([]byte("\x1f\x8b"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(dir, "rules.tar.gz")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s := Load(Options{Rules: []Path{{Path: path, Name: "rules.tar.gz"}}})
		if len(s.Mistakes)+len(s.Sound()) == 0 {
			t.Error("nothing is said")
		}
	})
}

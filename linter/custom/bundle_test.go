package custom

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// bundleOf makes a bundle of files, by path.
func bundleOf(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var packed bytes.Buffer
	zip := gzip.NewWriter(&packed)
	archive := tar.NewWriter(zip)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := archive.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(files[name])), Typeflag: tar.TypeReg}); err != nil {
			t.Fatal(err)
		}
		if _, err := archive.Write([]byte(files[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := archive.Close(); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

func loadBundle(t testing.TB, content []byte) *Set {
	t.Helper()
	path := filepath.Join(t.TempDir(), "rules.tar.gz")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return Load(Options{Rules: []Path{{Path: path, Name: "rules.tar.gz"}}, BuiltIn: builtIn(t)})
}

func TestBundle(t *testing.T) {
	lib, err := os.ReadFile(filepath.Join("..", "..", "rules", "lib", "lib.rego"))
	if err != nil {
		t.Fatal(err)
	}
	rule := text("ACME1", "a", "", found)
	for name, c := range map[string]struct {
		files map[string]string
		want  []string
	}{
		"whole":        {files: map[string]string{"/p/a.rego": rule, "/lib.rego": string(lib), "/data.json": `{"x": {"y": 1}, "edition": {}}`, "/.manifest": `{"roots": [""], "rego_version": 1}`}},
		"Rego v0":      {map[string]string{"/a.rego": rule, "/.manifest": `{"rego_version": 0}`}, []string{"rules.tar.gz: the bundle's manifest says that it is in Rego v0, but rules are in v1: convert them (opa fmt --v0-v1) and build it anew"}},
		"roots":        {map[string]string{"/a.rego": rule, "/.manifest": `{"roots": ["acme"]}`}, []string{"rules.tar.gz/a.rego:6:1: the package edslint.rules.a lies outside of the roots that the bundle's manifest names: acme"}},
		"no rule":      {map[string]string{"/data.json": "{}"}, []string{"rules.tar.gz: it holds no rule: a rule is a .rego file of package edslint.rules.<name>"}},
		"a way out":    {map[string]string{"../../a.rego": "package edslint.lib\nx := 1\n"}, []string{"rules.tar.gz/a.rego:1:1: the package edslint.lib is edslint's own: a rule is in edslint.rules.<name>, a library in a package such as acme.lib"}},
		"bad manifest": {map[string]string{"/a.rego": rule, "/.manifest": `{`}, []string{"rules.tar.gz: the bundle's manifest could not be read: unexpected end of JSON input"}},
	} {
		t.Run(name, func(t *testing.T) {
			s := loadBundle(t, bundleOf(t, c.files))
			if diff := cmp.Diff(c.want, mistakes(s)); diff != "" {
				t.Error(diff)
			}
			if c.want == nil {
				if s.Data()["x"] == nil || s.Data()["edition"] != nil || len(s.Sound()) != 1 {
					t.Errorf("data %v, rules %v", s.Data(), ids(s.Sound()))
				}
			}
		})
	}
}

// TestBombs: an archive that is small packed and large unpacked is refused.
func TestBombs(t *testing.T) {
	bomb := bundleOf(t, map[string]string{"/data.json": strings.Repeat(" ", 80<<20)})
	var hole bytes.Buffer
	zip := gzip.NewWriter(&hole)
	archive := tar.NewWriter(zip)
	if err := archive.WriteHeader(&tar.Header{Name: "data.json", Mode: 0o600, Size: 1 << 40, Typeflag: tar.TypeReg}); err != nil {
		t.Fatal(err)
	}
	if err := zip.Close(); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		content []byte
		want    string
	}{
		"bomb":     {bomb, "rules.tar.gz: the bundle is longer than 67108864 bytes, the most that is read"},
		"claim":    {hole.Bytes(), "rules.tar.gz: the bundle could not be read: its files are longer than 67108864 bytes, the most that is read"},
		"not gzip": {[]byte("package a"), "rules.tar.gz: it is no bundle: a bundle is a tar archive packed by gzip, as `opa build` makes it (unexpected EOF)"},
	} {
		if diff := cmp.Diff([]string{c.want}, mistakes(loadBundle(t, c.content))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

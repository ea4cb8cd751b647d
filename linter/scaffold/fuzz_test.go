package scaffold

import (
	"path/filepath"
	"testing"

	"github.com/edslint/edslint/linter/custom"
	"github.com/edslint/edslint/linter/policy"
)

// FuzzRule: a rule whose name and id are let through is sound, and lies in the
// folder.
func FuzzRule(f *testing.F) {
	builtIn, err := policy.List()
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range []string{"store-prefix", "a", "if", "rule", "data", "input", "lib", "test", "x-test", "store_name", "../x", "A", ""} {
		f.Add(name, "TEAM1")
	}
	f.Add("edslint", "eds1")
	f.Add("package", "x99999999999999999999")
	f.Fuzz(func(t *testing.T, name, id string) {
		dir := t.TempDir()
		rule := Rule{Name: name, ID: id}
		if rule.Check(builtIn, nil) != nil {
			return
		}
		written, err := rule.Write(dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range written {
			if filepath.Dir(filepath.Dir(path)) != dir {
				t.Errorf("wrote %s", path)
			}
		}
		s := custom.Load(custom.Options{Rules: []custom.Path{{Path: dir, Name: "policy"}}, BuiltIn: builtIn})
		if len(s.Mistakes) > 0 || len(s.Sound()) != 1 {
			t.Errorf("%q: %v", name, s.Mistakes)
		}
	})
}

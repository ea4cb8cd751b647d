package scaffold

import (
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
)

// TestConfig: the config is valid, also with all that is commented out in it.
func TestConfig(t *testing.T) {
	builtIn, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), ".edslint.yaml")
	if err := Config(path); err != nil {
		t.Fatal(err)
	}
	if _, err := config.Load(config.Options{File: path, Rules: builtIn}); err != nil {
		t.Error(err)
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	key := regexp.MustCompile(`(?m)^# ([a-z-]+:( [\[{].*)?$| +.*)`)
	whole := key.ReplaceAll(text, []byte("$1"))
	if len(key.FindAll(text, -1)) < 12 {
		t.Errorf("only %d lines are commented out", len(key.FindAll(text, -1)))
	}
	if err := os.WriteFile(path, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := config.Load(config.Options{File: path, Rules: builtIn})
	if err != nil {
		t.Fatalf("%v\n%s", err, whole)
	}
	if !c.Locked("retention-period") {
		t.Error("what was commented out is not in force")
	}
}

func TestNextID(t *testing.T) {
	dir := t.TempDir()
	for name, text := range map[string]string{"a.rego": "# id: TEAM7\n", "b.rego": "#   id: \"TEAM12\"\n", "c.yaml": "id: TEAM40\n"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for dir, want := range map[string]string{dir: "TEAM13", filepath.Join(dir, "none"): "TEAM1"} {
		if got, err := NextID(dir); got != want || err != nil {
			t.Errorf("%s, %v; want %s", got, err, want)
		}
	}
}

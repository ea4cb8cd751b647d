package planner_test

import (
	"bytes"
	"flag"
	"os"
	"testing"

	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/planner"
)

var update = flag.Bool("update", false, "write what is embedded")

// TestPlanned holds what is embedded to what the rules' Rego says now.
func TestPlanned(t *testing.T) {
	list, program, err := planner.Plan(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"rules.json": list, "rules.plan": program} {
		file := "../planned/" + name
		if *update {
			if err := os.WriteFile(file, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		got, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("rules/planned/%s is not what the rules say now: run go test ./rules/planner -update", name)
		}
	}
}

package main

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestPagerCommand: PAGER is heeded with its arguments, and one that isn't there is
// no reason to show nothing.
func TestPagerCommand(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"less", "more"} {
		for _, ext := range []string{"", ".exe"} {
			if err := os.WriteFile(filepath.Join(dir, name+ext), []byte("#!/bin/sh\n"), 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	t.Setenv("PATH", dir)
	for pager, want := range map[string][]string{"": {"less", "-FRX"}, "  ": {"less", "-FRX"}, "less": {"less"}, "more -s": {"more", "-s"}, "nothing-of-the-kind": nil, "cat": nil} {
		command := pagerCommand(pager)
		if (command == nil) != (want == nil) {
			t.Errorf("PAGER=%q: %v", pager, command)
		}
		if command != nil && (len(command.Args) != len(want) || len(want) > 1 && command.Args[1] != want[1]) {
			t.Errorf("PAGER=%q: %v, want %v", pager, command.Args, want)
		}
	}
	for set, want := range map[string]string{"": "LESS=FRX", "i": "LESS=-R i", "-S --prompt=x": "LESS=-R -S --prompt=x"} {
		t.Setenv("LESS", set)
		if command := pagerCommand("less"); !slices.Contains(command.Environ(), want) {
			t.Errorf("LESS=%q: no %s in %q", set, want, command.Environ())
		}
	}
	t.Setenv("PATH", t.TempDir())
	if command := pagerCommand(""); command != nil {
		t.Errorf("without less: %v", command)
	}
}

package main

import (
	_ "embed"
	"fmt"
	"strings"
)

// equivalent.txt lists mutants that do what the rules do, each with the reason.
//
//go:embed equivalent.txt
var equivalentText string

// equivalents returns the reasons, by the mutants' names.
func equivalents() (map[string]string, error) {
	known := map[string]string{}
	for i, line := range strings.Split(strings.TrimSuffix(equivalentText, "\n"), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		name, reason, ok := strings.Cut(line, "\t")
		if !ok || reason == "" {
			return nil, fmt.Errorf("equivalent.txt:%d: there is no reason behind a tab", i+1)
		}
		if known[name] != "" {
			return nil, fmt.Errorf("equivalent.txt:%d: %s stands there twice", i+1, name)
		}
		known[name] = reason
	}
	return known, nil
}

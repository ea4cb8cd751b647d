// Package scaffold writes the files that people begin with.
package scaffold

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"text/template"
)

//go:embed rule/*.tmpl
var templates embed.FS

//go:embed config.yaml
var configText []byte

// Config writes a commented config to path. It overwrites nothing.
func Config(path string) error {
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is there already, and nothing is overwritten", filepath.ToSlash(path))
	} else if err != nil {
		return fmt.Errorf("could not write the config: %w", err)
	}
	_, err = f.Write(configText)
	return errors.Join(err, f.Close())
}

// Rule is a custom rule to begin with.
type Rule struct {
	Name string // as in "store-prefix"
	ID   string // letters and digits, as in "TEAM1"
}

var (
	ruleName = regexp.MustCompile(`^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$`)
	ruleID   = regexp.MustCompile(`^[A-Za-z]+[0-9]+$`)
	teamID   = regexp.MustCompile(`\bid: *"?TEAM([0-9]+)\b`)
)

// Check says what is wrong with a rule's name or id, given the names of those
// that are built in.
func (r Rule) Check(builtIn func(name string) bool) error {
	switch {
	case !ruleName.MatchString(r.Name):
		return fmt.Errorf("%q is no name for a rule: it takes small letters, digits and hyphens, as in \"store-prefix\"", r.Name)
	case builtIn(r.kebab()):
		return fmt.Errorf("%q is the name of a built-in rule: choose another", r.kebab())
	case !ruleID.MatchString(r.ID):
		return fmt.Errorf("%q is no id for a rule: it takes letters, then digits, as in \"TEAM1\"", r.ID)
	case strings.HasPrefix(strings.ToUpper(r.ID), "EDS"):
		return fmt.Errorf("%q is no id for a rule of your own: those that begin with EDS are edslint's", r.ID)
	}
	return nil
}

func (r Rule) kebab() string { return strings.ReplaceAll(r.Name, "_", "-") }
func (r Rule) snake() string { return strings.ReplaceAll(r.Name, "-", "_") }

// NextID returns the first id TEAM1, TEAM2, … that no Rego file below dir has. A
// folder that isn't there has none.
func NextID(dir string) (string, error) {
	most := 0
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".rego" {
			return err
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, match := range teamID.FindAllSubmatch(text, -1) {
			if n, err := strconv.Atoi(string(match[1])); err == nil {
				most = max(most, n)
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("could not look for the ids that are taken: %w", err)
	}
	return fmt.Sprintf("TEAM%d", most+1), nil
}

// Write writes the rule, its test and its examples to a folder of its own below
// dir, and returns their paths. It overwrites nothing.
func (r Rule) Write(dir string) ([]string, error) {
	folder := filepath.Join(dir, r.snake())
	files := []struct{ template, name string }{
		{"rule.rego.tmpl", r.snake() + ".rego"}, {"rule_test.rego.tmpl", r.snake() + "_test.rego"},
		{"bad.yaml.tmpl", "bad.yaml"}, {"good.yaml.tmpl", "good.yaml"},
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("could not make the folder of the rules: %w", err)
	}
	if err := os.Mkdir(folder, 0o755); errors.Is(err, fs.ErrExist) {
		return nil, fmt.Errorf("%s is there already, and nothing is overwritten: choose another name, or another folder by --dir", filepath.ToSlash(folder))
	} else if err != nil {
		return nil, fmt.Errorf("could not make the rule's folder: %w", err)
	}
	parsed, err := template.ParseFS(templates, "rule/*.tmpl")
	if err != nil {
		return nil, err
	}
	var paths []string
	for _, file := range files {
		var text bytes.Buffer
		values := map[string]string{"Name": r.kebab(), "Package": r.snake(), "ID": r.ID}
		if err := parsed.ExecuteTemplate(&text, file.template, values); err != nil {
			return nil, err
		}
		path := filepath.Join(folder, file.name)
		if err := os.WriteFile(path, text.Bytes(), 0o644); err != nil {
			return nil, fmt.Errorf("could not write the rule: %w", err)
		}
		paths = append(paths, path)
	}
	return paths, nil
}

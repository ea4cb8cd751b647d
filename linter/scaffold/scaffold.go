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
	"slices"
	"strconv"
	"strings"
	"text/template"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/custom"
	"github.com/edslint/edslint/rules"
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

// Check says what is wrong with a rule's name or id, given the rules that are
// built in and those that Existing returns.
func (r Rule) Check(builtIn, existing []rules.Rule) error {
	name := r.kebab()
	named := func(other rules.Rule) bool { return other.Name == name }
	family := func(other rules.Rule) bool { return other.Family == name }
	switch {
	case !ruleName.MatchString(r.Name):
		return fmt.Errorf("%q is no name for a rule: it takes small letters, digits and hyphens, as in \"store-prefix\"", r.Name)
	case slices.ContainsFunc(builtIn, named):
		return fmt.Errorf("%q is the name of a built-in rule: choose another", name)
	case name == "custom" || slices.ContainsFunc(slices.Concat(builtIn, existing), family):
		return fmt.Errorf("%q is the name of a family of rules: choose another", name)
	case ast.IsKeywordInRegoVersion(name, ast.RegoV1):
		return fmt.Errorf("%q is a word of Rego: take two, as in \"%s-tag\"", name, name)
	case strings.HasSuffix(name, "-test"):
		return fmt.Errorf("%q is no name for a rule: files called …_test.rego hold tests; leave \"-test\" out", name)
	case len(name) > 60:
		return fmt.Errorf("the rule's name is %d characters long, but 60 are the most", len(name))
	case len(r.ID) > 40 || !ruleID.MatchString(r.ID):
		return fmt.Errorf("%q is no id for a rule: it takes up to 40 letters and digits, letters first, as in \"TEAM1\"", r.ID)
	case strings.EqualFold(strings.TrimRight(r.ID, "0123456789"), "EDS"):
		return fmt.Errorf("%q is no id for a rule of your own: those that begin with EDS are edslint's", r.ID)
	}
	for _, other := range existing {
		if strings.EqualFold(other.ID, r.ID) {
			return fmt.Errorf("%q is the id of the rule in %s: choose another, or leave --id out", r.ID, other.File)
		}
	}
	return nil
}

// Existing returns the rules in a folder, broken ones among them. A folder that
// isn't there has none.
func Existing(dir string, builtIn []rules.Rule) ([]rules.Rule, error) {
	switch info, err := os.Stat(dir); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("could not look into the folder of the rules: %w", err)
	case !info.IsDir():
		return nil, fmt.Errorf("%s is a file, but a rule is written into a folder: name one by --dir", filepath.ToSlash(dir))
	}
	return custom.Load(custom.Options{Rules: []custom.Path{{Path: dir, Name: filepath.ToSlash(dir)}}, BuiltIn: builtIn}).Rules(), nil
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
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			return nil // what stands here is said where rules are read
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

// Package regotest runs the tests of rules that are written in Rego.
//
// The way of the data: paths → files → a suite (modules and data, compiled) →
// results → a report as text, JSON or JUnit.
package regotest

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// Sources are the files that a suite is made of, by the names under which they
// are reported.
type Sources struct {
	modules  map[string]*ast.Module // rules, libraries and tests
	data     map[string]any         // what stands under data beside the editions and parameters
	named    map[string]any         // that of it which isn't from the paths
	examples []example
	others   []string       // base names of files that are no part of it, but that OPA would read as data
	params   map[string]any // by rule id and name: their defaults
	mistakes finding.Mistakes
}

func newSources() *Sources {
	return &Sources{modules: map[string]*ast.Module{}, data: map[string]any{}, named: map[string]any{}, params: map[string]any{}}
}

// mostBytes bounds a file.
const mostBytes = 10 << 20

// Read reads the Rego files, and the data.json, data.yaml and data.yml, that
// paths name or that stand in the folders that they name, and data files, each
// of which is data under its own name. The error is finding.Mistakes, of all files.
func Read(paths, dataFiles []string) (*Sources, error) {
	s := newSources()
	for _, root := range paths {
		s.walk(root)
	}
	for _, name := range dataFiles {
		s.addNamed(name)
	}
	s.readRules()
	if len(s.mistakes) > 0 {
		// What compiles of the rest may hold mistakes of its own.
		_, mistakes := s.compile()
		return nil, append(s.mistakes, mistakes...).Sorted()
	}
	return s, nil
}

// ReadFS reads all Rego files of a file system.
func ReadFS(fsys fs.FS) (*Sources, error) {
	s := newSources()
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(name) != ".rego" {
			return err
		}
		text, err := fs.ReadFile(fsys, name)
		s.parse(name, text)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("could not read the rules: %w", err)
	}
	s.readRules()
	if len(s.mistakes) > 0 {
		return nil, s.mistakes.Sorted()
	}
	return s, nil
}

func (s *Sources) mistake(file, format string, values ...any) {
	s.mistakes = append(s.mistakes, finding.Mistake{File: filepath.ToSlash(file), Message: fmt.Sprintf(format, values...)})
}

// walk reads what a path names. Links are not followed.
func (s *Sources) walk(root string) {
	info, err := os.Stat(root)
	if err != nil {
		s.mistake(root, "no such file or folder")
		return
	}
	if !info.IsDir() && filepath.Ext(root) != ".rego" {
		s.mistake(root, "is neither a folder nor a .rego file; a data file is given by --data %s", root)
		return
	}
	err = filepath.WalkDir(root, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			s.mistake(name, "could not be read: %s", reason(err))
		case entry.IsDir():
			if name != root && strings.HasPrefix(entry.Name(), ".") {
				return filepath.SkipDir
			}
		case entry.Type().IsRegular() || name == root:
			s.add(root, name)
		}
		return nil
	})
	if err != nil {
		s.mistake(root, "could not be read: %s", reason(err))
	}
}

// add reads a file below a root, if it is one that belongs to a suite.
func (s *Sources) add(root, name string) {
	base := filepath.Base(name)
	switch ext := filepath.Ext(base); {
	case ext == ".rego":
		if text, ok := s.read(name); ok {
			s.parse(filepath.ToSlash(name), text)
		}
	case ext != ".json" && ext != ".yaml" && ext != ".yml":
	case strings.TrimSuffix(base, ext) == "data":
		s.addData(name, folders(root, name))
	default:
		s.others = append(s.others, base)
		if which, _, _ := strings.Cut(base, "."); which == "bad" || which == "good" {
			s.examples = append(s.examples, example{file: filepath.ToSlash(name), bad: which == "bad"})
		}
	}
}

// folders are those between a root and a file, which say where in data it stands.
func folders(root, name string) []string {
	dir, err := filepath.Rel(root, filepath.Dir(name))
	if err != nil || dir == "." {
		return nil
	}
	return strings.Split(filepath.ToSlash(dir), "/")
}

func (s *Sources) read(name string) ([]byte, bool) {
	info, err := os.Stat(name)
	switch {
	case err != nil:
	case !info.Mode().IsRegular():
		s.mistake(name, "is no regular file")
		return nil, false
	case info.Size() > mostBytes:
		s.mistake(name, "is larger than %d MiB", mostBytes>>20)
		return nil, false
	}
	text, err := os.ReadFile(name)
	if err != nil {
		s.mistake(name, "could not be read: %s", reason(err))
	}
	return text, err == nil
}

// reason is an error without the path that a mistake names anyway.
func reason(err error) string {
	if errors.Is(err, fs.ErrNotExist) {
		return "there is no such file"
	}
	var of *fs.PathError
	if errors.As(err, &of) {
		return of.Err.Error()
	}
	return err.Error()
}

func (s *Sources) parse(name string, text []byte) {
	if s.modules[name] != nil {
		return // two paths name it
	}
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // behind which OPA sees no METADATA
	module, err := ast.ParseModuleWithOpts(name, string(text), policy.ParserOptions())
	if err != nil {
		s.mistakes = append(s.mistakes, mistakesOf(name, err)...)
		return
	}
	s.modules[name] = module
}

func isTest(file string) bool { return strings.HasSuffix(file, "_test.rego") }

// libraries returns the public libraries, by names that no path can have.
func libraries() (map[string]*ast.Module, error) {
	texts, err := Libraries()
	if err != nil {
		return nil, err
	}
	modules := map[string]*ast.Module{}
	for name, text := range texts {
		name = "edslint:" + name
		if modules[name], err = ast.ParseModuleWithOpts(name, text, policy.ParserOptions()); err != nil {
			return nil, fmt.Errorf("could not read the library %s: %w", name, err)
		}
	}
	return modules, nil
}

// Libraries returns the text of the public libraries, data.edslint.lib… and
// data.edslint.test, by the names of their files.
func Libraries() (map[string]string, error) {
	entries, err := fs.ReadDir(rules.FS, "lib")
	if err != nil {
		return nil, fmt.Errorf("could not list the libraries: %w", err)
	}
	texts := map[string]string{}
	for _, entry := range entries {
		if isTest(entry.Name()) {
			continue
		}
		text, err := fs.ReadFile(rules.FS, "lib/"+entry.Name())
		if err != nil {
			return nil, fmt.Errorf("could not read the library %s: %w", entry.Name(), err)
		}
		texts[entry.Name()] = string(text)
	}
	return texts, nil
}

package policy

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// file is one Rego file.
type file struct {
	name, text string
	pkg        string      // as in "edslint.rules.kms_key_id"
	rule       *rules.Rule // nil for a library
	module     *ast.Module // nil for a rule that isn't wanted, and a library that no other file imports
}

// read reads all Rego files of a file system but the tests, in order of their
// names, on all processors: parsing is half of the start-up.
func read(fsys fs.FS, want func(rules.Rule) bool) ([]file, error) {
	var files []file
	err := fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && !entry.IsDir() && path.Ext(name) == ".rego" && !strings.HasSuffix(name, "_test.rego") {
			files = append(files, file{name: name})
		}
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("could not list the rules: %w", err)
	}
	if err := each(len(files), func(i int) error { return files[i].parse(fsys, want) }); err != nil {
		return nil, err
	}
	return files, parseLibraries(files)
}

// each calls f with 0 to n-1 on all processors and returns the first error.
func each(n int, f func(int) error) error {
	var group sync.WaitGroup
	errs := make([]error, n)
	next := make(chan int)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				errs[i] = f(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// parseLibraries parses the libraries that a wanted rule imports, and those that
// these import: the others would cost time at the start for nothing.
func parseLibraries(files []file) error {
	imported := map[string]bool{}
	follow := func(m *ast.Module) {
		for _, i := range m.Imports {
			imported[strings.TrimPrefix(i.Path.String(), "data.")] = true
		}
	}
	for _, f := range files {
		if f.module != nil {
			follow(f.module)
		}
	}
	for found := true; found; {
		found = false
		for i := range files {
			f := &files[i]
			if f.rule != nil || f.module != nil || !imported[f.pkg] {
				continue
			}
			if err := f.parseWhole(false); err != nil {
				return err
			}
			follow(f.module)
			found = true
		}
	}
	return nil
}

var (
	packageLine = regexp.MustCompile(`(?m)^package\s+(\S+).*$`)
	customLine  = regexp.MustCompile(`(?m)^#   (id|name|level|family|presets): (\S.*)$`)
)

// options are those of every parse.
func options(annotations bool) ast.ParserOptions {
	return ast.ParserOptions{ProcessAnnotation: annotations, Capabilities: capabilities(), RegoVersion: ast.RegoV1}
}

// parse reads a rule: the whole where it is wanted (if want is nil, none is) and
// judged in Rego, else no more than its METADATA.
func (f *file) parse(fsys fs.FS, want func(rules.Rule) bool) error {
	content, err := fs.ReadFile(fsys, f.name)
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	f.text = string(content)
	head := f.text
	if place := packageLine.FindStringSubmatchIndex(f.text); place != nil {
		head, f.pkg = f.text[:place[1]], f.text[place[2]:place[3]]
		if !strings.HasPrefix(f.pkg, rulesPackage) {
			return nil
		}
	}
	if want == nil {
		return f.parseHead(fsys, head)
	}
	if f.rule = glance(head); f.rule != nil && !want(*f.rule) {
		return nil
	}
	if err := f.parseWhole(true); err != nil {
		return err
	}
	if f.rule, err = metadata(fsys, f.name, f.module); err != nil {
		return err
	}
	if !want(*f.rule) || f.rule.Judge != "" {
		f.module = nil
	}
	return nil
}

func (f *file) parseHead(fsys fs.FS, head string) error {
	module, err := ast.ParseModuleWithOpts(f.name, head, options(true))
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	f.rule, err = metadata(fsys, f.name, module)
	return err
}

// glance reads what METADATA says on lines of their own of the preset that a
// rule is in, which is enough for one that isn't wanted and far quicker than to
// read it as YAML. It returns nil where that is not clear.
func glance(head string) *rules.Rule {
	custom := map[string]string{}
	for _, line := range customLine.FindAllStringSubmatch(head, -1) {
		custom[line[1]] = line[2]
	}
	r := &rules.Rule{ID: custom["id"], Name: custom["name"], Family: custom["family"], Level: finding.Level(custom["level"])}
	if r.ID == "" || r.Name == "" || !slices.Contains(finding.Levels(), r.Level) {
		return nil
	}
	r.Presets = rules.DefaultPresets(r.Level)
	if given, ok := custom["presets"]; ok {
		r.Presets = strings.Split(strings.Trim(given, "[]"), ", ")
	}
	if slices.ContainsFunc(r.Presets, func(p string) bool { return !slices.Contains(rules.Presets(), p) }) {
		return nil
	}
	return r
}

func (f *file) parseWhole(annotations bool) (err error) {
	if f.module, err = ast.ParseModuleWithOpts(f.name, f.text, options(annotations)); err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	return nil
}

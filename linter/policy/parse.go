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
	head       string      // up to the package line: the METADATA
	pkg        string      // as in "edslint.rules.kms_key_id"
	rule       *rules.Rule // nil for a library
	module     *ast.Module // nil for a rule that isn't wanted, and a library that no other file imports
}

// read reads all Rego files of a file system but the tests, in order of their
// names, each as far as parse does, on all processors.
func read(fsys fs.FS, parse func(*file) error) (*Set, error) {
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
	err = each(len(files), func(i int) error {
		if err := files[i].open(fsys); err != nil || files[i].isLibrary() {
			return err
		}
		return parse(&files[i])
	})
	if err != nil {
		return nil, err
	}
	set := &Set{files}
	all := set.Rules()
	for i, rule := range all {
		if i > 0 && rule.ID == all[i-1].ID {
			return nil, fmt.Errorf("two rules have the id %s: %s and %s", rule.ID, all[i-1].Name, rule.Name)
		}
	}
	return set, nil
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

// Libraries returns the text of the Rego files in a folder of a file system, but
// of no test, by name.
func Libraries(fsys fs.FS, folder string) (map[string]string, error) {
	names, err := fs.Glob(fsys, folder+"/*.rego")
	if err != nil {
		return nil, fmt.Errorf("could not list the libraries: %w", err)
	}
	texts := map[string]string{}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.rego") {
			continue
		}
		text, err := fs.ReadFile(fsys, name)
		if err != nil {
			return nil, fmt.Errorf("could not read the library %s: %w", name, err)
		}
		texts[name] = string(text)
	}
	return texts, nil
}

// options are those of every parse.
func options(annotations bool) ast.ParserOptions {
	return ast.ParserOptions{ProcessAnnotation: annotations, Capabilities: capabilities(), RegoVersion: ast.RegoV1}
}

func (f *file) open(fsys fs.FS) error {
	content, err := fs.ReadFile(fsys, f.name)
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	f.text = string(content)
	f.head = f.text
	if place := packageLine.FindStringSubmatchIndex(f.text); place != nil {
		f.head, f.pkg = f.text[:place[1]], f.text[place[2]:place[3]]
	}
	return nil
}

// isLibrary reports whether a file is in a package that holds no rule. Without a
// package line it isn't known yet.
func (f *file) isLibrary() bool { return f.pkg != "" && !strings.HasPrefix(f.pkg, rulesPackage) }

// glance reads of a rule as little as tells which it is.
func (f *file) glance() error {
	if f.rule = glance(f.head); f.rule != nil {
		return nil
	}
	return f.parseHead()
}

// parse reads the whole of a rule that is wanted, but no body that isn't judged
// in Rego.
func (f *file) parse(want func(rules.Rule) bool) error {
	if f.rule == nil || !want(*f.rule) {
		return nil
	}
	err := f.parseWhole(true)
	if err != nil {
		return err
	}
	if f.rule, err = metadata(f.name, f.module); err != nil {
		return err
	}
	if f.rule.Judge != "" {
		f.module = nil
	}
	return nil
}

func (f *file) parseHead() error {
	module, err := ast.ParseModuleWithOpts(f.name, f.head, options(true))
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	f.rule, err = metadata(f.name, module)
	return err
}

// glance reads what METADATA says on lines of their own, which is enough for a
// rule that isn't wanted and far quicker than to read it as YAML. It returns nil
// where that is not clear.
func glance(head string) *rules.Rule {
	if strings.Contains(head, "\n#   params:") {
		return nil
	}
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

package policy

import (
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"runtime"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
)

// file is one Rego file.
type file struct {
	name   string
	rule   *rules.Rule // nil for a library
	module *ast.Module // nil for a rule that isn't wanted
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
	var (
		group sync.WaitGroup
		errs  = make([]error, len(files))
		next  = make(chan int)
		rego  = ast.ParserOptions{Capabilities: capabilities(), RegoVersion: ast.RegoV1}
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				errs[i] = files[i].parse(fsys, want, rego)
			}
		})
	}
	for i := range files {
		next <- i
	}
	close(next)
	group.Wait()
	for _, err := range errs {
		if err != nil {
			return nil, err
		}
	}
	return files, nil
}

var packageLine = regexp.MustCompile(`(?m)^package\b.*$`)

// parse reads the head of a file, up to its package, for the METADATA there,
// and the rest only where it is wanted.
func (f *file) parse(fsys fs.FS, want func(rules.Rule) bool, rego ast.ParserOptions) error {
	content, err := fs.ReadFile(fsys, f.name)
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	text := string(content)
	head := text
	if place := packageLine.FindStringIndex(text); place != nil {
		head = text[:place[1]]
	}
	rego.ProcessAnnotation = true
	module, err := ast.ParseModuleWithOpts(f.name, head, rego)
	if err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	if f.rule, err = metadata(fsys, f.name, module); err != nil || f.rule != nil && !want(*f.rule) {
		return err
	}
	rego.ProcessAnnotation = strings.Contains(text, "rego.metadata") // which reads it again
	if f.module, err = ast.ParseModuleWithOpts(f.name, text, rego); err != nil {
		return fmt.Errorf("could not read the rule %s: %w", f.name, err)
	}
	return nil
}

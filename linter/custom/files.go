package custom

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// file is one Rego file.
type file struct {
	name       string // as reports print it
	source     *source.File
	module     *ast.Module // nil where it can't be parsed
	rule       *rules.Rule // nil for a library; of a rule at least its Name is set
	broken     bool
	pkg        []string // the parts of its package, below data
	needs      []need
	own        bool     // edslint's
	twice      bool     // another rule has its id or package
	passedOver bool     // it is a copy of edslint's own
	misplaced  bool     // its package can't be what it is
	misled     bool     // it refers to what isn't there, which was said
	roots      []string // of its bundle's manifest
	idAt       [2]int   // where the id stands

	examples []rules.Example
}

// rulePackage is the line that makes a file a rule.
var rulePackage = regexp.MustCompile(`(?m)^[ \t]*package[ \t]+edslint\.rules\b`)

const (
	regoEnding   = ".rego"
	testEnding   = "_test.rego"
	bundleEnding = ".tar.gz"
)

// readRules reads what a path of rules names.
func (l *loader) readRules(p Path) {
	info, err := os.Stat(p.Path)
	if err != nil {
		l.missing(p, err)
		return
	}
	switch {
	case info.IsDir():
		l.readFolder(p)
	case !info.Mode().IsRegular():
		l.ofPath(p, "it is no regular file")
	case strings.HasSuffix(p.Path, bundleEnding):
		l.readBundle(p)
	case strings.HasSuffix(p.Path, testEnding):
		l.ofPath(p, "it holds tests, which \"edslint test\" runs: name the rule's file")
	case strings.HasSuffix(p.Path, regoEnding):
		l.readRego(p)
	default:
		l.ofPath(p, "rules are a folder, a .rego file or a bundle (.tar.gz)")
	}
}

// missing says that there is nothing at a path, and what is near it.
func (l *loader) missing(p Path, err error) {
	if !errors.Is(err, fs.ErrNotExist) {
		l.ofPath(p, "could not be read: %s", cause(err))
		return
	}
	var names []string
	entries, _ := os.ReadDir(filepath.Dir(p.Path)) // only for the proposal
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	suggestion := ""
	if near := spelling.Nearest(filepath.Base(p.Path), names); near != "" {
		suggestion = fmt.Sprintf("; did you mean %q?", path.Join(path.Dir(strings.TrimSuffix(p.Name, "/")), near))
	}
	l.ofPath(p, "there is no such file or folder%s", suggestion)
}

// cause is an error without the path, which the message names already.
func cause(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// readRego reads a file that was named itself, and the examples beside it where
// no other rule is.
func (l *loader) readRego(p Path) {
	dir := filepath.Dir(p.Path)
	fsys, name := os.DirFS(dir), filepath.Base(p.Path)
	text, ok := l.readFrom(fsys, name, p, l.Limits.RegoBytes)
	if !ok {
		return
	}
	f := l.add(p, text)
	rego, err := fs.Glob(fsys, "*"+regoEnding)
	rego = slices.DeleteFunc(rego, func(other string) bool { return strings.HasSuffix(other, testEnding) })
	if f != nil && err == nil && len(rego) == 1 {
		folder := Path{Path: dir, Name: path.Dir(p.Name)}
		l.readExamples(folder, ".", []*file{f}, func(name string) ([]byte, bool) {
			if _, err := fs.Stat(fsys, name); err != nil {
				return nil, false
			}
			return l.readFrom(fsys, name, l.inside(folder, name), l.Limits.DataBytes)
		})
	}
}

// readFolder reads what is in a folder and below it, but follows no link out of
// it.
func (l *loader) readFolder(p Path) {
	root, err := os.OpenRoot(p.Path)
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return
	}
	defer root.Close() // only read from
	fsys := root.FS()
	var names []string
	err = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		switch hidden := name != "." && strings.HasPrefix(path.Base(name), "."); {
		case err != nil:
			l.ofPath(l.inside(p, name), "could not be read: %s", cause(err))
			if entry != nil && entry.IsDir() {
				return fs.SkipDir
			}
		case !entry.IsDir():
			names = append(names, name)
		case hidden:
			return fs.SkipDir
		case strings.Count(name, "/") >= l.Limits.Depth:
			l.ofPath(l.inside(p, name), "folders are nested deeper than %d, the most that is read", l.Limits.Depth)
			return fs.SkipDir
		}
		return nil
	})
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
	}
	l.readTree(p, names, func(name string, most int) ([]byte, bool) {
		return l.readFrom(fsys, name, l.inside(p, name), most)
	})
}

// readTree reads the Rego and data files among those of a folder or a bundle,
// and the examples of each folder that holds one rule.
func (l *loader) readTree(p Path, names []string, read func(name string, most int) ([]byte, bool)) {
	found, tests := 0, 0
	slices.Sort(names)
	beside := map[string][]*file{} // by folder
	for _, name := range names {
		switch base := path.Base(name); {
		case strings.HasSuffix(name, testEnding):
			tests++
		case strings.HasSuffix(name, regoEnding):
			found++
			if text, ok := read(name, l.Limits.RegoBytes); ok {
				if f := l.add(l.inside(p, name), text); f != nil {
					beside[path.Dir(name)] = append(beside[path.Dir(name)], f)
				}
			}
		case base == "data.json" || base == "data.yaml" || base == "data.yml":
			if text, ok := read(name, l.Limits.DataBytes); ok {
				l.addTree(l.inside(p, name), path.Dir(name), text)
			}
		}
	}
	for folder, files := range beside {
		l.readExamples(p, folder, files, func(name string) ([]byte, bool) {
			if _, found := slices.BinarySearch(names, name); !found {
				return nil, false
			}
			return read(name, l.Limits.DataBytes)
		})
	}
	switch {
	case found > 0 || l.stopped:
	case tests > 0:
		l.ofPath(p, "it holds tests, but no rule: a rule is a .rego file whose name doesn't end in _test.rego")
	default:
		l.ofPath(p, "it holds no rule: a rule is a .rego file of package edslint.rules.<name>")
	}
}

// inside is a path in a folder or bundle.
func (l *loader) inside(p Path, name string) Path {
	return Path{Path: filepath.Join(p.Path, filepath.FromSlash(name)), Name: path.Join(p.Name, name), bundled: p.bundled}
}

// readExamples reads the example requests in a folder that holds one rule.
func (l *loader) readExamples(p Path, folder string, files []*file, read func(name string) ([]byte, bool)) {
	isLibrary := func(f *file) bool { return !rulePackage.Match(f.source.Content) }
	if files = slices.DeleteFunc(files, isLibrary); len(files) != 1 {
		return // of several rules it isn't known whose they are
	}
	for _, which := range []string{"bad", "good"} {
		for _, ending := range []string{".yaml", ".yml", ".json"} {
			name := path.Join(folder, which+ending)
			if text, ok := read(name); ok {
				if whole, err := filepath.Abs(l.inside(p, name).Path); err == nil {
					l.examples[whole] = true
				}
				files[0].examples = append(files[0].examples, rules.Example{Which: which, Name: which + ending, Text: string(text)})
			}
		}
	}
}

// readFrom reads a file within the limits.
func (l *loader) readFrom(fsys fs.FS, name string, p Path, most int) ([]byte, bool) {
	if l.stopped {
		return nil, false
	}
	info, err := fs.Stat(fsys, name)
	switch {
	case err != nil && strings.Contains(err.Error(), "escapes"):
		l.ofPath(p, "it is a link that leads out of the folder of rules, and isn't followed")
		return nil, false
	case err != nil:
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	case info.IsDir() || !info.Mode().IsRegular():
		l.ofPath(p, "it is no regular file")
		return nil, false
	case info.Size() > int64(most):
		l.ofPath(p, "it is %d bytes long, but %d are the most that is read", info.Size(), most)
		return nil, false
	}
	f, err := fsys.Open(name)
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	defer f.Close() // only read from
	text, err := io.ReadAll(io.LimitReader(f, int64(most)+1))
	if err != nil {
		l.ofPath(p, "could not be read: %s", cause(err))
		return nil, false
	}
	if len(text) > most {
		l.ofPath(p, "it is longer than %d bytes, the most that is read", most)
		return nil, false
	}
	return text, l.counts(p, len(text))
}

// counts adds a file to what was read, and ends the reading where it is too much.
func (l *loader) counts(p Path, bytes int) bool {
	l.total += bytes
	l.counted++
	switch {
	case l.counted > l.Limits.Files:
		l.ofPath(p, "this is file %d of rules and data, but %d are the most that is read: name a smaller folder", l.counted, l.Limits.Files)
	case l.total > l.Limits.TotalBytes:
		l.ofPath(p, "with this file, rules and data are longer than %d bytes, the most that is read", l.Limits.TotalBytes)
	default:
		return true
	}
	l.stopped = true
	return false
}

// add adds a Rego file, unless it was read before.
func (l *loader) add(p Path, text []byte) *file {
	where, err := filepath.Abs(p.Path)
	if err != nil || l.seen[where] {
		return nil
	}
	l.seen[where] = true
	text = bytes.TrimPrefix(text, []byte("\uFEFF")) // behind which OPA sees no METADATA
	f := &file{name: p.Name, source: &source.File{Name: p.Name, Content: text}}
	l.files = append(l.files, f)
	return f
}

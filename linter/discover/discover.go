// Package discover finds the files to lint that command-line arguments stand
// for: files, folders, globs and standard input.
package discover

import (
	"cmp"
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Target is a file to lint.
type Target struct {
	// Path is to be opened: absolute, or "-" for standard input.
	Path string
	// Name is the path as reports print it, with forward slashes: relative to
	// the working folder where it lies below it, else as it was given, cleaned.
	Name string
	// Named says that an argument names the very file; it was not found in a
	// folder or by a glob.
	Named bool
}

// Problem is an argument, or a place in a folder, that gave nothing to lint.
type Problem struct {
	// Name is what the problem is with, as reports print it.
	Name string
	// Message is a whole sentence that holds the name.
	Message string
	// Empty says that nothing failed: the glob matches no file, or the folder
	// holds none to lint.
	Empty bool
}

// Options are the circumstances in which arguments are read.
type Options struct {
	// Dir is the working folder; if empty, that of the process.
	Dir string
	// StdinFilename is the name that standard input is reported under; if
	// empty, "<stdin>".
	StdinFilename string
	// Ignored, if not nil, is called with each file and folder that would be
	// taken if git didn't ignore it, and the file whose pattern says so.
	Ignored func(name, by string)
	// Leaves, if not nil, reports whether a walk is to pass over a file or a
	// folder, whose path is absolute and without symbolic links.
	Leaves func(path string, isDir bool) bool
	// Progress, if not nil, is called every few hundred files and folders
	// with how many were seen so far.
	Progress func(seen int)
}

// Files returns the files that args stand for, each once, ordered by name. No
// args stand for the working folder. A named file is taken whatever it is
// called. A folder or a glob never stands for a file that git ignores, going by
// the patterns in .gitignore and .git/info/exclude alone, unless the folder, or
// the one that the glob begins in, is ignored itself.
//
// A folder stands for the *.json, *.yaml, *.yml and *.tf files in it and in the
// folders below it but .terraform, links to files included, links to folders not. A glob
// stands for the files that match it, and for the folders that do.
//
// Problems do not end the search; they come in the order in which they were
// met. The error is not nil only where the search broke off: the working folder
// can't be told, or ctx ended.
func Files(ctx context.Context, args []string, o Options) ([]Target, []Problem, error) {
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return nil, nil, fmt.Errorf("can't tell the working folder: %w", err)
	}
	f := &finder{opts: o, dir: dir, realDir: resolve(dir), found: map[string]candidate{}}
	if len(args) == 0 {
		args = []string{"."}
	}
	for _, arg := range args {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if err := f.argument(ctx, arg); err != nil {
			return nil, nil, err
		}
	}
	targets := make([]Target, 0, len(f.found))
	for _, c := range f.found {
		targets = append(targets, c.Target)
	}
	slices.SortFunc(targets, func(a, b Target) int {
		return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(a.Path, b.Path))
	})
	return targets, f.problems, nil
}

// finder gathers what the arguments of one call stand for.
type finder struct {
	opts         Options
	dir, realDir string               // the working folder as given, and without symbolic links
	found        map[string]candidate // by path without symbolic links
	problems     []Problem
	seen         int
}

// candidate is a way to a file; the best of several is reported.
type candidate struct {
	Target
	linked bool // the name leads through a symbolic link
}

// argument adds what one argument stands for.
func (f *finder) argument(ctx context.Context, arg string) error {
	switch arg {
	case "":
		f.problem(arg, `an empty path; write "." for the working folder`)
		return nil
	case "-":
		f.stdin()
		return nil
	}
	path := join(f.dir, arg)
	info, err := os.Stat(path)
	switch {
	case err == nil && info.IsDir():
		return f.folder(ctx, path, f.name(path, arg))
	case err == nil:
		f.file(path, f.name(path, arg), info.Mode())
	case strings.ContainsAny(arg, "*?[{") && !exists(path):
		return f.glob(ctx, arg)
	default:
		f.missing(path, arg, err)
	}
	return nil
}

func (f *finder) stdin() {
	name := "<stdin>"
	if given := f.opts.StdinFilename; given != "" {
		name = f.name(join(f.dir, given), given)
	}
	f.found["-"] = candidate{Target: Target{Path: "-", Name: name, Named: true}}
}

// file adds a file that an argument names.
func (f *finder) file(path, name string, mode fs.FileMode) {
	if mode.IsRegular() {
		f.add(resolve(path), Target{Path: path, Name: name, Named: true})
		return
	}
	kind := "neither a file nor a folder"
	switch {
	case mode&fs.ModeNamedPipe != 0:
		kind = "a named pipe, not a file"
	case mode&fs.ModeSocket != 0:
		kind = "a socket, not a file"
	case mode&fs.ModeDevice != 0:
		kind = "a device, not a file"
	}
	f.problem(name, `%q is %s; to lint standard input, write "-"`, name, kind)
}

// add keeps the best way to each file: by name before by a walk, straight
// before through a link, then the first in the order of names.
func (f *finder) add(real string, t Target) {
	c := candidate{Target: t, linked: join(f.realDir, filepath.FromSlash(t.Name)) != real}
	if old, ok := f.found[real]; ok {
		order := cmp.Or(yesFirst(old.Named, c.Named), yesFirst(c.linked, old.linked), strings.Compare(old.Name, c.Name))
		if order <= 0 {
			return
		}
	}
	f.found[real] = c
}

// yesFirst compares so that true comes before false.
func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	default:
		return 1
	}
}

// step counts something that was seen, and is where a long walk can end.
func (f *finder) step(ctx context.Context) error {
	f.seen++
	if f.seen%256 != 0 {
		return nil
	}
	if f.opts.Progress != nil {
		f.opts.Progress(f.seen)
	}
	return ctx.Err()
}

// name returns the path of an argument as reports print it.
func (f *finder) name(path, arg string) string {
	if rel, ok := below(f.dir, path); ok {
		return rel
	}
	// Either may be spelt through a link, as /tmp is one on macOS.
	if rel, ok := below(f.realDir, filepath.Join(resolve(filepath.Dir(path)), filepath.Base(path))); ok {
		return rel
	}
	if rel, err := filepath.Rel(f.dir, path); err == nil && !filepath.IsAbs(arg) {
		return filepath.ToSlash(rel)
	}
	return filepath.ToSlash(path)
}

// below returns path relative to dir, if it doesn't lead out of it.
func below(dir, path string) (string, bool) {
	rel, err := filepath.Rel(dir, path)
	if err != nil || rel == ".." || strings.HasPrefix(rel, ".."+string(filepath.Separator)) {
		return "", false
	}
	return filepath.ToSlash(rel), true
}

// join returns path, taken from dir if it is relative, cleaned.
func join(dir, path string) string {
	if filepath.IsAbs(path) {
		return filepath.Clean(path)
	}
	return filepath.Join(dir, path)
}

// resolve returns path without symbolic links, or path itself where that can't be told.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

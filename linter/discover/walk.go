package discover

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/bmatcuk/doublestar/v4"
)

// walk is a search through one folder and all below it. Paths of its methods
// are relative to that folder, with forward slashes.
type walk struct {
	*finder
	root string // the folder, without symbolic links
	name string // the folder as reports print it

	glob    string // what files and folders must match, or empty
	depth   int    // how many components a match of the glob can have at most; 0 for any number
	folders bool   // the glob is for folders only

	silent  bool // nothing was found so far, and no problem either
	ignored bool // something was left out since git ignores it
	left    bool // something was left out by Options.Leaves
}

// folder adds the files of a folder that an argument names.
func (f *finder) folder(ctx context.Context, dir, name string) error {
	w := &walk{finder: f, root: resolve(dir), name: name, silent: true}
	if err := w.visit(ctx, "", f.rulesAbove(w.root), true); err != nil {
		return err
	}
	w.reportEmpty(name, "folder %q holds no *.json, *.yaml, *.yml or *.tf file")
	return nil
}

// glob adds the files that match a glob, and those of the folders that match it.
func (f *finder) glob(ctx context.Context, arg string) error {
	arg = filepath.ToSlash(arg)
	if !doublestar.ValidatePattern(arg) {
		f.malformed(arg)
		return nil
	}
	base, glob := doublestar.SplitPattern(arg)
	if slices.Contains(strings.Split(glob, "/"), "..") {
		f.problem(arg, `malformed glob %q: ".." can't follow a wildcard; put it before the first one`, arg)
		return nil
	}
	dir := join(f.dir, filepath.FromSlash(base))
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		f.empty(arg, "no file matches %q%s", arg, f.noFolder(dir, base))
		return nil
	}
	w := &walk{
		finder: f, root: resolve(dir), name: f.name(dir, base),
		glob: path.Clean(glob), folders: strings.HasSuffix(glob, "/"), silent: true,
	}
	if !strings.Contains(glob, "**") {
		w.depth = 1 + strings.Count(w.glob, "/")
	}
	if err := w.visit(ctx, "", f.rulesAbove(w.root), false); err != nil {
		return err
	}
	w.reportEmpty(arg, "no file matches %q")
	return nil
}

func (w *walk) reportEmpty(name, message string) {
	if !w.silent {
		return
	}
	if w.ignored {
		message += ", not counting what git ignores"
	}
	if w.left {
		message += ", not counting what the config leaves out"
	}
	w.empty(name, message, name)
}

// malformed reports where a glob goes wrong: after its longest sound beginning
// stands the character that nothing closes.
func (f *finder) malformed(pattern string) {
	at := 0
	for i := range pattern {
		if strings.ContainsRune(`[{}\`, rune(pattern[i])) && doublestar.ValidatePattern(pattern[:i]) {
			at = i
		}
	}
	why := map[byte]string{
		'[':  `is never closed, or empty; write "[[]" for the character itself`,
		'{':  `is never closed; write "[{]" for the character itself`,
		'}':  `closes nothing; write "[}]" for the character itself`,
		'\\': `stands before no character; write "\\" for the character itself`,
	}[pattern[at]]
	f.problem(pattern, `malformed glob %q: the "%c" at character %d %s`,
		pattern, pattern[at], 1+utf8.RuneCountInString(pattern[:at]), why)
}

// visit goes through the folder dir, in which rules are in force. Files with
// the extensions of JSON, YAML and HCL are taken if all is set, else what matches
// the glob.
func (w *walk) visit(ctx context.Context, dir string, r *rules, all bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	real := filepath.Join(w.root, dir)
	entries, err := os.ReadDir(real)
	if err != nil && !(dir != "" && errors.Is(err, fs.ErrNotExist)) { // one may vanish before its turn comes
		name := path.Join(w.name, dir)
		w.problem(name, "can't read folder %q: %s", name, reason(err))
		w.silent = false
	}
	r = w.rulesIn(real, entries, r)
	for _, e := range entries {
		if err := w.step(ctx); err != nil {
			return err
		}
		rel := path.Join(dir, e.Name())
		switch {
		case e.Name() == ".git" || e.Name() == ".terraform": // what Terraform has fetched is nobody's to mend
		case e.IsDir():
			inside := all || w.matches(rel)
			tooDeep := w.depth > 0 && strings.Count(rel, "/")+1 >= w.depth
			if !inside && tooDeep || w.ignores(r, rel, true) {
				continue
			}
			if err := w.visit(ctx, rel, r, inside); err != nil {
				return err
			}
		case w.takes(rel, all) && !w.ignores(r, rel, false):
			w.entry(rel, e.Type())
		}
	}
	return nil
}

func (w *walk) ignores(r *rules, rel string, isDir bool) bool {
	if w.opts.Leaves != nil && w.opts.Leaves(filepath.Join(w.root, rel), isDir) {
		w.left = true
		if w.opts.Ignored != nil {
			w.opts.Ignored(path.Join(w.name, rel), "")
		}
		return true
	}
	by, ignored := r.decide(filepath.ToSlash(filepath.Join(w.root, rel)), isDir)
	w.ignored = w.ignored || ignored
	if ignored && w.opts.Ignored != nil {
		w.opts.Ignored(path.Join(w.name, rel), w.finder.name(by, ""))
	}
	return ignored
}

// takes reports whether a file is one to lint, going by its name. A glob that
// ends in a star names no extension, and so takes what a folder would.
func (w *walk) takes(rel string, all bool) bool {
	if hasExtension(rel) {
		return all || !w.folders && w.matches(rel)
	}
	return !w.folders && !strings.HasSuffix(w.glob, "*") && w.matches(rel)
}

func (w *walk) matches(rel string) bool {
	return w.glob != "" && doublestar.MatchUnvalidated(w.glob, rel)
}

func hasExtension(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".json", ".yaml", ".yml", ".tf":
		return true
	}
	return false
}

// entry adds a file, or what a symbolic link leads to if that is a file. Pipes,
// sockets and devices are passed over.
func (w *walk) entry(rel string, mode fs.FileMode) {
	file := filepath.Join(w.root, rel)
	name := path.Join(w.name, rel)
	switch {
	case mode.IsRegular():
		w.silent = false
		w.add(file, Target{Path: file, Name: name})
	case mode&fs.ModeSymlink != 0:
		info, err := os.Stat(file)
		switch {
		case err == nil && info.Mode().IsRegular():
			w.silent = false
			w.add(resolve(file), Target{Path: file, Name: name})
		case err != nil && !strings.HasPrefix(path.Base(rel), ".#"): // Emacs' locks are links to nowhere
			w.silent = false
			w.broken(file, name, err)
		}
	}
}

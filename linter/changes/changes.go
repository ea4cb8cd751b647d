// Package changes asks git which lines of which files changed.
package changes

import (
	"context"
	"fmt"
	"path"
	"path/filepath"
	"strings"
)

// Set is what changed in the working tree of a repository.
type Set struct {
	Ref  string // what it is compared with, as it was given
	Base string // the commit that it is compared with: the last that HEAD and Ref have in common

	root    string              // the working tree, without symbolic links
	tracked map[string]struct{} // what git knows: files and submodules, relative to root
	changed map[string]Lines    // of these
}

// Since asks git what changed in the working tree that dir is in since its
// branch left ref, a branch, a tag or a commit: what was committed and what was
// not. The errors are for who wrote ref: they say what to do.
func Since(ctx context.Context, dir, ref string) (*Set, error) {
	g := git{ctx: ctx, dir: dir}
	root, err := g.root()
	if err != nil {
		return nil, err
	}
	s := &Set{Ref: ref, root: resolve(root), tracked: map[string]struct{}{}}
	if s.Base, err = g.base(ref); err != nil {
		return nil, err
	}
	g.dir = root
	names, err := g.output("ls-files", "-z")
	if err != nil {
		return nil, err
	}
	for name := range strings.SplitSeq(names, "\x00") {
		s.tracked[name] = struct{}{}
	}
	delete(s.tracked, "")
	s.changed, err = g.diff(s.Base)
	return s, err
}

// Lines returns the lines that changed of the file at path, which is absolute.
// All lines of a file that git doesn't know count as changed: one that is new,
// one that git ignores and one outside of the repository, but for those in a
// submodule that is as it was.
func (s *Set) Lines(file string) Lines {
	link, ok := s.name(filepath.Join(resolve(filepath.Dir(file)), filepath.Base(file)))
	if ok && !s.changed[link].None() && resolve(file) != filepath.Join(s.root, filepath.FromSlash(link)) {
		return Whole() // a link that leads to another file now
	}
	name, ok := s.name(resolve(file))
	if !ok {
		return Whole()
	}
	if _, ok := s.tracked[name]; ok {
		return s.changed[name]
	}
	for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
		if _, ok := s.tracked[dir]; ok && s.changed[dir].None() {
			return Lines{}
		}
	}
	return Whole()
}

// name returns a path as git names it.
func (s *Set) name(file string) (string, bool) {
	rel, err := filepath.Rel(s.root, file)
	return filepath.ToSlash(rel), err == nil && filepath.IsLocal(rel)
}

// resolve returns path without symbolic links, or path itself where that can't be told.
func resolve(path string) string {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		return real
	}
	return path
}

func (g git) root() (string, error) {
	root, err := g.output("rev-parse", "--show-toplevel")
	switch {
	case err == nil:
		return filepath.FromSlash(strings.TrimSuffix(root, "\n")), nil
	case strings.Contains(err.Error(), "not a git repository"):
		return "", fmt.Errorf("the working folder is in no git repository, so that nobody can say what changed in it; run edslint in a clone, or leave out --changed-since")
	}
	return "", err
}

// base returns the commit to compare with.
func (g git) base(ref string) (string, error) {
	if ref == "" || strings.HasPrefix(ref, "-") {
		return "", fmt.Errorf("--changed-since takes a branch, a tag or a commit, not %q", ref)
	}
	if _, ok := g.commit("HEAD"); !ok {
		return "", fmt.Errorf("the repository has no commit yet, so that nothing can have changed since one; commit first, or leave out --changed-since")
	}
	commit, ok := g.commit(ref)
	if !ok {
		return "", fmt.Errorf("git knows no branch, tag or commit %q%s", ref, g.remedy(ref))
	}
	base, err := g.output("merge-base", commit, "HEAD")
	if err != nil {
		return "", fmt.Errorf("%q and HEAD have no commit in common%s", ref, g.shallow())
	}
	return strings.TrimSpace(base), nil
}

func (g git) commit(ref string) (string, bool) {
	commit, err := g.output("rev-parse", "--verify", "--quiet", "--end-of-options", ref+"^{commit}")
	return strings.TrimSpace(commit), err == nil
}

// remedy says what may be meant by a ref that git doesn't know.
func (g git) remedy(ref string) string {
	if _, ok := g.commit("refs/remotes/origin/" + ref); ok {
		return fmt.Sprintf("; did you mean \"origin/%s\"?", ref)
	}
	if shallow := g.shallow(); shallow != "" {
		return shallow
	}
	return "; \"git fetch\" brings what is new, \"git branch --all\" and \"git tag\" list what there is"
}

// shallow says how to get the history that a clone lacks, if it lacks some.
func (g git) shallow() string {
	if is, err := g.output("rev-parse", "--is-shallow-repository"); err != nil || strings.TrimSpace(is) != "true" {
		return ""
	}
	return ": this clone is shallow, it lacks most of the history; fetch all of it (`git fetch --unshallow`, in GitHub Actions `fetch-depth: 0` for actions/checkout)"
}

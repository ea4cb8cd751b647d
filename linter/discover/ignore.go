package discover

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"github.com/bmatcuk/doublestar/v4"
)

// maxIgnoreFile is the most bytes that a file of ignore patterns may have.
const maxIgnoreFile = 1 << 20

// rules are the patterns of one ignore file, and those that were in force
// before, which they overrule. Nil rules ignore nothing.
type rules struct {
	before   *rules
	file     string
	base     string // the folder that the patterns are relative to, with a slash at its end
	patterns []pattern
}

// ignore reports whether git would ignore the file or folder at path, which is
// absolute, with forward slashes, and lies below the base of all rules. That a
// folder above it is ignored is for the caller to know.
func (r *rules) ignore(path string, isDir bool) bool {
	_, ignored := r.decide(path, isDir)
	return ignored
}

// decide also returns the file that holds the deciding pattern, if any does.
func (r *rules) decide(path string, isDir bool) (file string, ignored bool) {
	for ; r != nil; r = r.before {
		rel := path[len(r.base):]
		for _, p := range slices.Backward(r.patterns) {
			if p.match(rel, isDir) {
				return r.file, !p.negated
			}
		}
	}
	return "", false
}

// rulesAbove returns the rules that are in force where dir stands: those of its
// repository's root and of the folders from there down to it. There are none
// outside a repository, and none in a folder that git ignores as a whole: who
// asks for such a folder wants what is in it.
func (f *finder) rulesAbove(dir string) *rules {
	var up []string // the folders above dir in its repository, dir itself first
	for at := dir; ; at = filepath.Dir(at) {
		up = append(up, at)
		if exists(filepath.Join(at, ".git")) {
			break
		}
		if filepath.Dir(at) == at {
			return nil
		}
	}
	var r *rules
	for i := len(up) - 1; i > 0; i-- {
		if i == len(up)-1 {
			r = f.read(nil, up[i], excludeFile(up[i]), os.Stat)
		}
		r = f.read(r, up[i], filepath.Join(up[i], ".gitignore"), os.Lstat)
		if r.ignore(filepath.ToSlash(up[i-1]), true) {
			return nil
		}
	}
	return r
}

// rulesIn returns the rules in force in dir, given its entries and the rules
// above it. Those end at the root of a repository within another.
func (f *finder) rulesIn(dir string, entries []fs.DirEntry, above *rules) *rules {
	r := above
	if holds(entries, ".git") {
		r = f.read(nil, dir, excludeFile(dir), os.Stat)
	}
	if holds(entries, ".gitignore") {
		r = f.read(r, dir, filepath.Join(dir, ".gitignore"), os.Lstat)
	}
	return r
}

// holds looks a name up in a folder's sorted entries.
func holds(entries []fs.DirEntry, name string) bool {
	_, ok := slices.BinarySearchFunc(entries, name, func(e fs.DirEntry, name string) int {
		return strings.Compare(e.Name(), name)
	})
	return ok
}

// read adds the patterns of a file to the rules before them. stat is os.Lstat
// where a symbolic link is not to be followed, as git doesn't for .gitignore.
func (f *finder) read(before *rules, dir, file string, stat func(string) (fs.FileInfo, error)) *rules {
	text, err := readRegular(file, stat)
	if err != nil {
		if !errors.Is(err, fs.ErrNotExist) && !errors.Is(err, syscall.ENOTDIR) {
			name := f.name(file, file)
			f.problem(name, "can't read %q: %s", name, reason(err))
		}
		return before
	}
	patterns := parseIgnore(text)
	if len(patterns) == 0 {
		return before
	}
	return &rules{before: before, file: file, base: strings.TrimSuffix(filepath.ToSlash(dir), "/") + "/", patterns: patterns}
}

// excludeFile returns the path of the ignore file that belongs to a clone of
// the repository at root. In a worktree or a submodule .git is a file that
// names the folder, and a worktree's has such a file once more.
func excludeFile(root string) string {
	git := filepath.Join(root, ".git")
	text, err := readRegular(git, os.Lstat)
	if dir, ok := strings.CutPrefix(text, "gitdir:"); ok && err == nil && len(dir) < 4096 {
		git = join(root, strings.TrimSpace(dir))
		if text, err := readRegular(filepath.Join(git, "commondir"), os.Stat); err == nil {
			git = join(git, strings.TrimSpace(text))
		}
	}
	return filepath.Join(git, "info", "exclude")
}

// readRegular returns a file's text. What is no file, such as a pipe that would
// never end, counts as not there.
func readRegular(file string, stat func(string) (fs.FileInfo, error)) (string, error) {
	info, err := stat(file)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() {
		return "", fs.ErrNotExist
	}
	r, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer r.Close()
	text, err := io.ReadAll(io.LimitReader(r, maxIgnoreFile+1))
	if len(text) > maxIgnoreFile {
		return "", fmt.Errorf("it has more than %d bytes", maxIgnoreFile)
	}
	return string(text), err
}

// pattern is one line of an ignore file.
type pattern struct {
	prefix   string // up to the first wildcard
	glob     string // the rest, in doublestar's syntax
	negated  bool
	dirOnly  bool
	floating bool // holds at every depth, and so for the last component alone
}

// match reports whether the pattern is about the file or folder at rel, which
// is relative to the pattern's folder.
func (p pattern) match(rel string, isDir bool) bool {
	if p.dirOnly && !isDir {
		return false
	}
	if p.floating {
		rel = path.Base(rel)
	}
	rest, ok := strings.CutPrefix(rel, p.prefix)
	return ok && doublestar.MatchUnvalidated(p.glob, rest)
}

// parseIgnore reads the lines of an ignore file as gitignore(5) describes them.
func parseIgnore(text string) []pattern {
	var patterns []pattern
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		line = trimSpaces(strings.TrimSuffix(line, "\r"))
		if strings.HasPrefix(line, "#") {
			continue
		}
		var p pattern
		line, p.negated = strings.CutPrefix(line, "!")
		line, p.dirOnly = strings.CutSuffix(line, "/")
		p.floating = !strings.Contains(line, "/")
		line = strings.TrimPrefix(line, "/")
		wild := strings.IndexAny(line+"*", `*?[\`)
		glob, ok := translate(line[wild:])
		if ok && line != "" {
			p.prefix, p.glob = line[:wild], glob
			patterns = append(patterns, p)
		}
	}
	return patterns
}

// trimSpaces cuts off the spaces at the end of a line that no backslash escapes.
func trimSpaces(line string) string {
	short := strings.TrimRight(line, " ")
	backslashes := len(short) - len(strings.TrimRight(short, `\`))
	if backslashes%2 == 1 && len(short) < len(line) {
		return line[:len(short)+1]
	}
	return short
}

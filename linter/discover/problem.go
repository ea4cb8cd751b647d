package discover

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"unicode/utf8"

	"github.com/agnivade/levenshtein"
)

// problem reports something that failed, once.
func (f *finder) problem(name, format string, args ...any) {
	f.report(Problem{Name: name, Message: fmt.Sprintf(format, args...)})
}

// empty reports that there is nothing to lint where there should be.
func (f *finder) empty(name, format string, args ...any) {
	f.report(Problem{Name: name, Message: fmt.Sprintf(format, args...), Empty: true})
}

func (f *finder) report(p Problem) {
	if !slices.Contains(f.problems, p) {
		f.problems = append(f.problems, p)
	}
}

// reason returns what went wrong, without the path, which the message names.
func reason(err error) error {
	if pathErr, ok := errors.AsType[*fs.PathError](err); ok {
		return pathErr.Err
	}
	return err
}

// missing reports an argument that can't be found, for err.
func (f *finder) missing(path, arg string, err error) {
	name := f.name(path, arg)
	switch {
	case exists(path):
		f.broken(path, name, err)
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		f.problem(name, "no such file or folder: %q%s", name, f.hint(path, arg))
	default:
		f.problem(name, "can't find %q: %s", name, reason(err))
	}
}

// broken reports a symbolic link that can't be followed.
func (f *finder) broken(path, name string, err error) {
	to, _ := os.Readlink(path)
	if errors.Is(err, fs.ErrNotExist) {
		f.problem(name, "%q is a link to %q, which does not exist", name, filepath.ToSlash(to))
		return
	}
	f.problem(name, "%q is a link to %q, which can't be followed: %s", name, filepath.ToSlash(to), reason(err))
}

// noFolder says why a glob can't begin at dir.
func (f *finder) noFolder(dir, arg string) string {
	if _, err := os.Stat(dir); err == nil {
		return fmt.Sprintf(": %q is a file, not a folder", f.name(dir, arg))
	}
	return fmt.Sprintf(": no such folder: %q%s", f.name(dir, arg), f.hint(dir, arg))
}

// hint says what may be meant by a path that doesn't exist: at its first
// component that is missing, the most similar name that is there.
func (f *finder) hint(path, arg string) string {
	parent, missing, rest := path, "", ""
	for !exists(parent) && filepath.Dir(parent) != parent {
		rest = filepath.Join(missing, rest)
		missing, parent = filepath.Base(parent), filepath.Dir(parent)
	}
	info, err := os.Stat(parent)
	if err == nil && !info.IsDir() {
		return fmt.Sprintf("; %q is a file, not a folder", f.name(parent, arg))
	}
	entries, err := os.ReadDir(parent)
	if err != nil {
		return ""
	}
	near := nearest(missing, entries)
	if near == "" {
		return ""
	}
	found := filepath.Join(parent, near)
	if whole := filepath.Join(found, rest); exists(whole) {
		found = whole
	}
	return fmt.Sprintf("; did you mean %q?", f.name(found, arg))
}

// nearest returns the entry whose name is most like the one given, or "" if
// none is close. Neither case nor another extension makes names unlike.
func nearest(name string, entries []fs.DirEntry) string {
	name = strings.ToLower(name)
	best, least := "", 1+(utf8.RuneCountInString(name)+1)/3
	for _, e := range entries {
		other := strings.ToLower(e.Name())
		d := levenshtein.ComputeDistance(name, other)
		if stem(name) == stem(other) {
			d = min(d, 1)
		}
		if d < least {
			best, least = e.Name(), d
		}
	}
	return best
}

func stem(name string) string { return strings.TrimSuffix(name, filepath.Ext(name)) }

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// files writes files whole or not at all.
type files struct {
	mu      sync.Mutex
	partial string // the temporary file that is being written, if any
}

// abandon removes what is half-written, and lets nothing more be written.
func (f *files) abandon() {
	f.mu.Lock() // for good
	if f.partial != "" {
		os.Remove(f.partial) // the program ends in any case
	}
}

// write writes a file beside its place and then moves it there, so that nobody
// sees half of it. A link is followed. What is there and is no regular file,
// such as a pipe or /dev/stdout, is written to as it is. The error names the
// file and what it was to hold.
func (f *files) write(what, path string, text []byte) error {
	err := f.replace(path, text)
	var at *fs.PathError
	var moved *os.LinkError
	switch {
	case errors.As(err, &at):
		err = at.Err // which would name the temporary file
	case errors.As(err, &moved):
		err = moved.Err
	}
	if err != nil {
		return fmt.Errorf("could not write the %s %q: %w", what, filepath.ToSlash(path), err)
	}
	return nil
}

func (f *files) replace(path string, text []byte) error {
	if real, err := filepath.EvalSymlinks(path); err == nil && !ofSystem(path) {
		path = real
	}
	mode := os.FileMode(0o644)
	switch info, err := os.Lstat(path); {
	case err == nil && info.IsDir():
		return errors.New("it is a folder")
	case err == nil && !info.Mode().IsRegular():
		return os.WriteFile(path, text, mode)
	case err == nil:
		mode = info.Mode().Perm()
	}
	temporary, err := f.begin(path)
	if err != nil {
		return err
	}
	_, err = temporary.Write(text)
	for _, step := range []func() error{
		func() error { return temporary.Chmod(mode) },
		temporary.Close,
	} {
		if next := step(); err == nil {
			err = next
		}
	}
	return f.end(err, path)
}

// ofSystem reports whether a path is one by which a system names what is open,
// as /dev/stdout: that is written to, whatever it is.
func ofSystem(path string) bool {
	return strings.HasPrefix(path, "/dev/") || strings.HasPrefix(path, "/proc/")
}

// begin makes the temporary file of one at path.
func (f *files) begin(path string) (*os.File, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	temporary, err := os.CreateTemp(filepath.Dir(path), ".edslint-*")
	if err == nil {
		f.partial = temporary.Name()
	}
	return temporary, err
}

// end moves the temporary file to path, or removes it where something went wrong.
func (f *files) end(err error, path string) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	if err == nil {
		err = os.Rename(f.partial, path)
	}
	if err != nil {
		os.Remove(f.partial) // the first error says more
	}
	f.partial = ""
	return err
}

package config

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Names returns what a config can be called where none is named.
func Names() []string { return []string{".edslint.yaml", ".edslint.yml"} }

// Find returns the path of the config that is in force for a working folder, or
// "": the nearest in dir or a folder above it, as far as the one that holds .git.
// Outside of a repository only dir itself counts. It is an error where both
// names stand side by side.
func Find(dir string) (string, error) {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "", fmt.Errorf("can't tell the working folder: %w", err)
	}
	root := repository(dir)
	for {
		path, err := in(dir)
		if path != "" || err != nil || dir == root || root == "" {
			return path, err
		}
		dir = filepath.Dir(dir)
	}
}

// repository returns the nearest folder from dir upwards that holds .git, or "".
func repository(dir string) string {
	for {
		if _, err := os.Lstat(filepath.Join(dir, ".git")); err == nil {
			return dir
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return ""
		}
		dir = parent
	}
}

// in returns the path of the config that stands in a folder, or "".
func in(dir string) (string, error) {
	found := ""
	for _, name := range Names() {
		path := filepath.Join(dir, name)
		switch _, err := os.Lstat(path); {
		case err == nil && found != "":
			return "", fmt.Errorf("both %q and %q are there: keep one of them", filepath.ToSlash(found), filepath.ToSlash(path))
		case err == nil:
			found = path
		case !errors.Is(err, fs.ErrNotExist):
			return "", fmt.Errorf("can't look for a config: %w", err)
		}
	}
	return found, nil
}

package source

import (
	"os"
	"path"
	"path/filepath"
)

// mostSiblings is how many files of a folder are read for the sake of one of them.
const mostSiblings = 500

// Path is where the file was read from, or empty where that was something else
// than a file.
func (f *File) Path() string { return f.path }

// Folder is where the file was read from, or empty where it was read from
// something else than a file.
func (f *File) Folder() string {
	if f.path == "" {
		return ""
	}
	return filepath.Dir(f.path)
}

// Siblings reads the other files of a file's folder whose names are wanted, in
// the order of their names. What can't be read is left out: it may be anything.
func (f *File) Siblings(wanted func(name string) bool, limits Limits) []*File {
	if f.path == "" {
		return nil
	}
	entries, err := os.ReadDir(f.Folder())
	if err != nil {
		return nil
	}
	var files []*File
	for _, e := range entries {
		if e.IsDir() || e.Name() == filepath.Base(f.path) || !wanted(e.Name()) || len(files) == mostSiblings {
			continue
		}
		name := path.Join(path.Dir(f.Name), e.Name())
		if file, err := Read(filepath.Join(f.Folder(), e.Name()), name, limits); err == nil {
			files = append(files, file)
		}
	}
	return files
}

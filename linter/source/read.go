package source

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"syscall"
)

// Read reads and parses the file at path; name is how reports print it. The
// error names the file: it is there no regular file, or can't be opened or
// read. A file that is too long is not read whole, and has that as its fault.
func Read(path, name string, limits Limits) (*File, error) {
	f, size, err := open(path, name)
	if err != nil {
		return nil, err
	}
	defer f.Close() // only read from: nothing can be lost
	file, err := readFrom(f, name, int(min(size, int64(limits.Bytes))), limits)
	if err != nil {
		return nil, err
	}
	file.path = path
	return file, nil
}

// Open opens the regular file at path for reading. The error names the file, as
// name.
func Open(path, name string) (*os.File, error) {
	f, _, err := open(path, name)
	return f, err
}

func open(path, name string) (f *os.File, size int64, err error) {
	// To open a device may do something, so this is asked before.
	info, err := os.Stat(path)
	if err != nil {
		return nil, 0, readError(name, err)
	}
	if err := regular(name, info); err != nil {
		return nil, 0, err
	}
	// Should it have become a FIFO since, this doesn't wait for a writer.
	f, err = os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, 0, readError(name, err)
	}
	if info, err = f.Stat(); err == nil {
		err = regular(name, info)
	}
	if err != nil {
		f.Close()
		return nil, 0, err
	}
	return f, info.Size(), nil
}

// ReadFrom reads and parses what r holds, and not much more than limits.Bytes
// of it.
func ReadFrom(r io.Reader, name string, limits Limits) (*File, error) {
	return readFrom(r, name, 0, limits)
}

// readFrom is ReadFrom of what has about so many bytes.
func readFrom(r io.Reader, name string, size int, limits Limits) (*File, error) {
	var content bytes.Buffer
	content.Grow(size + bytes.MinRead)
	if _, err := content.ReadFrom(io.LimitReader(r, int64(limits.Bytes)+1)); err != nil {
		return nil, readError(name, err)
	}
	return Parse(name, content.Bytes(), limits), nil
}

func regular(name string, info fs.FileInfo) error {
	mode := info.Mode()
	switch {
	case mode.IsRegular():
		return nil
	case mode.IsDir():
		return fmt.Errorf("could not read %q: it is a directory", name)
	case mode&fs.ModeNamedPipe != 0:
		return fmt.Errorf("could not read %q: it is a pipe; to lint what a command writes, name - (standard input) and pipe into edslint", name)
	default:
		return fmt.Errorf("could not read %q: it is no regular file", name)
	}
}

// readError names the file once; the system's error would name it again.
func readError(name string, err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	return fmt.Errorf("could not read %q: %w", name, err)
}

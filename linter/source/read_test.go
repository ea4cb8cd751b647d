package source

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
)

func TestRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(path, []byte(`{"a": 1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := Read(path, `stores/a.json`, DefaultLimits())
	if err != nil {
		t.Fatal(err)
	}
	if f.Name != "stores/a.json" || len(f.Documents) != 1 || len(f.Faults) != 0 {
		t.Errorf("got %q, %d documents, faults %v", f.Name, len(f.Documents), faultLines(f))
	}
}

func TestReadTooLong(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(path, []byte("["+strings.Repeat(" ", 100)+"]"), 0o600); err != nil {
		t.Fatal(err)
	}
	limits := DefaultLimits()
	limits.Bytes = 100
	f, err := Read(path, "a.json", limits)
	if err != nil {
		t.Fatal(err)
	}
	diff(t, "faults", []string{"1:1-1:1 over-limit: the file is longer than 100 bytes, the most that edslint reads"}, faultLines(f))
	limits.Bytes = 102
	if f, err = Read(path, "a.json", limits); err != nil || f.Faults != nil {
		t.Errorf("a file of just so many bytes: %v, %v", err, f.Faults)
	}
}

func TestReadRefuses(t *testing.T) {
	dir := t.TempDir()
	if _, err := Read(dir, "stores", DefaultLimits()); err == nil || err.Error() != `could not read "stores": it is a directory` {
		t.Errorf("a directory: %v", err)
	}
	_, err := Read(filepath.Join(dir, "none"), "none.json", DefaultLimits())
	if !errors.Is(err, fs.ErrNotExist) || strings.Count(err.Error(), "none") != 1 {
		t.Errorf("no file: %v", err)
	}
	if info, err := os.Stat(os.DevNull); err == nil && !info.Mode().IsRegular() {
		if _, err := Read(os.DevNull, "null", DefaultLimits()); err == nil || err.Error() != `could not read "null": it is no regular file` {
			t.Errorf("a device: %v", err)
		}
	}
}

func TestReadFrom(t *testing.T) {
	limits := DefaultLimits()
	limits.Bytes = 10
	endless := &counter{}
	f, err := ReadFrom(endless, "-", limits)
	if err != nil || len(f.Faults) != 1 || f.Faults[0].Rule != RuleOverLimit {
		t.Errorf("an endless text: %v, %v", err, f)
	}
	if endless.read > 1000 {
		t.Errorf("read %d bytes, and 11 are enough", endless.read)
	}
	if _, err := ReadFrom(iotest.ErrReader(errors.New("gone")), "-", limits); err == nil || err.Error() != `could not read "-": gone` {
		t.Errorf("a reader that fails: %v", err)
	}
}

// counter is an endless reader.
type counter struct{ read int }

func (c *counter) Read(p []byte) (int, error) {
	c.read += len(p)
	return len(p), nil
}

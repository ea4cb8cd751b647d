//go:build unix

package source

import (
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// A pipe without a writer would be waited for.
func TestReadPipe(t *testing.T) {
	path := filepath.Join(t.TempDir(), "pipe")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Read(path, "pipe", DefaultLimits())
	if err == nil || !strings.HasPrefix(err.Error(), `could not read "pipe": it is a pipe`) {
		t.Errorf("got %v", err)
	}
}

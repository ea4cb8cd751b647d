//go:build unix

package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// self is this program, which is edslint where it is called so.
func self(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	// A program goes on ignoring what its parent ignores, as tests that run in the
	// background do; what the parent hears of, it starts without.
	for s := range endings {
		if signal.Ignored(s) {
			signal.Notify(make(chan os.Signal, 1), s)
		}
	}
	cmd := exec.Command(path, args...)
	cmd.Args[0] = "edslint"
	cmd.Dir = t.TempDir()
	return cmd
}

// TestInterrupted: a signal ends a run that waits for standard input, with a
// message and the exit code of its kind.
func TestInterrupted(t *testing.T) {
	for s, want := range endings {
		t.Run(want.name, func(t *testing.T) {
			cmd := self(t, "lint", "-", "--output", "report.txt")
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			stdin, err := cmd.StdinPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if _, err := stdin.Write(make([]byte, 1<<20)); err != nil { // more than a pipe holds, so some of it was read
				t.Fatal(err)
			}
			if err := cmd.Process.Signal(s); err != nil {
				t.Fatal(err)
			}
			var exit *exec.ExitError
			if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != want.code {
				t.Errorf("ended with %v, want exit code %d", err, want.code)
			}
			if got := stdout.String() + stderr.String(); got != "edslint: interrupted by "+want.name+" before all was done\n" {
				t.Errorf("said %q", got)
			}
			if left, err := os.ReadDir(cmd.Dir); err != nil || len(left) > 0 {
				t.Errorf("left %v (%v)", left, err)
			}
		})
	}
}

// TestInterruptIgnored: whoever has a program ignore a signal, as nohup does,
// means it.
func TestInterruptIgnored(t *testing.T) {
	path, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("sh", "-c", `trap "" HUP; exec "$0" lint -`, filepath.Join(t.TempDir(), "edslint"))
	if err := os.Symlink(path, cmd.Args[3]); err != nil {
		t.Fatal(err)
	}
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := stdin.Write(append(bytes.Repeat([]byte(" "), 1<<20), `{"Name": "audit"}`...)); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Process.Signal(syscall.SIGHUP); err != nil {
		t.Fatal(err)
	}
	stdin.Close()
	if err := cmd.Wait(); err != nil || !strings.HasPrefix(stdout.String(), "no findings in 1 request") {
		t.Errorf("%v: %s", err, stdout.String())
	}
}

// TestReaderLeaves: where nobody reads standard output any more, the program
// ends as any other would, without a word, and the reports in files are there.
func TestReaderLeaves(t *testing.T) {
	cmd := self(t, "lint", "--format", "json", "--report", "sarif=report.sarif", "store.yaml")
	if err := os.WriteFile(filepath.Join(cmd.Dir, "store.yaml"), []byte("Name: audit\nRetentionPeriod: 6\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	read.Close()
	var stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = write, &stderr
	err = cmd.Run()
	write.Close()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGPIPE || stderr.Len() > 0 {
		t.Errorf("ended with %v and said %q", err, stderr.String())
	}
	if text, err := os.ReadFile(filepath.Join(cmd.Dir, "report.sarif")); err != nil || !bytes.Contains(text, []byte(`"EDS301"`)) {
		t.Errorf("%v, report: %s", err, text)
	}
}

// TestInterruptedWriting: what is being written when a signal comes is no
// longer there, and the file in whose place it was to come is as it was.
func TestInterruptedWriting(t *testing.T) {
	path := filepath.Join(t.TempDir(), "report.txt")
	f := new(files)
	if err := f.write("report", path, []byte("old")); err != nil {
		t.Fatal(err)
	}
	temporary, err := f.begin(path)
	if err != nil {
		t.Fatal(err)
	}
	defer temporary.Close()
	if _, err := io.WriteString(temporary, "ne"); err != nil {
		t.Fatal(err)
	}
	f.abandon()
	names, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*"))
	hidden, _ := filepath.Glob(filepath.Join(filepath.Dir(path), ".*"))
	if text, _ := os.ReadFile(path); err != nil || len(names) != 1 || len(hidden) > 0 || string(text) != "old" {
		t.Errorf("%v, %v; the report is %q (%v)", names, hidden, text, err)
	}
}

// TestUnreadable: what its user may not read is named with the reason, and so is
// where it may not write; the rest is linted.
func TestUnreadable(t *testing.T) {
	cmd := self(t, "lint", "--report", "sarif=closed/report.sarif", ".")
	for name, mode := range map[string]os.FileMode{"open.yaml": 0o644, "secret.yaml": 0, ".gitignore": 0, "closed/store.yaml": 0o644} {
		path := filepath.Join(cmd.Dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte("Name: audit\nRetentionPeriod: 6\n"), mode); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Chmod(filepath.Join(cmd.Dir, "closed"), 0); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.Chmod(filepath.Join(cmd.Dir, "closed"), 0o755) })
	if os.Getuid() == 0 { // who may read all, so it is somebody else
		for dir := cmd.Dir; dir != filepath.Clean(os.TempDir()) && dir != "/"; dir = filepath.Dir(dir) {
			if info, err := os.Stat(dir); err != nil || os.Chmod(dir, info.Mode()|0o755) != nil {
				t.Fatal(err)
			}
		}
		binary := filepath.Join(cmd.Dir, "edslint")
		text, err := os.ReadFile(cmd.Path)
		if err == nil {
			err = os.WriteFile(binary, text, 0o755)
		}
		if err != nil {
			t.Fatal(err)
		}
		cmd.Path = binary
		cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
	}
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	var exit *exec.ExitError
	if err := cmd.Run(); !errors.As(err, &exit) || exit.ExitCode() != 2 {
		t.Errorf("ended with %v, want exit code 2", err)
	}
	for _, want := range []string{
		"open.yaml:2:18: error: ",
		"\nsecret.yaml: failure: could not read \"secret.yaml\": permission denied\n",
		"\nclosed: failure: can't read folder \"closed\": permission denied\n",
		"\n.gitignore: failure: ",
	} {
		if !strings.Contains(stdout.String(), want) {
			t.Errorf("says nothing like %q:\n%s", want, stdout.String())
		}
	}
	if got := stderr.String(); got != "edslint: could not write the report \"closed/report.sarif\": permission denied\n" {
		t.Errorf("said %q", got)
	}
}

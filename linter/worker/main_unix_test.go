//go:build unix

package worker

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// busy starts a child that evaluates a rule without end, in one call that Go
// can't interrupt.
func busy(t *testing.T, more ...*os.File) *process {
	t.Helper()
	spec := specOf(t, map[string]string{"hostile": hostile()["regex"]})
	c, err := prepare(spec.Command)
	if err != nil {
		t.Fatal(err)
	}
	c.cmd.ExtraFiles = more
	if err := c.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.cmd.Process.Kill() })
	for _, message := range []any{
		setup{Modules: spec.Modules, Memory: 1 << 30, Answer: 1 << 20, Findings: 10},
		task{Rules: []string{"hostile"}, Data: new(json.RawMessage("{}")), Input: []byte("{}"), Time: int64(time.Hour)},
	} {
		if err := writeFrame(c.in, message); err != nil {
			t.Fatal(err)
		}
	}
	if a, _, err := readAnswer(c.out, 1<<20); err != nil || a.Error != "" {
		t.Fatal(a, err)
	}
	time.Sleep(100 * time.Millisecond) // it is at its task
	return c
}

// ends demands that a child ends soon.
func ends(t *testing.T, c *process) *os.ProcessState {
	t.Helper()
	timer := time.AfterFunc(2*time.Second, func() {
		t.Error("it doesn't end")
		c.cmd.Process.Kill()
	})
	defer timer.Stop()
	c.cmd.Wait()
	return c.cmd.ProcessState
}

// TestStdinEnds: without its stdin a child ends, whatever it is at.
func TestStdinEnds(t *testing.T) {
	c := busy(t)
	c.in.Close()
	if state := ends(t, c); state.ExitCode() != exitDone {
		t.Error(state)
	}
}

func TestInterrupt(t *testing.T) {
	c := busy(t)
	c.cmd.Process.Signal(os.Interrupt)
	if status := ends(t, c).Sys().(syscall.WaitStatus); status.Signal() != syscall.SIGINT {
		t.Error(status)
	}
}

// TestParentDies: of a parent that is killed nothing is left.
func TestParentDies(t *testing.T) {
	parent := exec.Command(os.Args[0], "-test.run=^TestParent$", "-test.v")
	parent.Env = append(os.Environ(), "EDSLINT_TEST_PARENT=1")
	out, err := parent.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := parent.Start(); err != nil {
		t.Fatal(err)
	}
	var child int
	for lines := bufio.NewScanner(out); child == 0 && lines.Scan(); {
		if _, id, ok := strings.Cut(lines.Text(), "its child is "); ok {
			child, _ = strconv.Atoi(id)
		}
	}
	parent.Process.Kill()
	parent.Wait()
	if child == 0 {
		t.Fatal("it has no child")
	}
	for end := time.Now().Add(2 * time.Second); alive(child); time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			syscall.Kill(child, syscall.SIGKILL)
			t.Fatal("the child lives on")
		}
	}
}

// alive reports whether a process runs; one that is dead may wait for whoever
// takes over the orphans of a killed process.
func alive(pid int) bool {
	if syscall.Kill(pid, 0) != nil {
		return false
	}
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	return err != nil || !strings.Contains(string(text), ") Z ")
}

// TestParent is the parent of TestParentDies.
func TestParent(t *testing.T) {
	if os.Getenv("EDSLINT_TEST_PARENT") == "" {
		return
	}
	fmt.Printf("\nits child is %d\n", busy(t).cmd.Process.Pid)
	time.Sleep(time.Hour)
}

// TestInherited: what stands open in whatever started this program is closed in a
// child.
func TestInherited(t *testing.T) {
	if _, err := os.Stat("/proc/self/fd"); err != nil {
		return // the system doesn't say what is open
	}
	read, write, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	defer read.Close()
	c := busy(t, write)
	write.Close()
	read.SetReadDeadline(time.Now().Add(time.Second))
	if _, err := io.ReadAll(read); err != nil {
		t.Errorf("a child keeps a pipe open: %v", err)
	}
	if !alive(c.cmd.Process.Pid) {
		t.Error("the child has ended")
	}
	c.in.Close()
	ends(t, c)
}

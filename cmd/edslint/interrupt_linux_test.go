package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// Linux alone lists a process's children.

// TestInterruptEndsChildren: with a run, what evaluates its rules or runs their tests
// ends, even in a call that Go can't interrupt.
func TestInterruptEndsChildren(t *testing.T) {
	const endless = "concat(\"\", [s | s := sprintf(\"%d\", [bits.lsh(1, 2000000000)])])\n"
	for command, args := range map[string][]string{
		"lint": {"--rules", "slow.rego", "store.yaml"},
		"test": {"--timeout", "1h", "slow_test.rego"},
	} {
		t.Run(command, func(t *testing.T) {
			cmd := self(t, append([]string{command}, args...)...)
			for name, text := range map[string]string{
				"store.yaml": "Name: audit\n",
				"slow.rego": "# METADATA\n# title: Slow\n# description: Takes for ever.\n# custom: {id: SLOW1}\npackage edslint.rules.slow\n\n" +
					"findings contains {\"at\": [], \"message\": x} if x := " + endless,
				"slow_test.rego": "package slow_test\n\ntest_slow if \"\" == " + endless,
			} {
				if err := os.WriteFile(filepath.Join(cmd.Dir, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			endsChild(t, cmd)
		})
	}
}

// endsChild starts a command, ends it when it has a child, and sees the child end.
func endsChild(t *testing.T, cmd *exec.Cmd) {
	t.Helper()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	child := 0
	for child == 0 {
		select {
		case err := <-ended:
			t.Fatalf("it ended before it had a child: %v", err)
		default:
		}
		child = childOf(cmd.Process.Pid)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	var exit *exec.ExitError
	if err := <-ended; !errors.As(err, &exit) || exit.ExitCode() != 143 {
		t.Errorf("ended with %v, want exit code 143", err)
	}
	for end := time.Now().Add(5 * time.Second); lives(child); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			syscall.Kill(child, syscall.SIGKILL)
			t.Fatal("the child lives on")
		}
	}
}

// childOf returns a child of a process, or 0.
func childOf(pid int) int {
	lists, _ := filepath.Glob("/proc/" + strconv.Itoa(pid) + "/task/*/children")
	for _, list := range lists {
		text, _ := os.ReadFile(list) // a thread may have ended
		if first, _, ok := strings.Cut(string(text), " "); ok {
			child, _ := strconv.Atoi(first)
			return child
		}
	}
	return 0
}

// lives reports whether a process runs; one that is dead may wait for whoever
// takes over orphans.
func lives(pid int) bool {
	text, err := os.ReadFile("/proc/" + strconv.Itoa(pid) + "/stat")
	return err == nil && !strings.Contains(string(text), ") Z ")
}

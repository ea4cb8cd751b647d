package worker

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"runtime/debug"
)

// Watch starts a command in the folder and the environment of this process, and
// passes on each text that it sends, until it ends, ctx does, or it holds more memory
// than most. It returns the command's exit code; where it didn't end by itself, the
// error says why. The command is of this program, and must call Limit and write
// nothing to its streams but by Send.
func Watch(ctx context.Context, command []string, most uint64, take func(text []byte) error) (int, error) {
	c, err := prepare(command)
	if err != nil {
		return 0, err
	}
	c.cmd.Dir, c.cmd.Env = "", append(os.Environ(), "GOTRACEBACK=none")
	if err := c.cmd.Start(); err != nil {
		return 0, err
	}
	ended := false
	err = c.oversee(ctx, math.MaxInt64, most, func() error {
		for {
			text, err := readFrame(c.out, 1<<31-1)
			ended = errors.Is(err, io.EOF)
			if err == nil {
				err = take(text)
			}
			if err != nil {
				return err
			}
		}
	})
	err = c.end(err)
	if code := c.cmd.ProcessState.ExitCode(); ended && code >= 0 && code != exitMemory && c.said.String() == "" {
		return code, nil
	}
	if errors.Is(err, errMemory) {
		err = fmt.Errorf("it took more than %s of memory", inWords(most))
	}
	return 0, err
}

// Send sends a text to the process that watches this one.
func Send(w io.Writer, text []byte) error { return writeText(w, text) }

// Limit has this process, which another one watches, end when that is gone, whose
// end of stdin then closes, or when it holds more memory than most. Files can't be
// written any more where the system can see to that.
func Limit(most uint64, stdin io.Reader) {
	closeInherited()
	limitMemory(most, func() { os.Exit(exitMemory) })
	go func() {
		io.Copy(io.Discard, stdin)
		os.Exit(exitDone)
	}()
}

// limitMemory calls full, once, when this process holds more memory than most.
func limitMemory(most uint64, full func()) {
	confine(most)
	debug.SetMaxStack(int(most / 4))
	go watchMemory(most, full)
}

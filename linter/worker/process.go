package worker

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"
)

// process is a child as its parent sees it. It is used by one goroutine at a time.
type process struct {
	cmd  *exec.Cmd
	in   io.WriteCloser
	out  io.Reader
	said beginning
	has  map[string]bool // the keys of the data that it was sent
	over bool            // whether it was killed
}

// start starts a child.
func start(command []string) (*process, error) {
	c, err := prepare(command)
	if err != nil {
		return nil, err
	}
	return c, c.cmd.Start()
}

// prepare makes a child ready to be started, with nothing of this process but its program: another
// folder, no environment.
func prepare(command []string) (*process, error) {
	if len(command) == 0 {
		return nil, errors.New("no command is given that evaluates rules")
	}
	c := &process{cmd: exec.Command(command[0], command[1:]...), has: map[string]bool{}}
	if executable, err := os.Executable(); err == nil && executable == command[0] {
		c.cmd.Args[0] = os.Args[0] // a program may go by what it is called
		if runtime.GOOS == "linux" {
			c.cmd.Path = "/proc/self/exe" // still there when the file was replaced
		}
	}
	c.cmd.Dir, c.cmd.Env, c.cmd.SysProcAttr = string(os.PathSeparator), environment(), attributes()
	c.cmd.Stderr, c.cmd.WaitDelay = &c.said, time.Second
	var err error
	if c.in, err = c.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	c.out = bufio.NewReader(out)
	return c, err
}

// environment is what Go needs: threads for no more than one evaluation beside its
// own, no long traces of a crash, and on Windows the system's folder.
func environment() []string {
	env := []string{"GOMAXPROCS=2", "GOTRACEBACK=none"}
	if root, ok := os.LookupEnv("SYSTEMROOT"); ok {
		env = append(env, "SYSTEMROOT="+root)
	}
	return env
}

// oversee has exchange write to the child and read from it, and kills the child
// when ctx or so much time is over, or it holds more memory than most. The error
// is then the cause.
func (c *process) oversee(ctx context.Context, budget time.Duration, most uint64, exchange func() error) error {
	ctx, cancel := within(ctx, budget)
	defer cancel()
	var why error
	var watch sync.WaitGroup
	done := make(chan struct{})
	watch.Go(func() {
		ticker := time.NewTicker(20 * time.Millisecond)
		defer ticker.Stop()
		for why == nil {
			select {
			case <-done:
				return
			case <-ctx.Done():
				why = context.Cause(ctx)
			case <-ticker.C:
				if size, ok := resident(c.cmd.Process.Pid); ok && size > most {
					why = errMemory
				}
			}
		}
		c.cmd.Process.Kill() // which fails only where it has ended
	})
	err := exchange()
	close(done)
	watch.Wait()
	if c.over = why != nil; err != nil && why != nil {
		return why
	}
	return err
}

// patience is for a child that ends by itself.
const patience = time.Second

// end ends a child and leaves nothing of it. After the error of an exchange, it
// returns what happened: that error, unless the child died of something else.
func (c *process) end(err error) error {
	c.in.Close()
	quick := patience
	if c.over || errors.Is(err, errTooMuch) {
		quick = 0
	}
	killed := false
	var mu sync.Mutex
	timer := time.AfterFunc(quick, func() {
		mu.Lock()
		defer mu.Unlock()
		killed = true
		c.cmd.Process.Kill()
	})
	c.cmd.Wait() // its state says more
	timer.Stop()
	mu.Lock()
	defer mu.Unlock()
	state := c.cmd.ProcessState
	text := c.said.String()
	switch {
	case c.over:
		return err
	case state != nil && state.ExitCode() == exitMemory, wantedMemory(text):
		return errMemory
	case killed || state == nil || state.Success():
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			return errors.New("it ended without a whole answer")
		}
		return err
	}
	if line, _, _ := strings.Cut(strings.TrimSpace(text), "\n"); line != "" {
		return fmt.Errorf("%s: %s", state, line)
	}
	return errors.New(state.String())
}

// wantedMemory reports whether a child that said this as it died wanted memory that it
// didn't get. Go may write to such memory, which is all that makes it say SIGSEGV.
func wantedMemory(said string) bool {
	return slices.ContainsFunc([]string{"out of memory", "cannot allocate memory", "failed to allocate", "SIGSEGV"},
		func(words string) bool { return strings.Contains(said, words) })
}

// beginning keeps the first of what is written to it.
type beginning struct {
	mu   sync.Mutex
	text []byte
}

// Write never fails.
func (b *beginning) Write(text []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	const most = 1000
	b.text = append(b.text, text[:min(len(text), most-len(b.text))]...)
	return len(text), nil
}

// String is what was kept.
func (b *beginning) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return string(b.text)
}

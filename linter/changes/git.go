package changes

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
)

// git runs the git program in a folder.
type git struct {
	ctx context.Context
	dir string
}

// command is a run of git that neither asks, pages, writes nor runs what the
// repository's configuration names for people to look at changes with.
func (g git) command(args ...string) *exec.Cmd {
	// All that isn't ASCII is escaped in names, so that any bytes come through.
	settings := []string{"--no-pager", "-c", "core.quotepath=on", "-c", "core.fsmonitor=false", "-c", "core.safecrlf=false"}
	cmd := exec.CommandContext(g.ctx, "git", append(settings, args...)...)
	cmd.Dir = g.dir
	cmd.Env = append(os.Environ(), "LC_ALL=C", "LANGUAGE=C", "GIT_OPTIONAL_LOCKS=0", "GIT_TERMINAL_PROMPT=0", "GIT_DIFF_OPTS=")
	return cmd
}

func (g git) output(args ...string) (string, error) {
	out, err := g.command(args...).Output()
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return "", g.failed(args[0], err, exit.Stderr)
	}
	if err != nil {
		return "", g.failed(args[0], err, nil)
	}
	return string(out), nil
}

// diff returns the lines of each file of the working tree that differ from a
// commit. A file that was moved is compared with what it was.
func (g git) diff(commit string) (map[string]Lines, error) {
	cmd := g.command("diff", "-U0", "--inter-hunk-context=0", "--text", "--find-renames", "--no-ext-diff", "--no-textconv",
		"--no-color", "--no-relative", "--submodule=short", "--ignore-submodules=none", "--src-prefix=a/", "--dst-prefix=b/", commit, "--")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, g.failed("diff", err, nil)
	}
	lines, parseErr := parseDiff(out)
	if _, err := io.Copy(io.Discard, out); err != nil && parseErr == nil {
		parseErr = err
	}
	if err := cmd.Wait(); err != nil {
		return nil, g.failed("diff", err, stderr.Bytes())
	}
	return lines, parseErr
}

// failed says why git could not do its work, in git's own words if it has any.
func (g git) failed(command string, err error, stderr []byte) error {
	switch first, _, _ := strings.Cut(strings.TrimSpace(string(stderr)), "\n"); {
	case g.ctx.Err() != nil:
		return g.ctx.Err()
	case errors.Is(err, exec.ErrNotFound):
		return errors.New("--changed-since asks the program git what changed, but there is none on the PATH; install it, or leave the flag out")
	case first != "":
		return fmt.Errorf("`git %s` failed: %s", command, first)
	}
	return fmt.Errorf("`git %s` failed: %w", command, err)
}

package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/mattn/go-isatty"
)

// isTerminal reports whether w is a terminal that obeys escape sequences.
func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && os.Getenv("TERM") != "dumb" && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// inColor decides by the flag, then by https://no-color.org, then by who reads:
// a terminal, unless the report goes to a file.
func inColor(when string, o output, w io.Writer) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return o.toStdout() && os.Getenv("NO_COLOR") == "" && isTerminal(w)
}

// progress shows on a terminal how far a long run has come.
type progress struct {
	w       io.Writer
	started time.Time
	shown   time.Time
}

func newProgress(w io.Writer) *progress {
	if !isTerminal(w) {
		w = nil
	}
	return &progress{w: w, started: time.Now()}
}

// show is called from one goroutine at a time.
func (p *progress) show(done, total int) {
	now := time.Now()
	if p.w == nil || now.Sub(p.started) < time.Second || now.Sub(p.shown) < 100*time.Millisecond {
		return
	}
	p.shown = now
	if total == 0 {
		fmt.Fprintf(p.w, "\r\x1b[Klooking for files: %d seen", done)
		return
	}
	fmt.Fprintf(p.w, "\r\x1b[Klinting: %d of %d files", done, total)
}

func (p *progress) clear() {
	if !p.shown.IsZero() {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
}

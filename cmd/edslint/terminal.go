package main

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/mattn/go-isatty"
)

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	return ok && (isatty.IsTerminal(f.Fd()) || isatty.IsCygwinTerminal(f.Fd()))
}

// inColor decides by the flag, then by https://no-color.org, then by who reads.
func inColor(when string, w io.Writer) bool {
	switch when {
	case "always":
		return true
	case "never":
		return false
	}
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && isTerminal(w)
}

// visible shows what a terminal would obey, such as an escape sequence in the
// name of a file, instead of sending it there.
func visible(text string) string {
	var b strings.Builder
	for _, c := range text {
		if c == '\n' || strconv.IsPrint(c) {
			b.WriteRune(c)
		} else {
			b.WriteString(strings.Trim(strconv.QuoteRune(c), "'"))
		}
	}
	return b.String()
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

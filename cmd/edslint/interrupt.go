package main

import (
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

// endings are the signals that end a run, each with its name and the exit code
// that shells give a program which one ends.
var endings = map[os.Signal]struct {
	name string
	code int
}{
	os.Interrupt:    {"SIGINT", 130},
	syscall.SIGTERM: {"SIGTERM", 143},
	syscall.SIGHUP:  {"SIGHUP", 129},
}

// endOnSignal has a signal end the program at once, whatever it is at, with a
// message and nothing half-written: a file that f is writing is not there then.
// What evaluates rules in other processes ends with this one. A signal that
// whoever started the program has it ignore stays ignored.
func endOnSignal(f *files, stderr io.Writer) {
	signals := make(chan os.Signal, 1)
	for s := range endings {
		if !signal.Ignored(s) {
			signal.Notify(signals, s)
		}
	}
	go func() {
		ending := endings[<-signals]
		f.abandon()
		start := ""
		if isTerminal(stderr) {
			start = "\r\x1b[K" // where the progress may stand
		}
		fmt.Fprintf(stderr, "%sedslint: interrupted by %s before all was done\n", start, ending.name)
		os.Exit(ending.code)
	}()
}

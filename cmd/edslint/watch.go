package main

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"slices"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/linter/worker"
)

// testsArgument is the first argument of the process in which tests run: rules may
// take any amount of memory, so that another process watches it.
const testsArgument = "__run-tests"

// mostMemory is how much that process may hold, as much as one that evaluates rules.
var mostMemory = worker.DefaultLimits().Memory

// told is what that process says: which test begins, which one can't be stopped, or a
// part of what it writes.
type told struct {
	Began, Left string `json:",omitempty"`
	Out, Err    []byte `json:",omitempty"`
}

// mostBroken is how many tests may break a run off before that is all that is said.
const mostBroken = 10

// watchTests has the tests run in another process, and writes what it reports once
// all is known. A test that breaks that off is named, and the others are run again.
func watchTests(ctx context.Context, s streams, f testFlags) error {
	self, err := worker.Self(testsArgument)
	if err != nil {
		return fmt.Errorf("can't tell which program this is, to start it for the tests: %w", err)
	}
	var report, said bytes.Buffer
	code, broken := 0, map[string]string{}
	for {
		known, err := json.Marshal(broken)
		if err != nil {
			return err
		}
		report.Reset()
		said.Reset()
		last, left := "", ""
		code, err = worker.Watch(ctx, slices.Concat(self, []string{string(known)}, s.args[1:]), mostMemory, func(text []byte) error {
			var t told
			if err := json.Unmarshal(text, &t); err != nil {
				return err
			}
			last, left = cmp.Or(t.Began, last), cmp.Or(left, t.Left)
			report.Write(t.Out)
			said.Write(t.Err)
			return nil
		})
		if err == nil {
			break
		}
		if last = cmp.Or(left, last); last == "" || len(broken) == mostBroken || ctx.Err() != nil {
			return fmt.Errorf("the process of the tests broke off: %w", err)
		}
		broken[last] = fmt.Sprintf("the test broke off: %s", err)
	}
	if code != linter.ExitFailure && f.output != "" {
		err = s.files.write("report", f.output, report.Bytes())
	} else {
		err = s.print("report", report.Bytes())
	}
	if _, failed := s.err.Write(said.Bytes()); err == nil {
		err = failed
	}
	if err == nil && code != linter.ExitClean {
		err = exitError(code)
	}
	return err
}

// watchedStreams are those of the process in which tests run, and broken the tests
// that broke it off before, as JSON.
func watchedStreams(s streams, broken string) streams {
	worker.Limit(mostMemory, s.in)
	tell := func(t told) error {
		text, err := json.Marshal(t)
		if err == nil {
			err = worker.Send(s.out, text)
		}
		return err
	}
	one := func(t told) { _ = tell(t) } // where that fails, the parent is gone, and this process ends
	options := regotest.Options{
		Began: func(test string) { one(told{Began: test}) },
		Left:  func(test string) { one(told{Left: test}) },
	}
	_ = json.Unmarshal([]byte(broken), &options.Broken)
	return streams{
		in:    bytes.NewReader(nil),
		out:   writer(func(text []byte) error { return tell(told{Out: text}) }),
		err:   writer(func(text []byte) error { return tell(told{Err: text}) }),
		files: s.files, watched: &options,
	}
}

// writer is an io.Writer of a function that takes all or none.
type writer func(text []byte) error

var _ io.Writer = writer(nil)

func (w writer) Write(text []byte) (int, error) {
	if err := w(text); err != nil {
		return 0, err
	}
	return len(text), nil
}

// Package worker evaluates rules written by strangers in processes of their own,
// which are watched and killed: time and memory have limits that hold even inside
// one long call of a built-in function, which Go can't interrupt.
//
// The processes are of the same program, started with Argument, which must lead to
// Main. They are sent the rules once, and then one request after another.
package worker

import (
	"errors"
	"os"
	"runtime"
	"time"

	"github.com/edslint/edslint/rules"
)

// Argument is the one argument with which a program must call Main.
const Argument = "__evaluate-rules"

// Spec is what is evaluated.
type Spec struct {
	// Command starts a process that calls Main; Self(Argument) returns that of a
	// program that does so when it is given Argument.
	Command []string
	// Modules are the texts of all Rego files by name: rules and what they import.
	Modules map[string]string
	// Rules are those that are evaluated, each in the package edslint.rules.<name>.
	Rules []rules.Rule
	// Data returns what rules see as `data` under one of the keys that Evaluate is
	// given. It may be called by several goroutines.
	Data func(key string) (map[string]any, error)
	// Trace, if not nil, is called with what a rule prints, and the place of the
	// call as file:line. It is called by one goroutine at a time.
	Trace func(place, text string)
}

// Limits bound what rules may use.
type Limits struct {
	Time      time.Duration // of one rule for one request
	Memory    uint64        // of a process, in bytes
	Start     time.Duration // until a process has compiled the rules
	Answer    int           // bytes that all rules may say of a request
	Findings  int           // that all rules may have in a request
	Processes int           // at a time
}

// DefaultLimits are those of custom rules.
func DefaultLimits() Limits {
	return Limits{
		Time: 5 * time.Second, Memory: 1 << 30, Start: 30 * time.Second,
		Answer: 16 << 20, Findings: 10_000, Processes: min(runtime.GOMAXPROCS(0), 8),
	}
}

// Self returns the command that starts this very program with an argument.
func Self(argument string) ([]string, error) {
	path, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return []string{path, argument}, nil
}

// The reasons for which a process is killed. Each stands in words in a failure.
var (
	errTime   = errors.New("out of time")
	errMemory = errors.New("out of memory")
	errClosed = errors.New("the rules are not evaluated any more")
)

package worker

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// The children that tests start are this test itself: with Argument it is what
// the program is, and with others a child that goes wrong.
func TestMain(m *testing.M) {
	if len(os.Args) == 2 {
		if os.Args[1] == Argument {
			os.Exit(Main(os.Stdin, os.Stdout, os.Stderr))
		}
		if strange, ok := strangers()[os.Args[1]]; ok {
			strange()
			os.Exit(0)
		}
	}
	os.Exit(m.Run())
}

// tells does what a command does that is watched.
func tells() {
	Limit(64<<20, os.Stdin)
	for _, text := range []string{"a", "b"} {
		if err := Send(os.Stdout, []byte(text)); err != nil {
			os.Exit(9)
		}
	}
}

// strangers are children that do what no child of ours does.
func strangers() map[string]func() {
	ready := func() {
		readFrame(os.Stdin, 1<<30)
		writeFrame(os.Stdout, answer{})
		readFrame(os.Stdin, 1<<30)
	}
	return map[string]func(){
		"takes one at a time": func() {
			readFrame(os.Stdin, 1<<30)
			for writeFrame(os.Stdout, answer{}); ; {
				text, err := readFrame(os.Stdin, 1<<30)
				if err != nil {
					return
				}
				var t task
				json.Unmarshal(text, &t)
				a := answer{Over: true, Error: "out of time"}
				if len(t.Rules) == 1 {
					a = answer{Found: map[string]any{t.Rules[0]: []any{map[string]any{"at": []any{}, "message": "alone"}}}}
				}
				writeFrame(os.Stdout, a)
			}
		},
		"tells":           func() { tells(); os.Exit(1) },
		"tells and dies":  func() { tells(); fmt.Fprintln(os.Stderr, "alas"); os.Exit(1) },
		"tells and waits": func() { tells(); time.Sleep(time.Hour) },
		"tells and fills": func() {
			tells()
			for all := []byte{1}; ; all = append(all, all...) {
			}
		},
		"tells too much":     func() { tells(); io.WriteString(os.Stdout, "\x00\x00\x01\x00{") },
		"dies at once":       func() { os.Exit(7) },
		"ends at once":       func() {},
		"speaks to the user": func() { fmt.Println("Hello, this is another program"); io.Copy(io.Discard, os.Stdin) },
		"is deaf and dumb":   func() { time.Sleep(time.Hour) },
		"dies at a task":     func() { ready(); fmt.Fprintln(os.Stderr, "alas\x1b[31m"); os.Exit(7) },
		"gets no memory":     func() { ready(); fmt.Fprintln(os.Stderr, "SIGSEGV: segmentation violation"); os.Exit(2) },
		"writes garbage":     func() { ready(); io.WriteString(os.Stdout, "\x00\x00\x00\x05{]{]{"); io.Copy(io.Discard, os.Stdin) },
		"promises too much":  func() { ready(); io.WriteString(os.Stdout, "\xff\xff\xff\xff{"); io.Copy(io.Discard, os.Stdin) },
		"breaks off":         func() { ready(); io.WriteString(os.Stdout, "\x00\x00\x01\x00{") },
		"closes its pipe":    func() { ready(); os.Stdout.Close(); time.Sleep(time.Hour) },
		"prints without end": func() {
			ready()
			for writeFrame(os.Stdout, answer{Print: &printed{Text: strings.Repeat("x", 1000)}}) == nil {
			}
		},
		"floods stderr": func() {
			ready()
			for range 100_000 {
				fmt.Fprintln(os.Stderr, strings.Repeat("x", 1000))
			}
			writeFrame(os.Stdout, answer{Found: map[string]any{"hostile": []any{}}})
			io.Copy(io.Discard, os.Stdin)
		},
		"nests": func() {
			ready()
			writeText(os.Stdout, []byte(`{"Found":{"hostile":`+strings.Repeat("[", 1_000_000)+strings.Repeat("]", 1_000_000)+`}}`))
			io.Copy(io.Discard, os.Stdin)
		},
		"speaks of other rules": func() {
			ready()
			writeFrame(os.Stdout, answer{Found: map[string]any{"other": []any{map[string]any{"at": []any{}, "message": "x"}}}})
			io.Copy(io.Discard, os.Stdin)
		},
	}
}

package worker

import (
	"context"
	"errors"
	"os"
	"strings"
	"testing"
	"time"
)

// TestWatch: what a command tells is passed on, and how it ended is known.
func TestWatch(t *testing.T) {
	for name, want := range map[string]struct {
		code int
		says string
	}{
		"tells":           {1, ""},
		"ends at once":    {0, ""},
		"tells and dies":  {0, "exit status 1: alas"},
		"tells and fills": {0, "it took more than 64 MiB of memory"},
		"tells and waits": {0, "nobody waits any more"},
		"tells too much":  {0, "it ended without a whole answer"},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, cancel := context.WithCancelCause(t.Context())
			var told []string
			code, err := Watch(ctx, []string{os.Args[0], name}, 64<<20, func(text []byte) error {
				if told = append(told, string(text)); len(told) == 2 && name == "tells and waits" {
					time.AfterFunc(10*time.Millisecond, func() { cancel(errors.New("nobody waits any more")) })
				}
				return nil
			})
			says := ""
			if err != nil {
				says = err.Error()
			}
			if code != want.code || says != want.says {
				t.Errorf("exit code %d, %q; want %d, %q", code, says, want.code, want.says)
			}
			if got := strings.Join(told, ""); name != "ends at once" && got != "ab" {
				t.Errorf("told %q", got)
			}
		})
	}
}

// TestWatchTaker: an error of who takes what is told ends the command.
func TestWatchTaker(t *testing.T) {
	alas := errors.New("alas")
	if _, err := Watch(t.Context(), []string{os.Args[0], "tells and waits"}, 1<<30, func([]byte) error { return alas }); !errors.Is(err, alas) {
		t.Errorf("%v", err)
	}
	if _, err := Watch(t.Context(), []string{"/nowhere/edslint"}, 1<<30, nil); err == nil {
		t.Error("a program that isn't there was started")
	}
}

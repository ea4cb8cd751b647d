package linter

import (
	"context"
	"errors"
	"time"
)

// mostTime bounds the judging of one request, by all rules and editions.
const mostTime = 5 * time.Second

var errTooLarge = errors.New("the request is too large to be judged in the time there is for one")

// withTime ends a context after so much time in which the program ran. What it
// doesn't run, on a machine that is paused or has too much to do, counts as no
// more than a step, so that no request is called too large for it.
func withTime(ctx context.Context, most, step time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		ticker := time.NewTicker(step)
		defer ticker.Stop()
		for left := most; left > 0; left -= step {
			select {
			case <-ctx.Done():
				return
			case <-ticker.C:
			}
		}
		cancel(errTooLarge)
	}()
	return ctx, func() { cancel(context.Canceled) }
}

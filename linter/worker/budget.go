package worker

import (
	"context"
	"time"
)

// steps is how many parts a budget is counted in.
const steps = 50

// spend returns when so much time has gone in which the program ran, with true, or
// when done is closed. What it doesn't run, on a machine that is paused or has too
// much to do, counts as no more than a step, so that no rule is blamed for it.
func spend(done <-chan struct{}, most time.Duration) bool {
	step := max(most/steps, time.Millisecond)
	ticker := time.NewTicker(step)
	defer ticker.Stop()
	for left := most; left > 0; left -= step {
		select {
		case <-done:
			return false
		case <-ticker.C:
		}
	}
	return true
}

// within ends a context, with errTime, when its budget is spent.
func within(ctx context.Context, most time.Duration) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		if spend(ctx.Done(), most) {
			cancel(errTime)
		}
	}()
	return ctx, func() { cancel(context.Canceled) }
}

package linter

import (
	"context"
	"testing"
	"testing/synctest"
	"time"
)

func TestWithTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := withTime(context.Background(), 5*time.Second, 100*time.Millisecond)
		defer cancel()
		time.Sleep(4900*time.Millisecond + time.Nanosecond)
		if ctx.Err() != nil {
			t.Fatal("the time was over too soon")
		}
		time.Sleep(100 * time.Millisecond)
		if context.Cause(ctx) != errTooLarge {
			t.Errorf("after all of the time the cause is %v, want %v", context.Cause(ctx), errTooLarge)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := withTime(context.Background(), 5*time.Second, 100*time.Millisecond)
		cancel()
		if context.Cause(ctx) == errTooLarge {
			t.Error("a request that was judged in time is called too large")
		}
		time.Sleep(10 * time.Second) // the goroutine has ended, or the test fails
	})
}

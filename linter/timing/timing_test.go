package timing

import (
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestWrite(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r := New()
		end := r.Begin("short")
		time.Sleep(time.Millisecond)
		end()
		var group sync.WaitGroup
		for range 2 { // side by side
			group.Go(func() {
				end := r.Begin("long")
				time.Sleep(4500 * time.Microsecond)
				end()
			})
		}
		group.Wait()
		r.rule("b-rule", time.Millisecond)
		r.rule("a-rule", time.Millisecond)
		r.rule("slow", time.Millisecond)
		r.rule("slow", time.Millisecond)
		var b strings.Builder
		if err := r.Write(&b); err != nil {
			t.Fatal(err)
		}
		const want = `time share times step
9.00 ms 90% 2 long
1.00 ms 10% 1 short
10.00 ms together
5.50 ms on the clock

time share times rule
2.00 ms 50% 2 slow
1.00 ms 25% 1 a-rule
1.00 ms 25% 1 b-rule
4.00 ms together
`
		got := regexp.MustCompile(`(?m)^ +| +$`).ReplaceAllString(regexp.MustCompile(` +`).ReplaceAllString(b.String(), " "), "")
		if got != want {
			t.Errorf("got:\n%s", b.String())
		}
	})
}

// TestOff: without a recorder nothing is measured, and nothing breaks.
func TestOff(t *testing.T) {
	var r *Recorder
	r.Begin("step")()
}

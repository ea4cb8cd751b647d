package main

import (
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

// paceCollector has garbage collected seldom, for a run is short and starts by
// loading much that stays: collecting meanwhile would be a third of its time. The
// heap may grow to a bound before it is collected more often, and where more is in
// use, by so much beyond that.
func paceCollector() {
	const least, more = 256 << 20, 192 << 20
	debug.SetGCPercent(800)
	debug.SetMemoryLimit(least)
	inUse := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	var afterCollection func(struct{})
	watch := func() { runtime.AddCleanup(new([4]*int), afterCollection, struct{}{}) }
	afterCollection = func(struct{}) {
		metrics.Read(inUse)
		debug.SetMemoryLimit(max(least, int64(inUse[0].Value.Uint64())+more))
		watch()
	}
	watch()
}

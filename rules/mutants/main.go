// Command mutants says how well the tests of the built-in rules hold them: it
// changes one thing in a rule at a time, as a mistake would, and sees whether a
// test of the rule then fails.
package main

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
)

func main() {
	of := flag.String("of", "", "change only files whose names hold this `TEXT`")
	list := flag.Bool("list", false, "only list the changes")
	flag.Parse()
	debug.SetGCPercent(400) // each mutant leaves much behind
	ok, err := run(*of, *list)
	if err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(2)
	}
	if !ok {
		os.Exit(1)
	}
}

// run reports whether no mutant survives that isn't known to be equivalent.
func run(of string, list bool) (bool, error) {
	s, err := newSuite()
	if err != nil {
		return false, err
	}
	all, err := s.mutants()
	if err != nil {
		return false, err
	}
	all = slices.DeleteFunc(all, func(m mutant) bool { return !strings.Contains(m.file, of) })
	if list {
		for _, m := range all {
			fmt.Printf("%s:%d: %s: %s\n", m.file, m.line, m.rule, m.change)
		}
		return true, nil
	}
	known, err := equivalents()
	if err != nil {
		return false, err
	}
	verdicts, err := s.judgeAll(all, func(m mutant, v verdict) {
		_, same := known[m.name()]
		switch {
		case v == survived && !same:
			fmt.Printf("%s:%d: survives: %s: %s\n", m.file, m.line, m.rule, m.change)
		case v != survived && same:
			fmt.Printf("%s:%d: is caught, but listed as equivalent: %s: %s\n", m.file, m.line, m.rule, m.change)
		}
	})
	if err != nil {
		return false, err
	}
	counts := map[verdict]int{}
	same := 0
	for i, v := range verdicts {
		if _, ok := known[all[i].name()]; ok && v == survived {
			same++
		} else {
			counts[v]++
		}
	}
	fmt.Printf("%d of %d mutants caught (%.1f %%), %d survive; %d more are equivalent, and %d don't compile\n",
		counts[caught], counts[caught]+counts[survived], 100*float64(counts[caught])/float64(max(counts[caught]+counts[survived], 1)),
		counts[survived], same, counts[unsound])
	return counts[survived] == 0, nil
}

// mutants returns the mutants of all rules and libraries.
func (s *suite) mutants() ([]mutant, error) {
	var all []mutant
	for _, file := range slices.Sorted(maps.Keys(s.modules)) {
		if !isTest(file) {
			all = append(all, mutants(file, s.modules[file])...)
		}
	}
	if len(all) == 0 {
		return nil, fmt.Errorf("there is no rule")
	}
	return all, nil
}

// judgeAll judges mutants side by side. It tells of each in turn, one at a time.
func (s *suite) judgeAll(all []mutant, tell func(mutant, verdict)) ([]verdict, error) {
	verdicts := make([]verdict, len(all))
	var (
		next  atomic.Int64
		group sync.WaitGroup
		mu    sync.Mutex
		first error
	)
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < len(all); i = int(next.Add(1)) - 1 {
				v, err := s.judge(all[i])
				mu.Lock()
				if verdicts[i] = v; err != nil && first == nil {
					first = err
				}
				tell(all[i], v)
				mu.Unlock()
			}
		})
	}
	group.Wait()
	return verdicts, first
}

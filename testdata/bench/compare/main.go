// Command compare times edslint against conftest with the rules of the API page,
// against programs that only link its libraries or only parse the files, and
// against itself at another commit, over the same files, and prints a table in
// Markdown. From the repository's root:
//
//	go run ./testdata/bench/compare [-runs 15] [-base HEAD~1]
//
// Each round runs every program once, in an order of its own, so that all see the
// same machine; a ratio is taken round by round.
package main

import (
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

const conftest = "github.com/open-policy-agent/conftest@v0.71.1"

// program is one that is timed.
type program struct {
	name  string
	args  []string // before the files
	times []time.Duration
	peak  int64 // kB
}

func main() {
	runs := flag.Int("runs", 15, "rounds")
	base := flag.String("base", "HEAD~1", "the commit to compare with")
	flag.Parse()
	dir, err := os.MkdirTemp("", "edslint-compare")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)
	programs, err := build(dir, *base)
	if err != nil {
		log.Fatal(err)
	}
	files, alike := filepath.Join(dir, "files"), filepath.Join(dir, "alike")
	if err := errors.Join(write(files, 2000, 2000), write(alike, 2000, 4)); err != nil {
		log.Fatal(err)
	}
	one := filepath.Join(files, "00", "0000.json")
	fmt.Printf("%s, %d processors, %d rounds; seconds are medians, ratios are to conftest (medians, with the range that holds the middle half).\n", runtime.GOARCH, runtime.NumCPU(), *runs)
	for _, set := range []struct{ name, path string }{{"1 file", one}, {"100 files", filepath.Join(files, "00")}, {"2,000 files", files}, {"2,000 files, four lists of selectors", alike}} {
		if err := measure(programs, set.path, *runs); err != nil {
			log.Fatal(err)
		}
		table(set.name, programs)
	}
}

// build makes the programs; the first is what the others are compared with.
func build(dir, base string) ([]*program, error) {
	bin := func(name string) string { return filepath.Join(dir, name) }
	old := filepath.Join(dir, "base")
	for _, command := range [][]string{
		{"go", "build", "-o", bin("edslint"), "./cmd/edslint"},
		{"go", "build", "-o", bin("link"), "./testdata/bench/link"},
		{"go", "build", "-o", bin("parse"), "./testdata/bench/parse"},
		{"env", "GOBIN=" + dir, "go", "install", conftest},
		{"git", "worktree", "add", "--detach", old, base},
		{"go", "build", "-C", old, "-o", bin("edslint-base"), "./cmd/edslint"},
		{"git", "worktree", "remove", "--force", old},
	} {
		if out, err := exec.Command(command[0], command[1:]...).CombinedOutput(); err != nil {
			return nil, fmt.Errorf("%s: %w\n%s", strings.Join(command, " "), err, out)
		}
	}
	lint := func(preset string) []string { return []string{"lint", "--no-config", "--quiet", "--preset", preset} }
	of := func(name, file string, args ...string) *program {
		return &program{name: name, args: append([]string{bin(file)}, args...)}
	}
	return []*program{
		of("conftest, the API page's rules", "conftest", "test", "-p", "testdata/bench/conftest", "--data", "rules/editions/2023-06.json"),
		of("edslint, errors-only", "edslint", lint("errors-only")...),
		of("edslint, recommended", "edslint", lint("recommended")...),
		of("edslint, strict (every rule)", "edslint", lint("strict")...),
		of("edslint, strict, at "+base, "edslint-base", lint("strict")...),
		of("only link OPA and jsonschema", "link"),
		of("only read and parse the files", "parse"),
	}, nil
}

// measure runs each program once a round.
func measure(programs []*program, path string, runs int) error {
	for _, p := range programs {
		p.times, p.peak = nil, 0
	}
	order := slices.Clone(programs)
	for round := range runs + 1 {
		rand.Shuffle(len(order), func(i, k int) { order[i], order[k] = order[k], order[i] })
		for _, p := range order {
			took, peak, err := run(append(slices.Clone(p.args), path))
			if err != nil {
				return fmt.Errorf("%s: %w", p.name, err)
			}
			if round > 0 { // the first warms up
				p.times, p.peak = append(p.times, took), max(p.peak, peak)
			}
		}
	}
	return nil
}

func run(args []string) (time.Duration, int64, error) {
	command := exec.Command(args[0], args[1:]...)
	started := time.Now()
	err := command.Run()
	took := time.Since(started)
	var exit *exec.ExitError
	if errors.As(err, &exit) && exit.ExitCode() == 1 { // some files have findings
		err = nil
	}
	return took, peak(command.ProcessState), err
}

func table(name string, programs []*program) {
	fmt.Printf("\n| %s | time | to conftest | most memory |\n| --- | --- | --- | --- |\n", name)
	first := programs[0]
	for _, p := range programs {
		ratios := make([]float64, len(p.times))
		for i, took := range p.times {
			ratios[i] = took.Seconds() / first.times[i].Seconds()
		}
		slices.Sort(ratios)
		at := func(q float64) float64 { return ratios[int(q*float64(len(ratios)-1)+0.5)] }
		fmt.Printf("| %s | %s | %.3f (%.3f–%.3f) | %d MiB |\n", p.name, short(median(p.times)), at(0.5), at(0.25), at(0.75), p.peak>>10)
	}
}

func median(times []time.Duration) time.Duration {
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}

func short(d time.Duration) string {
	if d < time.Second {
		return fmt.Sprintf("%.1f ms", d.Seconds()*1000)
	}
	return fmt.Sprintf("%.2f s", d.Seconds())
}

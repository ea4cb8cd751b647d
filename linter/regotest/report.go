package regotest

import (
	"maps"
	"slices"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
)

// The outcomes of a test.
const (
	Passed  = "passed"
	Failed  = "failed"
	Error   = "error" // it could not be evaluated, or didn't end in its time
	Skipped = "skipped"
)

// Result is what came of a test, of one of its cases, or of an example.
type Result struct {
	Name    string  `json:"name"` // package.test, package.test/case or rule/example
	Of      string  `json:"of"`   // the package, or an example's rule
	File    string  `json:"file"`
	Line    int     `json:"line"` // 1-based, where the test stands
	Column  int     `json:"column"`
	Outcome string  `json:"outcome"`
	Seconds float64 `json:"seconds"`
	Message string  `json:"message,omitempty"` // FILE:LINE:COLUMN: why it did not pass
	Details string  `json:"details,omitempty"` // the values that were compared, or what was found; lines
	Output  string  `json:"output,omitempty"`  // what it printed
}

// Report is what came of a run.
type Report struct {
	Tests    []Result
	Coverage *Coverage // nil unless asked for
}

// Coverage says which lines of the rules and libraries some test reaches.
type Coverage struct {
	Percent float64        `json:"percent"` // of all lines
	Files   []FileCoverage `json:"files"`   // by name
}

// FileCoverage is the coverage of one file.
type FileCoverage struct {
	File      string   `json:"file"`
	Percent   float64  `json:"percent"`
	Reached   int      `json:"reached"`   // lines
	Unreached [][2]int `json:"unreached"` // ranges of lines, 1-based, both ends included
}

// Counts are how many tests had each outcome.
type Counts struct {
	Tests   int     `json:"tests"`
	Passed  int     `json:"passed"`
	Failed  int     `json:"failed"`
	Errors  int     `json:"errors"`
	Skipped int     `json:"skipped"`
	Seconds float64 `json:"seconds"` // in all
}

// Count counts results.
func Count(results []Result) Counts {
	c := Counts{Tests: len(results)}
	for _, r := range results {
		c.Seconds += r.Seconds
		switch r.Outcome {
		case Passed:
			c.Passed++
		case Failed:
			c.Failed++
		case Error:
			c.Errors++
		case Skipped:
			c.Skipped++
		}
	}
	return c
}

// coverage is the coverage of the modules that are no tests.
func coverage(c *cover.Cover, modules map[string]*ast.Module) *Coverage {
	subjects := maps.Clone(modules)
	maps.DeleteFunc(subjects, func(file string, _ *ast.Module) bool { return isTest(file) })
	files := c.Report(subjects).Files
	all := &Coverage{Files: []FileCoverage{}}
	reached, lines := 0, 0
	for _, name := range slices.Sorted(maps.Keys(subjects)) {
		report := files[name]
		if report == nil {
			continue // nothing in it is evaluated
		}
		hit, missed := rows(report.Covered), rows(report.NotCovered)
		for row := range hit {
			delete(missed, row) // a part of it is reached
		}
		if len(hit)+len(missed) == 0 {
			continue
		}
		all.Files = append(all.Files, FileCoverage{
			File: name, Percent: percent(len(hit), len(hit)+len(missed)), Reached: len(hit), Unreached: ranges(slices.Sorted(maps.Keys(missed))),
		})
		reached, lines = reached+len(hit), lines+len(hit)+len(missed)
	}
	all.Percent = percent(reached, lines)
	return all
}

func rows(of []cover.Range) map[int]bool {
	all := map[int]bool{}
	for _, r := range of {
		for row := r.Start.Row; row <= r.End.Row; row++ {
			all[row] = true
		}
	}
	return all
}

// percent is 100 where there is nothing to reach.
func percent(part, whole int) float64 {
	if whole == 0 {
		return 100
	}
	return float64(part*10000/whole) / 100 // rounded down: 100 means all
}

func ranges(rows []int) [][2]int {
	all := [][2]int{}
	for _, row := range rows {
		if n := len(all); n > 0 && all[n-1][1] == row-1 {
			all[n-1][1] = row
		} else {
			all = append(all, [2]int{row, row})
		}
	}
	return all
}

package report

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

type junitReport struct {
	XMLName xml.Name `xml:"testsuites"`
	Name    string   `xml:"name,attr"`
	junitCounts
	Suites []*junitSuite `xml:"testsuite"`
}

type junitCounts struct {
	Tests    int `xml:"tests,attr"`
	Failures int `xml:"failures,attr"`
	Errors   int `xml:"errors,attr"`
}

type junitSuite struct {
	Name string `xml:"name,attr"`
	File string `xml:"file,attr"`
	junitCounts
	Skipped int         `xml:"skipped,attr"`
	Cases   []junitCase `xml:"testcase"`
}

type junitCase struct {
	Name      string       `xml:"name,attr"`
	Classname string       `xml:"classname,attr"`
	Skipped   *junitFault  `xml:"skipped"`
	Failure   *junitFault  `xml:"failure"`
	Error     *junitFault  `xml:"error"`
	Output    *junitOutput `xml:"system-out"`
}

type junitFault struct {
	Type    string `xml:"type,attr,omitempty"`
	Message string `xml:"message,attr"`
	Text    string `xml:",chardata"`
}

type junitOutput struct {
	Text string `xml:",chardata"`
}

// renderJUnit writes a suite for each file, and in it a test for each finding,
// and for each request without one, which passes. A finding at or above the fail
// level is a failure, one that says that a file can't be linted an error, as is
// what edslint could not do; others pass, and say what they are in their output.
func renderJUnit(r *Report, o Options) ([]byte, error) {
	j := junit{report: junitReport{Name: o.toolName()}, suites: map[string]*junitSuite{}, names: map[[2]string]int{}}
	found := map[string]map[int]bool{}
	requests := map[string][]Request{}
	for _, file := range r.Files {
		requests[file.Name] = append(requests[file.Name], file.Requests...)
		found[file.Name] = map[int]bool{}
		j.suite(file.Name)
	}
	for _, f := range r.shown(o) {
		if f.Suppression == nil && found[f.File] != nil {
			found[f.File][requestOf(f, requests[f.File])] = true
		}
		j.add(f.File, j.finding(f, o))
	}
	for _, file := range r.Files {
		for i, request := range file.Requests {
			if !found[file.Name][i] {
				j.add(file.Name, junitCase{Name: "request " + cmp.Or(visible(request.Name), fmt.Sprintf("at line %d", request.Line))})
			}
		}
	}
	for _, f := range r.Failures {
		j.add(cmp.Or(f.File, o.toolName()), junitCase{
			Name:  strings.TrimSpace(o.toolName() + " " + visible(f.RuleID)),
			Error: &junitFault{Type: "failure", Message: sentences(f.Message), Text: f.line()},
		})
	}
	return encodeXML(j.report)
}

// junit is a report that is being made.
type junit struct {
	report junitReport
	suites map[string]*junitSuite
	names  map[[2]string]int // how many tests of a file have a name
}

func (j *junit) suite(file string) *junitSuite {
	s, ok := j.suites[file]
	if !ok {
		s = &junitSuite{Name: visible(file), File: visible(file)}
		j.suites[file] = s
		j.report.Suites = append(j.report.Suites, s)
	}
	return s
}

// add adds a test. Readers tell tests apart, and find them in the next run, by
// class and name.
func (j *junit) add(file string, c junitCase) {
	s := j.suite(file)
	c.Classname = s.Name
	key := [2]string{file, c.Name}
	j.names[key]++
	if n := j.names[key]; n > 1 {
		c.Name += fmt.Sprintf(" (%d)", n)
	}
	s.Cases = append(s.Cases, c)
	for _, counts := range []*junitCounts{&j.report.junitCounts, &s.junitCounts} {
		counts.Tests++
		if c.Failure != nil {
			counts.Failures++
		}
		if c.Error != nil {
			counts.Errors++
		}
	}
	if c.Skipped != nil {
		s.Skipped++
	}
}

func (j *junit) finding(f finding.Finding, o Options) junitCase {
	c := junitCase{Name: strings.TrimSpace(ruleOf(f) + " " + visible(f.Pointer))}
	line := fmt.Sprintf("%s:%d:%d: %s: %s [%s]", visible(f.File), f.Region.StartLine, f.Region.StartColumn, visible(string(f.Level)), messageOf(f), ruleOf(f))
	fault := &junitFault{Type: visible(string(f.Level)), Message: visible(f.Message), Text: unlike(line)}
	switch {
	case f.Suppression != nil:
		c.Skipped = &junitFault{Message: sentences(f.Message, "Suppressed: "+f.Suppression.Justification)}
	case f.Unread:
		c.Error = fault
	case o.fails(f.Level):
		c.Failure = fault
	default:
		c.Output = &junitOutput{Text: fault.Text}
	}
	return c
}

package regotest

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/edslint/edslint/linter/report"
)

// Formats lists the formats of Write, the default first.
func Formats() []string { return []string{"text", "json", "junit"} }

// Write writes a report. Text names all tests where verbose, else those that
// did not pass.
func Write(w io.Writer, format string, r *Report, verbose bool) error {
	var b bytes.Buffer
	var err error
	switch format {
	case "json":
		err = writeJSON(&b, r)
	case "junit":
		err = writeJUnit(&b, r)
	default:
		writeText(&b, r, verbose)
	}
	if err == nil {
		_, err = w.Write(b.Bytes())
	}
	if err != nil {
		return fmt.Errorf("could not write the report of the tests: %w", err)
	}
	return nil
}

func writeText(b *bytes.Buffer, r *Report, verbose bool) {
	words := map[string]string{Passed: "pass ", Failed: "FAIL ", Error: "ERROR", Skipped: "skip "}
	listed := false
	for _, t := range r.Tests {
		if !verbose && (t.Outcome == Passed || t.Outcome == Skipped) {
			continue
		}
		listed = true
		fmt.Fprintf(b, "%s %s (%s)\n", words[t.Outcome], report.Visible(t.Name), seconds(t.Seconds))
		indent(b, "      ", t.Message)
		indent(b, "        ", t.Details)
		indent(b, "      | ", t.Output)
	}
	if listed {
		b.WriteByte('\n')
	}
	if r.Coverage != nil {
		writeCoverage(b, r.Coverage)
	}
	c := Count(r.Tests)
	parts := []string{fmt.Sprintf("%d passed", c.Passed)}
	for _, more := range []struct {
		n    int
		word string
	}{{c.Failed, "failed"}, {c.Errors, "with an error"}, {c.Skipped, "skipped"}} {
		if more.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", more.n, more.word))
		}
	}
	noun := "tests"
	if c.Tests == 1 {
		noun = "test"
	}
	fmt.Fprintf(b, "%d %s: %s (%s)\n", c.Tests, noun, strings.Join(parts, ", "), seconds(c.Seconds))
}

func writeCoverage(b *bytes.Buffer, c *Coverage) {
	for _, f := range c.Files {
		fmt.Fprintf(b, "%7.2f%% %s", f.Percent, report.Visible(f.File))
		for i, lines := range f.Unreached {
			switch i {
			case 0:
				b.WriteString(": no test reaches line ")
			default:
				b.WriteString(", ")
			}
			b.WriteString(strconv.Itoa(lines[0]))
			if lines[1] > lines[0] {
				fmt.Fprintf(b, "-%d", lines[1])
			}
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(b, "%7.2f%% of all lines\n\n", c.Percent)
}

func seconds(s float64) string {
	d := time.Duration(s * float64(time.Second))
	return fmt.Sprintf("%.1fms", float64(d)/float64(time.Millisecond))
}

// indent writes lines, each after a prefix and as a terminal may see it.
func indent(b *bytes.Buffer, prefix, text string) {
	if text == "" {
		return
	}
	for line := range strings.SplitSeq(text, "\n") {
		b.WriteString(prefix + report.Visible(line) + "\n")
	}
}

func writeJSON(b *bytes.Buffer, r *Report) error {
	text, err := report.JSON(struct {
		Version  int       `json:"version"`
		Tests    []Result  `json:"tests"`
		Coverage *Coverage `json:"coverage,omitempty"`
		Summary  Counts    `json:"summary"`
	}{1, r.Tests, r.Coverage, Count(r.Tests)})
	b.Write(text)
	return err
}

// The elements of JUnit's XML, as junit-10.xsd of Jenkins' xUnit plugin has
// them: a suite for each file.
type (
	junitSuites struct {
		XMLName  xml.Name      `xml:"testsuites"`
		Name     string        `xml:"name,attr"`
		Tests    int           `xml:"tests,attr"`
		Failures int           `xml:"failures,attr"`
		Errors   int           `xml:"errors,attr"`
		Time     string        `xml:"time,attr"`
		Suites   []*junitSuite `xml:"testsuite"`
	}
	junitSuite struct {
		Name     string      `xml:"name,attr"`
		Tests    int         `xml:"tests,attr"`
		Failures int         `xml:"failures,attr"`
		Errors   int         `xml:"errors,attr"`
		Skipped  int         `xml:"skipped,attr"`
		Time     string      `xml:"time,attr"`
		Cases    []junitCase `xml:"testcase"`
		results  []Result
	}
	junitCase struct {
		Name      string     `xml:"name,attr"`
		ClassName string     `xml:"classname,attr"`
		Time      string     `xml:"time,attr"`
		Skipped   *struct{}  `xml:"skipped"`
		Error     *junitText `xml:"error"`
		Failure   *junitText `xml:"failure"`
		Output    string     `xml:"system-out,omitempty"`
	}
	junitText struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

func writeJUnit(b *bytes.Buffer, r *Report) error {
	time := func(s float64) string { return strconv.FormatFloat(s, 'f', 3, 64) }
	counts := Count(r.Tests)
	all := junitSuites{Name: "edslint test", Tests: counts.Tests, Failures: counts.Failed, Errors: counts.Errors, Time: time(counts.Seconds)}
	byFile := map[string]*junitSuite{}
	for _, t := range r.Tests {
		suite := byFile[t.File]
		if suite == nil {
			suite = &junitSuite{Name: report.Visible(t.File)}
			byFile[t.File] = suite
			all.Suites = append(all.Suites, suite)
		}
		suite.results = append(suite.results, t)
		c := junitCase{
			Name: report.Visible(strings.TrimLeft(strings.TrimPrefix(t.Name, t.Of), "./")), ClassName: report.Visible(t.Of),
			Time: time(t.Seconds), Output: report.VisibleLines(t.Output),
		}
		why := &junitText{
			Message: report.Visible(t.Message), Type: t.Outcome,
			Text: fmt.Sprintf("%s:%d\n%s", report.Visible(t.File), t.Line, report.VisibleLines(t.Details)),
		}
		switch t.Outcome {
		case Failed:
			c.Failure = why
		case Error:
			c.Error = why
		case Skipped:
			c.Skipped = &struct{}{}
		}
		suite.Cases = append(suite.Cases, c)
	}
	for _, suite := range all.Suites {
		c := Count(suite.results)
		suite.Tests, suite.Failures, suite.Errors, suite.Skipped, suite.Time = c.Tests, c.Failed, c.Errors, c.Skipped, time(c.Seconds)
	}
	b.WriteString(xml.Header)
	encoder := xml.NewEncoder(b)
	encoder.Indent("", "  ")
	if err := encoder.Encode(all); err != nil {
		return err
	}
	b.WriteByte('\n')
	return nil
}

// Package report writes what a run found, in one file per format.
package report

import (
	"cmp"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// Report is everything that a run found, in the order in which it is printed.
type Report struct {
	Files    []File            // that hold a request or a finding, by name
	Findings []finding.Finding // sorted by file, place and rule, without doubles; also those that are suppressed
	Failures []Failure         // where edslint itself could not do its work
	// PassedOver counts the files of a walk that hold no request.
	PassedOver int
	// Unread names the files of a walk that can't be parsed and show no sign of a request.
	Unread []string
	// Changes says what was left out since nothing changed there; nil where
	// everything was asked for.
	Changes *Changes
	// Notes say which files were taken and why, by file, where that was asked for.
	Notes []Note
	// Rules are all that were in force, by id.
	Rules []rules.Rule
}

// File is a file that was linted.
type File struct {
	Name     string    `json:"path"`
	Requests []Request `json:"requests"`
}

// Request is one request of a file, and the edition that it was held to.
type Request struct {
	Pointer string `json:"pointer"` // RFC 6901, into the file's document
	Line    int    `json:"line"`
	Name    string `json:"name,omitempty"` // the Name member, if it is a string
	Edition string `json:"edition"`
	Shape   string `json:"shape"`  // in which it is written: "request", "cloudformation", …
	Target  string `json:"target"` // what it is for: "store", "update" (a change of one) or "trail"
}

// Changes are what a run was confined to.
type Changes struct {
	Since             string `json:"since"`             // what it was compared with, as it was given
	Base              string `json:"base"`              // the commit that it was compared with
	UnchangedFiles    int    `json:"unchangedFiles"`    // that hold requests and were not judged
	UnchangedFindings int    `json:"unchangedFindings"` // that were left out, since nothing changed where they stand
	// AsItWas are the files that were not judged, for one that another file's
	// change makes a finding stand in.
	AsItWas []File `json:"-"`
}

// Confine takes the findings out that stand where nothing changed, where the run
// was asked for what did, but never one of what could not be read. It comes
// after all that judges findings.
func (r *Report) Confine() {
	if r.Changes == nil {
		return
	}
	found := map[string]bool{}
	r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool {
		leave := f.Unchanged && !f.Unread
		if leave && f.Suppression == nil {
			r.Changes.UnchangedFindings++
		}
		found[f.File] = found[f.File] || !leave
		return leave
	})
	for _, file := range r.Changes.AsItWas {
		if found[file.Name] {
			r.Files = append(r.Files, file)
		}
	}
	r.Changes.AsItWas = nil
	r.Tidy()
}

// Note is what was done with a file, and why.
type Note struct {
	File    string
	Line    int // 0 for the whole file
	Message string
}

// Failure is a fault of edslint or of a rule, not of a file.
type Failure struct {
	RuleID  string         `json:"ruleId,omitempty"`
	File    string         `json:"file,omitempty"`
	Region  finding.Region `json:"region,omitzero"` // where it is known
	Message string         `json:"message"`
	Snippet []finding.Line `json:"-"` // the text around the region
}

// BrokeOff says that the run ended before its time: the failure is of neither
// one rule nor one file, so that nothing is known of what was not linted.
func (f Failure) BrokeOff() bool { return f.RuleID == "" && f.File == "" }

// Options say how a report is written.
type Options struct {
	Tool  Tool
	Color bool // of text; the caller knows whether a terminal reads it
	Quiet bool // text without its summary
	// ShowSuppressed also writes the findings that are suppressed, each with the reason.
	ShowSuppressed bool
	// FailLevel is the least level that makes a run fail, one of finding.Levels;
	// empty for error, any other word for none. JUnit has tests pass or fail by it.
	FailLevel string
	// Category tells the SARIF of this run from that of others of the same commit.
	Category string
	// Cut, if not nil, is told what a format had no room for.
	Cut func(message string)
	// Examples holds the folders of the rules, for the help in SARIF to show
	// their example requests; nil leaves those out.
	Examples fs.FS
}

// fails reports whether a finding of this level makes a run fail.
func (o Options) fails(l finding.Level) bool {
	least := finding.Level(cmp.Or(o.FailLevel, string(finding.Error)))
	return slices.Contains(finding.Levels(), least) && l.Rank() <= least.Rank()
}

// cut tells of what a format had no room for.
func (o Options) cut(message string) {
	if o.Cut != nil {
		o.Cut(message)
	}
}

// Tool is the program that reports.
type Tool struct {
	Name           string
	Version        string // with or without a leading "v"
	InformationURI string
}

// Formats lists the names of the formats, the default first.
func Formats() []string {
	var names []string
	for _, f := range formats() {
		names = append(names, f.name)
	}
	return names
}

// Write writes a tidy report in a format. What it writes of the same report is
// the same to the byte every time. An unknown format and a failing writer are
// errors.
func Write(w io.Writer, format string, r *Report, o Options) error {
	for _, f := range formats() {
		if f.name != format {
			continue
		}
		text, err := f.render(r, o)
		if err == nil {
			_, err = w.Write(text)
		}
		if err != nil {
			return fmt.Errorf("could not write the %s report: %w", format, err)
		}
		return nil
	}
	return fmt.Errorf("there is no format %q: write one of %s", format, strings.Join(Formats(), ", "))
}

// shown returns the findings that are written.
func (r *Report) shown(o Options) []finding.Finding {
	if o.ShowSuppressed {
		return r.Findings
	}
	return slices.DeleteFunc(slices.Clone(r.Findings), func(f finding.Finding) bool { return f.Suppression != nil })
}

type format struct {
	name   string
	render func(*Report, Options) ([]byte, error)
}

func formats() []format {
	return []format{
		{"text", renderText},
		{"json", renderJSON},
		{"sarif", renderSARIF},
		{"github", renderGitHub},
		{"gitlab", renderGitLab},
		{"junit", renderJUnit},
		{"checkstyle", renderCheckstyle},
		{"rdjson", renderRDJSON},
		{"markdown", renderMarkdown},
	}
}

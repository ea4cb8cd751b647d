package report

import (
	"cmp"
	"encoding/xml"

	"github.com/edslint/edslint/linter/finding"
)

type checkstyleReport struct {
	XMLName xml.Name         `xml:"checkstyle"`
	Version string           `xml:"version,attr"` // of the format, which is Checkstyle's own
	Files   []checkstyleFile `xml:"file"`
}

type checkstyleFile struct {
	Name   string            `xml:"name,attr"`
	Errors []checkstyleError `xml:"error"`
}

type checkstyleError struct {
	Line     int    `xml:"line,attr"`
	Column   int    `xml:"column,attr,omitempty"`
	Severity string `xml:"severity,attr"` // error, warning or info
	Message  string `xml:"message,attr"`
	Source   string `xml:"source,attr"`
}

// renderCheckstyle writes the XML of Checkstyle, which many tools read. A
// failure is an error of its file: readers pass over Checkstyle's <exception>.
func renderCheckstyle(r *Report, o Options) ([]byte, error) {
	report := checkstyleReport{Version: "4.3"}
	index := map[string]int{}
	add := func(file string, e ...checkstyleError) {
		i, ok := index[file]
		if !ok {
			i = len(report.Files)
			index[file] = i
			report.Files = append(report.Files, checkstyleFile{Name: visible(file)})
		}
		report.Files[i].Errors = append(report.Files[i].Errors, e...)
	}
	for _, file := range r.Files {
		add(file.Name)
	}
	for _, f := range r.shown(o) {
		add(f.File, checkstyleError{
			Line: max(f.Region.StartLine, 1), Column: max(f.Region.StartColumn, 1),
			Severity: checkstyleSeverity(f), Message: messageOf(f), Source: visible(f.RuleID),
		})
	}
	for _, f := range r.Failures {
		add(cmp.Or(f.File, "."), checkstyleError{
			Line: max(f.Region.StartLine, 1), Column: f.Region.StartColumn, Severity: "error", Message: sentences(f.Message), Source: cmp.Or(visible(f.RuleID), o.toolName()),
		})
	}
	return encodeXML(report)
}

func checkstyleSeverity(f finding.Finding) string {
	switch {
	case f.Suppression != nil || f.Level == finding.Note:
		return "info"
	case f.Level == finding.Error:
		return "error"
	default:
		return "warning"
	}
}

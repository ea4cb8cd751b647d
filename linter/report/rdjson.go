package report

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// The part of reviewdog's Diagnostic Format that edslint writes.

type rdjsonReport struct {
	Source      rdjsonSource       `json:"source"`
	Diagnostics []rdjsonDiagnostic `json:"diagnostics"`
}

type rdjsonSource struct {
	Name string `json:"name"`
	URL  string `json:"url,omitempty"`
}

type rdjsonDiagnostic struct {
	Message  string          `json:"message"`
	Location rdjsonLocation  `json:"location"`
	Severity string          `json:"severity"` // ERROR, WARNING or INFO
	Code     *rdjsonCode     `json:"code,omitempty"`
	Related  []rdjsonRelated `json:"related_locations,omitempty"`
}

type rdjsonCode struct {
	Value string `json:"value"`
	URL   string `json:"url,omitempty"`
}

type rdjsonRelated struct {
	Message  string         `json:"message"`
	Location rdjsonLocation `json:"location"`
}

type rdjsonLocation struct {
	Path  string       `json:"path"`
	Range *rdjsonRange `json:"range,omitempty"`
}

type rdjsonRange struct {
	Start rdjsonPosition  `json:"start"`
	End   *rdjsonPosition `json:"end,omitempty"`
}

type rdjsonPosition struct {
	Line   int `json:"line"`
	Column int `json:"column,omitempty"` // in bytes of UTF-8
}

// renderRDJSON writes for reviewdog. A failure is an error of its file.
func renderRDJSON(r *Report, o Options) ([]byte, error) {
	report := rdjsonReport{
		Source:      rdjsonSource{Name: o.toolName(), URL: absolute(o.Tool.InformationURI)},
		Diagnostics: []rdjsonDiagnostic{},
	}
	for _, f := range r.shown(o) {
		related := f.Related
		f.Related = nil // they have a place of their own
		d := rdjsonDiagnostic{Message: messageOf(f), Location: rdjsonPlace(f.File, f.Region, f.Snippet), Severity: "WARNING", Code: rdjsonRule(r.Rules, f.RuleID)}
		switch {
		case f.Suppression != nil || f.Level == finding.Note:
			d.Severity = "INFO"
		case f.Level == finding.Error:
			d.Severity = "ERROR"
		}
		for _, related := range related {
			d.Related = append(d.Related, rdjsonRelated{Message: visible(related.Message), Location: rdjsonPlace(related.File, related.Region, nil)})
		}
		report.Diagnostics = append(report.Diagnostics, d)
	}
	for _, f := range r.Failures {
		report.Diagnostics = append(report.Diagnostics, rdjsonDiagnostic{
			Message: sentences(f.Message), Location: rdjsonPlace(cmp.Or(f.File, "."), f.Region, f.Snippet), Severity: "ERROR", Code: rdjsonRule(r.Rules, f.RuleID),
		})
	}
	return encode(report)
}

func rdjsonRule(all []rules.Rule, id string) *rdjsonCode {
	if id == "" {
		return nil
	}
	code := &rdjsonCode{Value: visible(id)}
	if i := slices.IndexFunc(all, func(r rules.Rule) bool { return r.ID == id }); i >= 0 {
		code.URL = absolute(all[i].HelpURI)
	}
	return code
}

// rdjsonPlace is a place with its columns where the text of its lines is known,
// for they count bytes.
func rdjsonPlace(file string, r finding.Region, lines []finding.Line) rdjsonLocation {
	l := rdjsonLocation{Path: visible(file)}
	if r.StartLine < 1 {
		return l
	}
	l.Range = &rdjsonRange{
		Start: rdjsonPosition{Line: r.StartLine, Column: byteColumn(lines, r.StartLine, r.StartColumn)},
		End:   &rdjsonPosition{Line: max(r.EndLine, r.StartLine), Column: byteColumn(lines, r.EndLine, r.EndColumn)},
	}
	if l.Range.Start.Column == 0 || l.Range.End.Column == 0 || r.EndLine < r.StartLine {
		l.Range.Start.Column, l.Range.End.Column = 0, 0
	}
	return l
}

// byteColumn returns where a column, in code points, is in bytes; 0 where the
// line isn't known from its beginning.
func byteColumn(lines []finding.Line, number, column int) int {
	for _, line := range lines {
		if line.Number != number || line.Left > 0 {
			continue
		}
		rest := line.Text
		for range column - 1 {
			if rest == "" {
				return 0
			}
			_, width := utf8.DecodeRuneInString(rest)
			rest = rest[width:]
		}
		return len(strings.TrimSuffix(line.Text, rest)) + 1
	}
	return 0
}

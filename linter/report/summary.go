package report

import (
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// Summary counts what a report holds.
type Summary struct {
	Errors   int `json:"errors"`
	Warnings int `json:"warnings"`
	Notes    int `json:"notes"`
	// Suppressed counts the findings that are suppressed, which nothing else here counts.
	Suppressed int `json:"suppressed"`
	Requests   int `json:"requests"`
	// RequestsWithFindings counts the requests that a finding of any level stands in.
	RequestsWithFindings int `json:"requestsWithFindings"`
	// Editions counts the requests that were held to each edition.
	Editions map[string]int `json:"editions"`
	// Shapes counts the requests in each shape, by what they are for.
	Shapes     map[string]map[string]int `json:"shapes"`
	PassedOver int                       `json:"passedOverFiles"` // files of a walk that hold no request
	Unread     int                       `json:"unreadFiles"`     // files of a walk that can't be parsed and show no sign of a request
	Changes    *Changes                  `json:"changes,omitempty"`
}

// Summary counts the report's findings, requests and files.
func (r *Report) Summary() Summary {
	s := Summary{Editions: map[string]int{}, Shapes: map[string]map[string]int{}, PassedOver: r.PassedOver, Unread: len(r.Unread), Changes: r.Changes}
	requests := map[string][]Request{}
	for _, file := range r.Files {
		requests[file.Name] = append(requests[file.Name], file.Requests...)
		s.Requests += len(file.Requests)
		for _, request := range file.Requests {
			s.Editions[request.Edition]++
			if s.Shapes[request.Shape] == nil {
				s.Shapes[request.Shape] = map[string]int{}
			}
			s.Shapes[request.Shape][request.Target]++
		}
	}

	type place struct {
		file  string
		index int
	}
	struck := map[place]bool{}
	for _, f := range r.Findings {
		if f.Suppression != nil {
			s.Suppressed++
			continue
		}
		switch f.Level {
		case finding.Error:
			s.Errors++
		case finding.Warning:
			s.Warnings++
		case finding.Note:
			s.Notes++
		}
		if i := requestOf(f, requests[f.File]); i >= 0 {
			struck[place{f.File, i}] = true
		}
	}
	s.RequestsWithFindings = len(struck)
	return s
}

// requestOf returns the index of the request that a finding stands in, or -1.
// The pointer alone doesn't tell the documents of a YAML stream apart, so the
// last request that begins no later than the finding is taken; before them all,
// as in an anchor, the first.
func requestOf(f finding.Finding, requests []Request) int {
	found := -1
	pointer := f.Pointer
	if f.Request != "" {
		pointer = f.Request
	}
	for i, r := range requests {
		if below, ok := strings.CutPrefix(pointer, r.Pointer); !ok || below != "" && below[0] != '/' {
			continue
		}
		if found < 0 || r.Line <= f.Region.StartLine {
			found = i
		}
	}
	return found
}

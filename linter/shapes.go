package linter

import (
	"fmt"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// AutoShape is what Options.Shape can be besides the name of a shape: each document is
// of the shape that it looks like.
const AutoShape = "auto"

// shapesFor returns the shapes that documents may have.
func shapesFor(name string, facts shape.Facts) ([]shape.Shape, error) {
	if name == "" || name == AutoShape {
		return shape.All(facts), nil
	}
	if s := shape.Named(name, facts); s != nil {
		return []shape.Shape{s}, nil
	}
	names := append([]string{AutoShape}, shape.Names()...)
	return nil, fmt.Errorf("no shape is called %q; there are %s%s", name, strings.Join(names, ", "), spelling.DidYouMean(name, names))
}

// requests returns the requests of a document, in whichever shape it is.
func (l *Linter) requests(file *source.File, doc source.Document, named bool) ([]*request.Request, []request.Other) {
	for _, s := range l.shapes {
		if found, others := s.Find(file, doc, named); len(found)+len(others) > 0 {
			return found, others
		}
	}
	return nil, []request.Other{{Value: doc.Root, Reason: fmt.Sprintf("it is not of the shape %s, which `--shape` asks for", l.options.Shape)}}
}

// spelled gives the faults of a request the names that the file has for
// members, and says of a value from elsewhere in the file what takes it.
func spelled(r *request.Request, faults []fault) {
	origin := r.Origin()
	if origin.Shape == "" {
		return
	}
	for i := range faults {
		f := &faults[i]
		if !f.spelled {
			f.message, f.help, f.newer = r.Spelled(f.message), r.Spelled(f.help), r.Spelled(f.newer)
		}
		for j := range f.related {
			f.related[j].Message = r.Spelled(f.related[j].Message)
		}
		if w, ok := origin.Written[f.start]; ok {
			f.related = append(f.related, source.Related{File: w.File, Start: w.Start, End: w.End, Message: "it is written here"})
		}
		if use := origin.Uses[f.start]; use != nil {
			f.related = append(f.related, source.Related{Start: use.Start, End: use.End, Message: fmt.Sprintf("%s takes it from there", origin.Subject)})
		}
	}
}

// spot is where a rule has found something.
type spot struct {
	rule       string
	start, end int
}

// struck is what was found at a spot: by the first request that had something
// there, whose finding is at an index, and what it said.
type struck struct {
	by    *request.Request
	index int
	said  []string
}

// add keeps a finding. In another shape one place of the file may be a part of
// several requests, under other conditions or in other turns of a loop, and of
// one request several times: what is wrong there is said once, by the gravest.
func (o *outcome) add(r *request.Request, f fault, found func() finding.Finding) {
	at := spot{f.rule, f.start, f.end}
	s := o.spots[at]
	switch {
	case r.Origin().Shape == "":
	case s == nil:
		if o.spots == nil {
			o.spots = map[spot]*struck{}
		}
		o.spots[at] = &struck{r, len(o.findings), []string{f.message}}
	case s.by == r && !slices.Contains(s.said, f.message):
		s.said = append(s.said, f.message)
	case s.by != r && f.level.Rank() < o.findings[s.index].Level.Rank():
		o.findings[s.index] = found()
		return
	default:
		return
	}
	o.findings = append(o.findings, found())
}

// behind returns where the requests begin that are behind the first things.
func behind(requests []*request.Request, things int) int {
	for i, r := range requests {
		if i == 0 || !r.Same(requests[i-1]) {
			if things == 0 {
				return i
			}
			things--
		}
	}
	return len(requests)
}

// things counts what requests are made of: those that are the same count once.
func things(requests []*request.Request) int {
	n := 0
	for i, r := range requests {
		if i == 0 || !r.Same(requests[i-1]) {
			n++
		}
	}
	return n
}

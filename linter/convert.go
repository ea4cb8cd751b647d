package linter

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/convert"
	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// Converted is what became of a file's requests.
type Converted struct {
	Requests []*source.Node // as the API spells them, in the order of the file
	Lost     []string       // values that can't be known, and so are not in them
	Without  []string       // members that requests have no place for
	Problems []string       // what keeps a part of the file from being read
}

// Convert makes requests of what a file holds, in whichever shape. Of what the
// file makes differently under other conditions, it takes the first form.
func (l *Linter) Convert(ctx context.Context, path string) (Converted, error) {
	var c Converted
	var last *request.Request
	problems, err := l.eachRequest(ctx, path, func(_ discover.Target, doc source.Document, r *request.Request) error {
		at := func(n *source.Node) string {
			position := r.File.Position(n.Start)
			return fmt.Sprintf("%s:%d:%d", r.File.Name, position.Line, position.Column)
		}
		if last != nil && r.Same(last) {
			lost := fmt.Sprintf("%s: %s has other forms, under other conditions; the first was taken", at(r.Root), subjectOf(r))
			if !slices.Contains(c.Lost, lost) {
				c.Lost = append(c.Lost, lost)
			}
			return nil
		}
		last = r
		var declared *source.Node
		if r.Origin().Shape != "" {
			declared = nodeAt(doc.Root, r.Base)
		}
		result := convert.Of(r, declared)
		c.Requests = append(c.Requests, result.Root)
		for _, loss := range result.Unknown {
			c.Lost = append(c.Lost, fmt.Sprintf("%s: %s: %s can't be known from the file", at(loss.Value), subjectOf(r), loss.Name))
		}
		lacks, err := l.lacks(r)
		for _, name := range lacks {
			c.Lost = append(c.Lost, fmt.Sprintf("%s: %s: `%s` is required, but the file doesn't say it", at(r.Root), subjectOf(r), name))
		}
		if len(result.Without) > 0 {
			names := make([]string, len(result.Without))
			for i, loss := range result.Without {
				names[i] = loss.Name
			}
			c.Without = append(c.Without, fmt.Sprintf("%s: %s: a request has no place for %s", at(result.Without[0].Value), subjectOf(r), strings.Join(names, ", ")))
		}
		return err
	})
	c.Problems = problems
	return c, err
}

// lacks returns the members that a request of its kind must have, but the file
// doesn't tell.
func (l *Linter) lacks(r *request.Request) ([]string, error) {
	if r.Origin().Shape == "" { // then it is the request that lacks them
		return nil, nil
	}
	structure, err := l.newest(r.Target()).structure()
	if err != nil {
		return nil, err
	}
	var names []string
	for _, name := range structure.Required() {
		if _, there := r.Member(r.Root, name); !there {
			names = append(names, name)
		}
	}
	return names, nil
}

// subjectOf names a request.
func subjectOf(r *request.Request) string {
	switch subject := r.Origin().Subject; {
	case subject != "":
		return subject
	case r.Name() != "":
		return fmt.Sprintf("request %q", r.Name())
	default:
		return "the request"
	}
}

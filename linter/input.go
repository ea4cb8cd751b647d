package linter

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/edslint/edslint/linter/discover"
	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// Input is what rules see of one request.
type Input struct {
	File    string          `json:"file"`
	Line    int             `json:"line"`
	Pointer string          `json:"pointer"` // RFC 6901, into the file's document
	Input   json.RawMessage `json:"input"`   // null stands for a part that can't be known
	Data    InputData       `json:"data"`
}

// InputData is what rules see as data, beside the libraries.
type InputData struct {
	Edition any `json:"edition"` // its facts, or only the edition's name
	Params  any `json:"params"`  // by rule id and name
	Context any `json:"context"`
}

// Inputs returns what rules see of the requests of a file, and the problems that
// keep a part of it from being read. The facts of the edition, which are many,
// come only if asked for.
func (l *Linter) Inputs(ctx context.Context, path string, facts bool) ([]Input, []string, error) {
	var inputs []Input
	problems, err := l.eachRequest(ctx, path, func(target discover.Target, _ source.Document, r *request.Request) error {
		one, err := l.input(r, l.path(target), facts)
		inputs = append(inputs, one)
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	return inputs, problems, nil
}

// eachRequest calls f with the requests of a file, and returns the problems that
// keep a part of it from being read.
func (l *Linter) eachRequest(ctx context.Context, path string, f func(discover.Target, source.Document, *request.Request) error) ([]string, error) {
	targets, problems, err := discover.Files(ctx, []string{path}, discover.Options{Dir: l.options.Dir, StdinFilename: l.options.StdinFilename})
	if err != nil {
		return nil, err
	}
	var said []string
	for _, p := range problems {
		said = append(said, p.Message)
	}
	for _, target := range targets {
		file, err := l.read(target)
		if err != nil {
			return nil, err
		}
		for _, fault := range file.Faults {
			if fault.Fatal {
				at := file.Position(fault.Start)
				said = append(said, fmt.Sprintf("%s:%d:%d: %s", target.Name, at.Line, at.Column, fault.Message))
			}
		}
		for _, doc := range file.Documents {
			if doc.Root == nil {
				continue
			}
			found, _ := l.requests(file, doc, target.Named)
			for _, r := range found {
				if err := f(target, doc, r); err != nil {
					return nil, err
				}
			}
		}
	}
	return said, nil
}

func (l *Linter) input(r *request.Request, path string, facts bool) (Input, error) {
	e, err := l.editionFor(r)
	if err != nil {
		return Input{}, err
	}
	if _, err := l.structure(r, e); err != nil {
		return Input{}, err
	}
	text, err := json.Marshal(plan.ToJSON(policy.Input(r)))
	if err != nil {
		return Input{}, fmt.Errorf("%s: could not write what rules see: %w", r.File.Name, err)
	}
	data := InputData{Edition: map[string]string{"name": e.Name}, Params: l.config.Profile(path).Params, Context: l.config.Context()}
	if facts {
		data.Edition = e.Facts
	}
	return Input{File: r.File.Name, Line: r.File.Position(r.Root.Start).Line, Pointer: r.Base, Input: text, Data: data}, nil
}

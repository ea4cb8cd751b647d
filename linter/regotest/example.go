package regotest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/topdown"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/policy"
)

// rule is one whose examples are tested.
type rule struct {
	name   string // as in "naming-convention"
	pkg    string // the last part of its package
	across bool   // it judges all requests of a run together
}

// example is a file bad.… or good.… beside a rule.
type example struct {
	file string
	bad  bool
	rule rule
}

// name is the example's in reports.
func (e example) name() string {
	which := "good example"
	if e.bad {
		which = "bad example"
	}
	base := path.Base(e.file)
	base = strings.TrimSuffix(base, path.Ext(base))
	if _, more, ok := strings.Cut(base, "."); ok {
		which += " " + more
	}
	return e.rule.name + "/" + which
}

// claim gives a rule the examples that stand beside it.
func (s *Sources) claim(file string, r rule) {
	for i := range s.examples {
		e := &s.examples[i]
		switch {
		case path.Dir(e.file) != path.Dir(file):
		case e.rule.name != "":
			s.mistake(e.file, "two rules stand beside this example, %s and %s: give each rule a folder of its own", e.rule.name, r.name)
		default:
			e.rule = r
		}
	}
}

// runExamples tests that a bad example has a finding of its rule, and a good
// one none.
func (s *suite) runExamples(ctx context.Context, all []example) ([]Result, error) {
	if len(all) == 0 {
		return nil, nil
	}
	l, err := linter.New(linter.Options{Edition: s.options.Hold})
	if err != nil {
		return nil, err
	}
	results := make([]Result, len(all))
	for i, e := range all {
		started := time.Now()
		r := Result{Name: e.name(), Of: e.rule.name, File: e.file, Line: 1, Column: 1, Outcome: Passed}
		if broken := s.begin(e.name()); broken != "" {
			r.Outcome, r.Message = Error, fmt.Sprintf("%s:1:1: %s", e.file, broken)
			results[i] = r
			continue
		}
		findings, err := s.findings(ctx, l, e)
		var unread *unreadError
		switch {
		case errors.As(err, &unread):
			r.Outcome, r.Message = Error, unread.Error()
		case err != nil:
			r.Outcome, r.Message = Error, fmt.Sprintf("%s:1:1: %s", e.file, err)
		case e.bad && len(findings) == 0:
			r.Outcome, r.Message = Failed, fmt.Sprintf("%s:1:1: %s finds nothing in it", e.file, e.rule.name)
		case !e.bad && len(findings) > 0:
			r.Outcome, r.Message = Failed, fmt.Sprintf("%s:1:1: %s finds something in it", e.file, e.rule.name)
			r.Details = strings.Join(findings, "\n")
		}
		r.Seconds = time.Since(started).Seconds()
		results[i] = r
	}
	return results, nil
}

// unreadError is of an example that can't be read; each problem has its place.
type unreadError struct{ problems []string }

func (e *unreadError) Error() string { return strings.Join(e.problems, "\n") }

// findings returns what the rule says of an example's requests, each finding as
// a line. Each request is held to the edition that it would be when linted.
func (s *suite) findings(ctx context.Context, l *linter.Linter, e example) ([]string, error) {
	inputs, problems, err := l.Inputs(ctx, e.file, false)
	switch {
	case err != nil:
		return nil, err
	case len(problems) > 0:
		return nil, &unreadError{problems}
	case len(inputs) == 0:
		return nil, errors.New("it holds no CreateEventDataStore request")
	}
	if e.rule.across {
		stores := make([]json.RawMessage, len(inputs))
		for i, input := range inputs {
			stores[i] = input.Input
		}
		last := inputs[len(inputs)-1]
		if last.Input, err = json.Marshal(map[string]any{"stores": stores}); err != nil {
			return nil, err
		}
		inputs = []linter.Input{last}
	}
	var lines []string
	for _, input := range inputs {
		found, err := s.ask(ctx, e, input)
		if err != nil {
			return nil, err
		}
		for _, f := range found {
			lines = append(lines, fmt.Sprintf("line %d, %s: %s", input.Line, at(input.Pointer, f.At), f.Message))
		}
	}
	return lines, nil
}

// ask evaluates a rule on one input.
func (s *suite) ask(ctx context.Context, e example, input linter.Input) ([]policy.Result, error) {
	name, _ := input.Data.Edition.(map[string]string)
	ctx, cancel := context.WithTimeout(ctx, s.options.Timeout)
	defer cancel()
	query := fmt.Sprintf("found := data.edslint.rules[%q].findings with data.edition as data.editions[%q]", e.rule.pkg, name["name"])
	if e.rule.across {
		query = fmt.Sprintf(`summaries := [kept[0] |
			some store in input.stores
			kept := array.concat([summary | summary := data.edslint.rules[%q].summary with input as store], [null])
		]
		%s with input as object.union(input, {"summaries": summaries})`, e.rule.pkg, query)
	}
	prepared, err := rego.New(rego.Query(query), rego.Compiler(s.compiler), rego.Store(s.store), rego.Transaction(s.txn)).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	var value any
	if err := json.Unmarshal(input.Input, &value); err != nil {
		return nil, err
	}
	options := []rego.EvalOption{rego.EvalInput(value), rego.EvalTransaction(s.txn)}
	if s.cover != nil {
		lines := &tracer{cover: s.cover}
		defer lines.close()
		options = append(options, rego.EvalQueryTracer(lines))
	}
	var set rego.ResultSet
	var evalErr error
	if err := s.within(func() { set, evalErr = prepared.Eval(ctx, options...) }); err != nil {
		return nil, err
	}
	switch err := evalErr; {
	case topdown.IsCancel(err):
		return nil, s.tooLong()
	case err != nil:
		return nil, err
	case len(set) == 0:
		return nil, nil
	}
	return policy.Check(set[0].Bindings["found"])
}

// at writes a path as a JSON pointer.
func at(base string, steps []any) string {
	var b strings.Builder
	b.WriteString(base)
	for _, step := range steps {
		b.WriteString("/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(fmt.Sprint(step)))
	}
	if b.Len() == 0 {
		return "the request"
	}
	return b.String()
}

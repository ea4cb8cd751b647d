package policy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// Query evaluates the rules over the facts of one edition. It may be used by
// several goroutines.
type Query struct {
	policy  *Policy
	prepare func(query string) (rego.PreparedEvalQuery, error)
	all     rego.PreparedEvalQuery
}

// Data is what rules see as `data`, beside each other.
type Data struct{ store storage.Store }

// NewData makes the data of rules that judge by an edition. What the newest
// edition says of the same place goes into their words. Settings stand beside
// the editions: `params`, the parameters by rule id and name, and `context`.
func NewData(edition, newest *editions.Edition, settings map[string]any) Data {
	facts := map[string]any{"edition": edition.Facts, "latest": newest.Facts}
	maps.Copy(facts, settings)
	return Data{inmem.NewFromObjectWithOpts(facts, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))}
}

// Query prepares the evaluation of all rules over their data.
func (p *Policy) Query(ctx context.Context, data Data) (*Query, error) {
	prepare := func(query string) (rego.PreparedEvalQuery, error) {
		return rego.New(rego.ParsedQuery(ast.MustParseBody(query)), rego.Compiler(p.compiler), rego.Store(data.store)).PrepareForEval(ctx)
	}
	all, err := prepare(fmt.Sprintf("findings = {name: found | some name in %v; found := data.edslint.rules[name].findings}", ast.ArrayTerm(p.asked...)))
	if err != nil {
		return nil, fmt.Errorf("could not prepare the rules: %w", err)
	}
	return &Query{policy: p, prepare: prepare, all: all}, nil
}

// each prepares the evaluation of one rule.
func (q *Query) each(rule string) (rego.PreparedEvalQuery, error) {
	return q.prepare(fmt.Sprintf("findings = {%q: data.edslint.rules[%[1]q].findings}", PackageName(rule)))
}

// Result is what one rule says of one place.
type Result struct {
	Rule    *rules.Rule
	At      []any // path into the request: names (string) and indexes (int)
	Level   finding.Level
	Message string
	Help    string
	Newer   string // what the newest edition says of the place
	Related []Related
}

// Related is another place that a result speaks of.
type Related struct {
	At      []any
	Message string
}

// Failure is a rule that could not do its work.
type Failure struct {
	Rule string // its name; empty where it isn't known which
	Err  error
}

// Evaluate judges a request until ctx ends, whose cause is then the error. Where a rule fails, the others still
// do their work.
func (q *Query) Evaluate(ctx context.Context, input ast.Value) ([]Result, []Failure) {
	results, failures := q.evaluate(ctx, q.all, input)
	if len(failures) == 0 || ctx.Err() != nil {
		return results, failures
	}
	// One rule's error ends the query of all: ask each alone, to name it.
	results, failures = nil, nil
	for _, rule := range q.policy.rules {
		one, err := q.each(rule.Name)
		if err != nil {
			failures = append(failures, Failure{rule.Name, err})
			continue
		}
		found, failed := q.evaluate(ctx, one, input)
		for i := range failed {
			failed[i].Rule = rule.Name
		}
		results, failures = append(results, found...), append(failures, failed...)
	}
	return results, failures
}

func (q *Query) evaluate(ctx context.Context, query rego.PreparedEvalQuery, input ast.Value) ([]Result, []Failure) {
	set, err := query.Eval(ctx, rego.EvalParsedInput(input))
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause // which says more
		}
		return nil, []Failure{{Err: err}}
	}
	if len(set) == 0 {
		return nil, nil
	}
	found, _ := set[0].Bindings["findings"].(map[string]any)
	var results []Result
	var failures []Failure
	for i, rule := range q.policy.rules {
		value, ok := found[PackageName(rule.Name)]
		if !ok {
			continue
		}
		said, failed := decode(&q.policy.rules[i], value)
		results, failures = append(results, said...), append(failures, failed...)
	}
	return results, failures
}

// decode reads a rule's `findings`.
func decode(rule *rules.Rule, findings any) ([]Result, []Failure) {
	members, ok := findings.([]any)
	if !ok {
		return nil, []Failure{{rule.Name, errNoSet}}
	}
	var results []Result
	var failures []Failure
	for _, f := range members {
		result, err := Decode(f)
		if err != nil {
			failures = append(failures, Failure{rule.Name, err})
			continue
		}
		result.Rule = rule
		if result.Level == "" {
			result.Level = rule.Level
		}
		results = append(results, result)
	}
	return results, failures
}

var errNoSet = errors.New("`findings` must be a set: write `findings contains {…} if {…}`")

// Decode checks the shape of a member of `findings`, as JSON is read with numbers
// as json.Number. Neither rule nor default level is set in the result.
func Decode(value any) (Result, error) {
	object, ok := value.(map[string]any)
	if !ok {
		return Result{}, errors.New("a finding must be an object with `at` and `message`")
	}
	var result Result
	var err error
	if result.At, err = decodePath(object["at"]); err != nil {
		return Result{}, err
	}
	fields := map[string]*string{"message": &result.Message, "help": &result.Help, "newer": &result.Newer, "level": (*string)(&result.Level)}
	for name, value := range object {
		if field, ok := fields[name]; ok {
			if *field, ok = value.(string); !ok {
				return Result{}, fmt.Errorf("a finding's `%s` must be a string", name)
			}
		} else if name != "at" && name != "related" {
			return Result{}, fmt.Errorf("a finding has no member `%s`", name)
		}
	}
	if result.Message == "" {
		return Result{}, errors.New("a finding must have a `message`")
	}
	if result.Level != "" && !slices.Contains(finding.Levels(), result.Level) {
		return Result{}, fmt.Errorf("a finding's `level` is error, warning or note, not %q", result.Level)
	}
	related, ok := object["related"].([]any)
	if _, given := object["related"]; given && !ok {
		return Result{}, errors.New("a finding's `related` must be a list")
	}
	for _, r := range related {
		place, _ := r.(map[string]any)
		at, err := decodePath(place["at"])
		message, _ := place["message"].(string)
		if err != nil || message == "" {
			return Result{}, errors.New("each of a finding's `related` must have `at` and `message`")
		}
		result.Related = append(result.Related, Related{at, message})
	}
	return result, nil
}

func decodePath(value any) ([]any, error) {
	steps, ok := value.([]any)
	if !ok {
		return nil, errors.New("a finding's `at` must be a list of names and indexes, the path into the request")
	}
	at := make([]any, len(steps))
	for i, step := range steps {
		switch step := step.(type) {
		case string:
			at[i] = step
		case json.Number:
			index, err := strconv.Atoi(step.String())
			if err != nil {
				return nil, fmt.Errorf("a finding's `at` has %s, which is no index", step)
			}
			at[i] = index
		default:
			return nil, fmt.Errorf("a finding's `at` takes names and indexes, not %v", step)
		}
	}
	return at, nil
}

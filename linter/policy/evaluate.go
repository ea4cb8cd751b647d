package policy

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"

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
	policy   *Policy
	store    storage.Store
	mu       sync.Mutex
	prepared map[string]rego.PreparedEvalQuery // by what is asked for
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

// Query makes the rules ready to be evaluated over their data.
func (p *Policy) Query(data Data) *Query {
	return &Query{policy: p, store: data.store, prepared: map[string]rego.PreparedEvalQuery{}}
}

// prepare prepares the evaluation of what of some rules is asked for, `findings` or
// `summary`.
func (q *Query) prepare(ctx context.Context, of string, asked []rules.Rule) (rego.PreparedEvalQuery, error) {
	names := make([]*ast.Term, len(asked))
	for i, rule := range asked {
		names[i] = ast.StringTerm(PackageName(rule.Name))
	}
	text := fmt.Sprintf("found = {name: one | some name in %v; one := data.edslint.rules[name].%s}", ast.ArrayTerm(names...), of)
	q.mu.Lock()
	defer q.mu.Unlock()
	if query, ok := q.prepared[text]; ok {
		return query, nil
	}
	query, err := rego.New(rego.ParsedQuery(ast.MustParseBody(text)), rego.Compiler(q.policy.compiler), rego.Store(q.store)).PrepareForEval(ctx)
	if err == nil {
		q.prepared[text] = query
	}
	return query, err
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

// Evaluate judges a request by the rules with these names, or by all, until ctx
// ends, whose cause is then the error. Where a rule fails, the others still do their
// work.
func (q *Query) Evaluate(ctx context.Context, input ast.Value, names ...string) ([]Result, []Failure) {
	var results []Result
	failures := q.each(ctx, "findings", input, names, func(rule *rules.Rule, value any) []Failure {
		found, ok := value.([]any)
		if !ok {
			return []Failure{{rule.Name, errNoSet}}
		}
		said, failed := decode(rule, len(found), func(i int) any { return found[i] })
		results = append(results, said...)
		return failed
	})
	return results, failures
}

// Summarize returns the `summary` of each of these rules, by name, as encoding/json
// decodes it. Apart from that it is as Evaluate.
func (q *Query) Summarize(ctx context.Context, input ast.Value, names ...string) (map[string]any, []Failure) {
	summaries := map[string]any{}
	failures := q.each(ctx, "summary", input, names, func(rule *rules.Rule, value any) []Failure {
		summaries[rule.Name] = value
		return nil
	})
	return summaries, failures
}

// each calls take with what is asked for of each rule where it is defined.
func (q *Query) each(ctx context.Context, of string, input ast.Value, names []string, take func(*rules.Rule, any) []Failure) []Failure {
	asked := q.policy.rules
	if len(names) > 0 {
		asked = slices.DeleteFunc(slices.Clone(asked), func(r rules.Rule) bool { return !slices.Contains(names, r.Name) })
	}
	values, err := q.evaluate(ctx, of, input, asked)
	var failures []Failure
	for i := range asked {
		rule := q.policy.Rule(asked[i].Name)
		if err != nil && ctx.Err() == nil { // one rule's error ends the query of all: ask each alone, to name it
			var failed error
			if values, failed = q.evaluate(ctx, of, input, asked[i:i+1]); failed != nil {
				failures = append(failures, Failure{rule.Name, failed})
			}
		}
		if value, ok := values[PackageName(rule.Name)]; ok {
			failures = append(failures, take(rule, value)...)
		}
	}
	if ctx.Err() != nil {
		failures = append(failures, Failure{Err: context.Cause(ctx)})
	}
	return failures
}

func (q *Query) evaluate(ctx context.Context, of string, input ast.Value, asked []rules.Rule) (map[string]any, error) {
	query, err := q.prepare(ctx, of, asked)
	if err != nil {
		return nil, fmt.Errorf("could not prepare the rules: %w", err)
	}
	set, err := query.Eval(ctx, rego.EvalParsedInput(input))
	if err != nil || len(set) == 0 {
		return nil, err
	}
	found, _ := set[0].Bindings["found"].(map[string]any)
	return found, nil
}

// decode reads the members of a rule's `findings`.
func decode(rule *rules.Rule, n int, member func(i int) any) ([]Result, []Failure) {
	results := make([]Result, 0, n)
	var failures []Failure
	for i := range n {
		result, err := Decode(member(i))
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

package policy

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/edslint/edslint/linter/plan"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

// Shared is what Evaluate calls the views of a request that several rules look at
// and that are made once for all of them, where it tells how long each took.
const Shared = "(shared by rules)"

// BuiltIn is the rules that are built in. It may be used by several goroutines.
type BuiltIn struct {
	list
	program *plan.Program
	planned map[string]asked // by name
	shared  []*plan.Rule
}

// List returns the built-in rules, by id.
func List() ([]rules.Rule, error) {
	text, err := fs.ReadFile(rules.FS, "planned/rules.json")
	if err != nil {
		return nil, fmt.Errorf("could not read the list of rules: %w", err)
	}
	return read(text)
}

func read(text []byte) ([]rules.Rule, error) {
	var all []rules.Rule
	if err := json.Unmarshal(text, &all); err != nil {
		return nil, fmt.Errorf("could not read the list of rules: %w", err)
	}
	for i, rule := range all {
		all[i].Folder = path.Join(rule.Family, PackageName(rule.Name))
		for k, p := range rule.Params {
			rule.Params[k].Default, _ = typed(p.Type, p.Default)
		}
	}
	return all, nil
}

// Load reads the plan of built-in rules, which List returned.
func Load(all []rules.Rule) (*BuiltIn, error) {
	text, err := fs.ReadFile(rules.FS, "planned/rules.plan")
	if err != nil {
		return nil, fmt.Errorf("could not read the plan of the rules: %w", err)
	}
	return open(all, text)
}

// Open reads rules that were planned as the built-in ones are.
func Open(list, program []byte) (*BuiltIn, error) {
	all, err := read(list)
	if err != nil {
		return nil, err
	}
	return open(all, program)
}

func open(all []rules.Rule, text []byte) (*BuiltIn, error) {
	program, err := plan.Open(text)
	if err != nil {
		return nil, fmt.Errorf("could not read the plan of the rules: %w", err)
	}
	b := &BuiltIn{list: newList(all), program: program, planned: map[string]asked{}}
	byPath := map[string]*plan.Rule{}
	for _, rule := range program.Rules() {
		byPath[rule.Name] = rule
		if !strings.HasPrefix(rule.Name, RulesPackage) {
			b.shared = append(b.shared, rule)
		}
	}
	for i, rule := range all {
		if rule.Judge != "" {
			continue
		}
		one := asked{&b.rules[i], byPath[Findings(rule.Name)], byPath[Summary(rule.Name)]}
		if one.findings == nil || rule.Summary != (one.summary != nil) {
			return nil, fmt.Errorf("the plan lacks the rule %s", rule.Name)
		}
		b.planned[rule.Name] = one
	}
	return b, nil
}

// Facts are those of an edition as the built-in rules see them.
type Facts struct{ value plan.Value }

// NewFacts makes the facts of an edition ready for queries.
func NewFacts(e *editions.Edition) Facts { return Facts{plan.FromJSON(e.Facts)} }

// Judge evaluates built-in rules over the facts of one edition. It may be used by
// several goroutines.
type Judge struct {
	rules    *BuiltIn
	asked    []asked
	instance *plan.Instance
}

// asked is a rule that may be asked. It has a summary only if its METADATA says so.
type asked struct {
	rule              *rules.Rule
	findings, summary *plan.Rule
}

// Judge makes ready the rules that are wanted. What the newest edition says of the
// same place goes into their words. Settings stand beside the editions: `params`,
// the parameters by rule id and name, and `context`.
func (b *BuiltIn) Judge(edition, newest Facts, settings map[string]any, wanted func(rules.Rule) bool) *Judge {
	data := map[string]any{"edition": edition.value, "latest": newest.value}
	for name, value := range settings {
		data[name] = value
	}
	j := &Judge{rules: b, instance: b.program.With(data)}
	for _, rule := range b.rules {
		if rule.Judge == "" && wanted(rule) {
			j.asked = append(j.asked, b.planned[rule.Name])
		}
	}
	return j
}

// Evaluate judges a request until ctx ends, whose cause is then the error. Where a
// rule fails, the others still do their work. If took is not nil, it is told how
// long each rule took.
func (j *Judge) Evaluate(ctx context.Context, input plan.Value, took func(rule string, d time.Duration)) ([]Result, []Failure) {
	run := j.instance.Begin(ctx, input)
	defer run.End()
	var started time.Time
	if took != nil {
		started = time.Now()
		for _, rule := range j.rules.shared {
			_, _ = run.Evaluate(rule) // what fails there fails in the rules too
		}
		took(Shared, time.Since(started))
	}
	var results []Result
	var failures []Failure
	for _, one := range j.asked {
		said, failed := one.evaluate(run, took)
		if ctx.Err() != nil {
			return results, append(failures, Failure{Err: context.Cause(ctx)})
		}
		results, failures = append(results, said...), append(failures, failed...)
	}
	return results, failures
}

func (a asked) evaluate(run *plan.Run, took func(rule string, d time.Duration)) ([]Result, []Failure) {
	var started time.Time
	if took != nil {
		started = time.Now()
	}
	value, err := run.Evaluate(a.findings)
	if took != nil {
		took(a.rule.Name, time.Since(started))
	}
	switch {
	case err != nil:
		return nil, []Failure{{a.rule.Name, err}}
	case plan.Empty(value):
		return nil, nil
	}
	found, ok := plan.Elements(value)
	if !ok {
		return nil, []Failure{{a.rule.Name, errNoSet}}
	}
	return decode(a.rule, len(found), func(i int) any { return plan.ToJSON(found[i]) })
}

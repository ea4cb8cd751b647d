package regotest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// Options say how tests are run.
type Options struct {
	Edition  string         // what data.edition is: Latest or an edition's name
	Hold     string         // the edition that examples are held to; empty for the one that each would be when linted
	Timeout  time.Duration  // of each test, and of each example's request
	Filter   *regexp.Regexp // of the names of tests; nil for all
	Coverage bool           // say which lines no test reaches

	// Began, if not nil, is called with the name of each test before it runs, and Left
	// with that of one that can't be stopped and goes on beside the others.
	Began, Left func(test string)
	// Broken are the names of tests that are not run, since they broke a run off, and
	// how: an error is reported of them.
	Broken map[string]string
}

// ErrNoTests is the error of a run without a test.
var ErrNoTests = errors.New("no test")

// suite is what is run.
type suite struct {
	options  Options
	compiler *ast.Compiler
	store    storage.Store
	txn      storage.Transaction
	cover    *cover.Cover // nil where coverage isn't wanted
	current  string       // the test at work
}

// test is a rule that is a test.
type test struct {
	name string // package and rule, as in "edslint.rules.naming_test.test_prefix"
	of   string // the package
	ref  ast.Ref
	at   *ast.Location
}

// Run runs the tests of the sources, then their rules' examples. Its error is
// finding.Mistakes where something doesn't compile, or wraps ErrNoTests.
func (s *Sources) Run(ctx context.Context, o Options) (*Report, error) {
	modules, mistakes := s.compile()
	if len(mistakes) > 0 {
		return nil, mistakes
	}
	data, err := s.Data(o.Edition)
	if err != nil {
		return nil, err
	}
	r := &suite{options: o, compiler: newCompiler()}
	r.store = inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	if r.txn, err = r.store.NewTransaction(ctx); err != nil {
		return nil, fmt.Errorf("could not open the tests' data: %w", err)
	}
	defer r.store.Abort(ctx, r.txn)
	if o.Coverage {
		r.cover = cover.New()
	}
	// The first runner compiles, in a way that makes the cases of a test known.
	if _, err := r.runner().SetModules(modules).Filter("^$").RunTests(ctx, r.txn); err != nil {
		return nil, fmt.Errorf("could not compile the tests: %w", err)
	}
	tests := r.tests()
	examples, all := s.examples, len(tests)+len(s.examples)
	if o.Filter != nil {
		tests = slices.DeleteFunc(tests, func(t test) bool { return !o.Filter.MatchString("data."+t.name) && !o.Filter.MatchString(t.name) })
		examples = slices.DeleteFunc(slices.Clone(examples), func(e example) bool { return !o.Filter.MatchString(e.name()) })
	}
	switch {
	case all == 0:
		return nil, fmt.Errorf("%w to run: tests are rules called test_… in files called …_test.rego, and the files bad.yaml and good.yaml beside a rule", ErrNoTests)
	case len(tests)+len(examples) == 0:
		return nil, fmt.Errorf("%w matches the filter %q, of %d that there are", ErrNoTests, o.Filter, all)
	}
	report := &Report{}
	for _, t := range tests {
		results, err := r.run(ctx, t)
		if err != nil {
			return nil, err
		}
		report.Tests = append(report.Tests, results...)
	}
	results, err := r.runExamples(ctx, examples)
	if err != nil {
		return nil, err
	}
	report.Tests = append(report.Tests, results...)
	if r.cover != nil {
		report.Coverage = coverage(r.cover, s.modules)
	}
	return report, nil
}

// begin tells that a test begins, unless it broke a run off: then it returns how.
func (s *suite) begin(test string) (broken string) {
	broken, ok := s.options.Broken[test]
	if !ok {
		s.current = test
		tell(s.options.Began, test)
	}
	return broken
}

func tell(whom func(test string), test string) {
	if whom != nil {
		whom(test)
	}
}

func (s *suite) runner() *tester.Runner {
	return tester.NewRunner().SetCompiler(s.compiler).SetStore(s.store).SetTimeout(s.options.Timeout).SetParallel(1)
}

// tests lists the tests, in the order in which they stand in the files.
func (s *suite) tests() []test {
	var all []test
	seen := map[string]bool{}
	for _, module := range s.compiler.Modules {
		for _, rule := range module.Rules {
			ref := testRef(rule.Head.Ref().GroundPrefix())
			if ref == nil {
				continue
			}
			full := module.Package.Path.Extend(ref)
			if name := strings.TrimPrefix(full.String(), "data."); !seen[name] {
				seen[name] = true
				all = append(all, test{name, strings.TrimPrefix(module.Package.Path.String(), "data."), full, rule.Loc()})
			}
		}
	}
	slices.SortFunc(all, func(a, b test) int {
		return cmp.Or(strings.Compare(a.at.File, b.at.File), a.at.Row-b.at.Row, strings.Compare(a.name, b.name))
	})
	return all
}

// testRef is a rule's name up to the part that makes a test of it, or nil.
func testRef(ref ast.Ref) ast.Ref {
	for i, term := range ref {
		name := ""
		switch value := term.Value.(type) {
		case ast.Var:
			name = string(value)
		case ast.String:
			name = string(value)
		}
		if strings.HasPrefix(name, tester.TestPrefix) || strings.HasPrefix(name, tester.SkipTestPrefix) {
			return ref[:i+1]
		}
	}
	return nil
}

// run runs one test and returns the results of its cases, or its own where it
// has none.
func (s *suite) run(ctx context.Context, t test) ([]Result, error) {
	result := Result{Name: t.name, Of: t.of, File: t.at.File, Line: t.at.Row, Column: t.at.Col, Outcome: Passed}
	if broken := s.begin(t.name); broken != "" {
		result.Outcome = Error
		result.fault(t.at, broken)
		return []Result{result}, nil
	}
	r := s.runner()
	lines := &tracer{cover: s.cover}
	if s.cover != nil {
		r.SetCoverageQueryTracer(lines)
	}
	got, err := s.one(ctx, r, t)
	lines.close()
	if errors.Is(err, errTooLong) {
		result.Outcome, result.Seconds = Error, s.options.Timeout.Seconds()
		result.fault(t.at, err.Error())
		return []Result{result}, nil
	}
	if err != nil || got == nil {
		return nil, fmt.Errorf("could not run the test %s: %w", t.name, cmp.Or(err, errors.New("it gave no result")))
	}
	result.Seconds, result.Output = got.Duration.Seconds(), strings.TrimRight(string(got.Output), "\n")
	switch {
	case got.Skip:
		result.Outcome = Skipped
	case topdown.IsCancel(got.Error):
		result.Outcome = Error
		result.fault(t.at, s.tooLong().Error())
	case got.Error != nil:
		result.Outcome = Error
		result.fault(t.at, got.Error.Error())
		var of *topdown.Error
		if errors.As(got.Error, &of) && of.Location != nil {
			result.fault(of.Location, of.Message)
		}
	case got.Fail:
		traced, err := s.one(ctx, s.runner().EnableTracing(true), t)
		if err == nil && traced != nil && traced.Fail {
			got = traced
		}
	}
	if len(got.SubResults) > 0 {
		return s.cases(ctx, result, t.at, got), nil
	}
	if got.Fail {
		result.Outcome = Failed
		s.explain(ctx, &result, t.at, got.Trace)
	}
	return []Result{result}, nil
}

// cases returns a result for each case of a test, whose time they share.
func (s *suite) cases(ctx context.Context, whole Result, at *ast.Location, got *tester.Result) []Result {
	var results []Result
	for path, sub := range got.SubResults.Iter {
		if len(sub.SubResults) > 0 {
			continue
		}
		one := whole
		one.Name += "/" + strings.Join(path, "/")
		if sub.Fail {
			one.Outcome = Failed
			s.explain(ctx, &one, at, sub.Trace)
		}
		results = append(results, one)
	}
	for i := range results {
		results[i].Seconds = whole.Seconds / float64(len(results))
	}
	return results
}

// one runs one test with a runner.
func (s *suite) one(ctx context.Context, r *tester.Runner, t test) (*tester.Result, error) {
	found, err := r.SetPrefixMatchers(t.ref).RunTests(ctx, s.txn)
	if err != nil {
		return nil, err
	}
	var result *tester.Result
	err = s.within(func() {
		for one := range found {
			result = one
		}
	})
	if err != nil {
		return nil, err
	}
	return result, nil
}

// tracer notes the lines that one test reaches, until it is left behind: then
// the coverage is others' to write.
type tracer struct {
	mu    sync.Mutex
	cover *cover.Cover // nil when closed
}

func (t *tracer) Enabled() bool { return true }

func (t *tracer) Config() topdown.TraceConfig { return topdown.TraceConfig{} }

func (t *tracer) TraceEvent(event topdown.Event) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.cover != nil {
		t.cover.TraceEvent(event)
	}
}

func (t *tracer) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.cover = nil
}

// errTooLong is of a test that didn't end in its time.
var errTooLong = errors.New("it didn't end")

func (s *suite) tooLong() error {
	return fmt.Errorf("%w within %s (--timeout)", errTooLong, s.options.Timeout)
}

// grace is how long after its time a test may end by itself.
const grace = time.Second

// within waits for f, which ends by itself after the timeout, unless it is in
// the middle of one built-in function: then it is left behind.
func (s *suite) within(f func()) error {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	timer := time.NewTimer(s.options.Timeout + grace)
	defer timer.Stop()
	select {
	case <-done:
		return nil
	case <-timer.C:
		tell(s.options.Left, s.current)
		return fmt.Errorf("%w; it is inside one call of a built-in function", s.tooLong())
	}
}

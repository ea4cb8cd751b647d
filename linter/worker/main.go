package worker

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/topdown/print"
	"github.com/open-policy-agent/opa/v1/util"

	"github.com/edslint/edslint/linter/policy"
)

// The exit codes of a child.
const (
	exitDone   = 0
	exitFailed = 2
	exitMemory = 3
)

// Main evaluates what it is sent on stdin, until that ends or memory does, and
// returns an exit code, with which the caller must end the process at once: an
// evaluation may still be running.
func Main(stdin io.Reader, stdout, stderr io.Writer) int {
	if file, ok := stdin.(*os.File); ok {
		if info, err := file.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
			fmt.Fprintf(stderr, "edslint starts %s for itself; there is nothing that a person could do with it\n", Argument)
			return exitFailed
		}
	}
	closeInherited()
	frames, ended := make(chan []byte), make(chan int, 3)
	go func() {
		for in := bufio.NewReader(stdin); ; {
			frame, err := readFrame(in, 1<<31-1)
			if err != nil {
				ended <- exitDone
				return
			}
			frames <- frame
		}
	}()
	go func() {
		if err := serve(frames, stdout, func() { ended <- exitMemory }); err != nil {
			fmt.Fprintln(stderr, err)
			ended <- exitFailed
		}
	}()
	return <-ended
}

// serve answers the setup and then each task. It calls full when there is more
// memory in use than the setup allows.
func serve(frames <-chan []byte, out io.Writer, full func()) error {
	var s setup
	if err := json.Unmarshal(<-frames, &s); err != nil {
		return fmt.Errorf("could not read what to set up: %w", err)
	}
	debug.SetGCPercent(400) // seldom: what is evaluated is soon over
	debug.SetMemoryLimit(int64(s.Memory / 4 * 3))
	limitMemory(s.Memory, full)
	var loaded answer
	e, err := load(s, out)
	if err != nil {
		loaded.Error = err.Error()
	}
	if err := writeFrame(out, loaded); err != nil || loaded.Error != "" {
		return err
	}
	for frame := range frames {
		var t task
		if err := json.Unmarshal(frame, &t); err != nil {
			return fmt.Errorf("could not read a task: %w", err)
		}
		text, err := e.answer(t)
		if err != nil {
			text, err = json.Marshal(answer{Error: err.Error(), Over: errors.Is(err, errTime)})
		}
		if err == nil {
			err = writeText(out, text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// watchMemory calls full when Go has taken more memory from the system than most.
// It is what holds where the system has no limit for it.
func watchMemory(most uint64, full func()) {
	sample := []metrics.Sample{{Name: "/memory/classes/total:bytes"}, {Name: "/memory/classes/heap/released:bytes"}}
	for {
		if metrics.Read(sample); sample[0].Value.Uint64()-sample[1].Value.Uint64() > most {
			full()
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
}

// evaluator evaluates tasks, one after another.
type evaluator struct {
	setup
	compiler *ast.Compiler
	data     map[string]storage.Store
	queries  map[string]rego.PreparedEvalQuery
	out      io.Writer
}

func load(s setup, out io.Writer) (*evaluator, error) {
	modules := make(map[string]*ast.Module, len(s.Modules))
	for name, text := range s.Modules {
		module, err := ast.ParseModuleWithOpts(name, text, ast.ParserOptions{
			ProcessAnnotation: true, Capabilities: policy.Capabilities(), RegoVersion: ast.RegoV1,
		})
		if err != nil {
			return nil, err
		}
		modules[name] = module
	}
	c := ast.NewCompiler().WithCapabilities(policy.Capabilities()).WithDefaultRegoVersion(ast.RegoV1).WithEnablePrintStatements(s.Trace)
	if c.Compile(modules); c.Failed() {
		return nil, c.Errors
	}
	return &evaluator{setup: s, compiler: c, data: map[string]storage.Store{}, queries: map[string]rego.PreparedEvalQuery{}, out: out}, nil
}

// answer evaluates a task. Its error is what goes wrong in the rules.
func (e *evaluator) answer(t task) ([]byte, error) {
	query, err := e.query(t)
	if err != nil {
		return nil, err
	}
	var input any
	if err := util.NewJSONDecoder(bytes.NewReader(t.Input)).Decode(&input); err != nil {
		return nil, err
	}
	value, err := ast.InterfaceToValue(input)
	if err != nil {
		return nil, err
	}
	ctx, cancel := within(context.Background(), time.Duration(t.Time))
	defer cancel()
	set, err := query.Eval(ctx, rego.EvalParsedInput(value), rego.EvalPrintHook(&printer{out: e.out}))
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil || len(set) == 0 {
		return nil, err
	}
	found, _ := set[0].Bindings["found"].(map[string]any)
	count := 0
	for _, findings := range found {
		if list, ok := findings.([]any); ok && t.Of == ofFindings {
			count += len(list)
		}
	}
	if count > e.Findings {
		return nil, fmt.Errorf("%d findings in one request are more than %d", count, e.Findings)
	}
	text, err := json.Marshal(answer{Found: found})
	if err != nil {
		return nil, err
	}
	if len(text) > e.Answer || bounded(text) != nil {
		return nil, fmt.Errorf("`%s` of one request is %d bytes as JSON, or nested so deep, that it can't be read", t.Of, len(text))
	}
	return text, nil
}

// query prepares the evaluation of rules over data, once.
func (e *evaluator) query(t task) (rego.PreparedEvalQuery, error) {
	if t.Data != nil {
		var data map[string]any
		if err := util.NewJSONDecoder(bytes.NewReader(*t.Data)).Decode(&data); err != nil {
			return rego.PreparedEvalQuery{}, err
		}
		e.data[t.Key] = inmem.NewFromObjectWithOpts(data, inmem.OptRoundTripOnWrite(false), inmem.OptReturnASTValuesOnRead(true))
	}
	names := make([]string, len(t.Rules))
	for i, name := range t.Rules {
		names[i] = strconv.Quote(name)
	}
	list := strings.Join(names, ",")
	id := strings.Join([]string{t.Key, t.Of, list}, "\x00")
	if query, ok := e.queries[id]; ok {
		return query, nil
	}
	body, err := ast.ParseBody("found = {name: one | name = [" + list + "][_]; one := data.edslint.rules[name]." + t.Of + "}")
	if err != nil {
		return rego.PreparedEvalQuery{}, err
	}
	query, err := rego.New(rego.ParsedQuery(body), rego.Compiler(e.compiler), rego.Store(e.data[t.Key])).PrepareForEval(context.Background())
	if err == nil {
		e.queries[id] = query
	}
	return query, err
}

// mostPrinted is how many bytes are passed on of what rules print of a request.
const mostPrinted = 1 << 20

// printer passes on what rules print.
type printer struct {
	out  io.Writer
	size int
}

// Print is called by an evaluation.
func (p *printer) Print(at print.Context, text string) error {
	if p.size > mostPrinted {
		return nil
	}
	line := printed{Text: text}
	if at.Location != nil {
		line.Place = fmt.Sprintf("%s:%d", at.Location.File, at.Location.Row)
	}
	frame, err := json.Marshal(answer{Print: &line})
	if err != nil {
		return err
	}
	if p.size += len(frame); p.size > mostPrinted {
		return writeFrame(p.out, answer{Print: &printed{Place: line.Place, Text: "what more is printed for this request is not shown"}})
	}
	return writeText(p.out, frame)
}

package plan

import (
	"context"
	"errors"
	"sync"
	"unicode/utf8"

	"github.com/open-policy-agent/opa/v1/topdown"
)

// Instance is a program over the data that its rules see. Several goroutines may
// use it.
type Instance struct {
	program  *Program
	data     Value
	found    []Value   // in data, by the program's paths
	memories []*memory // by the program's members
	patterns sync.Map  // of regular expressions that were compiled, by their text
	runs     sync.Pool
}

// result is what a function gave; nil in it is undefined.
type result struct{ value Value }

// With makes an instance over data, of which each member is what encoding/json
// decodes.
func (p *Program) With(data map[string]any) *Instance {
	i := &Instance{program: p, data: FromJSON(data), found: make([]Value, len(p.paths))}
	for k, path := range p.paths {
		i.found[k] = i.data
		for _, word := range path {
			i.found[k] = dot(i.found[k], word)
		}
	}
	for _, m := range p.members {
		i.memories = append(i.memories, newMemory(m))
	}
	i.runs.New = func() any {
		return &Run{
			instance: i, known: make([]result, len(p.functions)), asked: make([]bool, len(p.functions)),
			recalled: make([]recalled, len(p.members)), stack: make([]Value, 0, 1<<12),
		}
	}
	return i
}

// Run is the evaluation of an instance's rules over one input, which remembers
// what they share. One goroutine may use it.
type Run struct {
	instance *Instance
	input    Value
	ctx      context.Context
	known    []result // by function, where asked says so
	asked    []bool
	recalled []recalled           // by the program's members
	stack    []Value              // the frames of the functions at work
	most     int                  // of the stack that was used
	args     [mostArguments]Value // of the built-in function at work
	room     room
	patterns map[string]*pattern
	steps    int
	cancel   topdown.Cancel
	stop     func() bool // of what cancels it when ctx ends
	err      error
}

// recalled is what is remembered of the input's value of a member, once it was asked for.
type recalled struct {
	*remembered
	asked bool
}

// Begin starts the evaluation over an input, which ends with ctx. End must be
// called.
func (i *Instance) Begin(ctx context.Context, input Value) *Run {
	r, _ := i.runs.Get().(*Run)
	r.input, r.ctx, r.cancel = input, ctx, topdown.NewCancel()
	r.stop = context.AfterFunc(ctx, r.cancel.Cancel) // for a built-in function that takes long
	return r
}

// End frees what the run holds.
func (r *Run) End() {
	r.stop()
	clear(r.known)
	clear(r.asked)
	clear(r.recalled)
	clear(r.stack[:min(r.most, cap(r.stack))])
	clear(r.args[:])
	r.room.clear()
	r.input, r.ctx, r.cancel, r.err, r.most = nil, nil, nil, nil, 0
	r.instance.runs.Put(r)
}

// Evaluate returns the value of a rule of the program, nil where it is undefined.
// Its error is of the rule, or the cause of the context's end.
func (r *Run) Evaluate(rule *Rule) (Value, error) {
	if r.ctx.Err() != nil {
		return nil, context.Cause(r.ctx)
	}
	r.err = nil
	value := r.call(rule.function, nil, nil)
	if r.err != nil {
		return nil, r.err
	}
	return value, nil
}

// A signal says how a block ended: by its last statement, or as so many blocks
// that are to be left beside it, or by a return.
type signal int

const (
	next     signal = -1
	leave    signal = 0 // a statement was undefined, or a break
	returned signal = 1 << 30
)

// outer is the signal of the block around one that ended with s.
func (s signal) outer() signal {
	if s > leave && s != returned {
		return s - 1
	}
	return s
}

// function calls what a call names: a function that is built in, or one of the rules.
func (r *Run) function(i *instruction, frame []Value) Value {
	switch {
	case i.op == opBuiltin:
		for k, operand := range i.args {
			r.args[k] = r.value(frame, operand)
		}
		return r.instance.program.builtins[i.a](r, r.args[:len(i.args)])
	case r.late():
		return nil
	}
	return r.call(r.instance.program.functions[i.a], frame, i.args)
}

// recall returns what is remembered of the only member of the input that a function
// reads, nil where nothing is.
func (r *Run) recall(f *function) *remembered {
	if f.member == several {
		return nil
	}
	known := &r.recalled[f.member]
	if !known.asked {
		var value Value
		m := r.instance.memories[f.member]
		if f.member != none {
			value = dot(r.input, m.name)
		}
		known.remembered, known.asked = m.of(value), true
	}
	return known.remembered
}

// call calls a function. Of one without arguments the result is remembered, if that
// can be beyond the run.
func (r *Run) call(f *function, frame []Value, args []int32) Value {
	simple := f.simple()
	var known *remembered
	if simple {
		if known = r.recall(f); known != nil {
			if result := known.results[f.slot].Load(); result != nil {
				return result.value
			}
		} else if r.asked[f.index] {
			return r.known[f.index].value
		}
	}
	before := r.stack
	inner := r.frame(f.locals)
	inner[0], inner[1] = r.input, r.instance.data
	for i := 2; i < f.params; i++ {
		inner[i] = r.value(frame, args[i])
	}
	var value Value
	for _, block := range r.instance.program.body(f) {
		if r.run(block, inner, &value) == returned || r.err != nil {
			break
		}
	}
	r.stack = before
	if simple && r.err == nil {
		if known != nil {
			value = fixed(value)
			known.results[f.slot].Store(&result{value})
		} else {
			r.known[f.index], r.asked[f.index] = result{value}, true
		}
	}
	return value
}

// frame returns room for a function's locals, all undefined.
func (r *Run) frame(n int) []Value {
	used := len(r.stack)
	if used+n > cap(r.stack) {
		r.stack, used, r.most = make([]Value, 0, max(2*cap(r.stack), n)), 0, 0
	}
	r.stack = r.stack[:used+n]
	r.most = max(r.most, used+n)
	frame := r.stack[used : used+n : used+n]
	clear(frame)
	return frame
}

func (r *Run) value(frame []Value, operand int32) Value {
	if operand >= 0 {
		return frame[operand]
	}
	return r.instance.program.constants[-1-operand]
}

// mostSteps is how many loops and calls there are between two looks at the time.
const mostSteps = 1 << 12

// late reports whether the time is over, or something failed.
func (r *Run) late() bool {
	if r.steps++; r.steps%mostSteps == 0 && r.err == nil && r.ctx.Err() != nil {
		r.err = context.Cause(r.ctx)
	}
	return r.err != nil
}

// run carries out a block.
func (r *Run) run(block []instruction, frame []Value, value *Value) signal {
	for k := range block {
		i := &block[k]
		switch i.op {
		case opDot:
			v := dot(r.value(frame, i.a), r.value(frame, i.b))
			if v == nil || i.holds && v == false {
				return leave
			}
			frame[i.c] = v
		case opData:
			v := r.instance.found[i.a]
			if v == nil || i.holds && v == false {
				return leave
			}
			frame[i.b] = v
		case opCall, opBuiltin:
			v := r.function(i, frame)
			if r.err != nil {
				return returned
			}
			if v == nil || i.holds && v == false {
				return leave
			}
			frame[i.b] = v
		case opScan:
			if s := r.scan(i, frame, value); s != next {
				return s
			}
		case opBlock:
			for _, inner := range i.blocks {
				if s := r.run(inner, frame, value); s > leave {
					return s.outer()
				}
			}
		case opNot:
			switch s := r.run(i.blocks[0], frame, value); s {
			case next:
				return leave
			case returned:
				return s
			}
		case opBreak:
			return signal(i.a)
		case opReturn:
			*value = r.value(frame, i.a)
			return returned
		case opEqual:
			if !equal(r.value(frame, i.a), r.value(frame, i.b)) {
				return leave
			}
		case opNotEqual:
			if equal(r.value(frame, i.a), r.value(frame, i.b)) {
				return leave
			}
		case opIsDefined:
			if frame[i.a] == nil {
				return leave
			}
		case opIsUndefined:
			if frame[i.a] != nil {
				return leave
			}
		case opAssign:
			frame[i.b] = r.value(frame, i.a)
		case opAssignOnce:
			v := r.value(frame, i.a)
			if frame[i.b] != nil && !equal(frame[i.b], v) {
				return r.fail("a rule or function has two values for the same arguments")
			}
			frame[i.b] = v
		case opReset:
			frame[i.a] = nil
		default:
			if s := r.collection(i, frame); s != next {
				return s
			}
		}
	}
	return next
}

// collection carries out what is about lists, objects and sets.
func (r *Run) collection(i *instruction, frame []Value) signal {
	defined := true
	switch i.op {
	case opIsArray:
		_, defined = r.value(frame, i.a).(*Array)
	case opIsObject:
		_, defined = r.value(frame, i.a).(*Object)
	case opIsSet:
		_, defined = r.value(frame, i.a).(*Set)
	case opLen:
		var n int
		n, defined = length(r.value(frame, i.a))
		frame[i.b] = n
	case opArray:
		capacity := int(i.b)
		if capacity == 0 {
			capacity = expected
		}
		frame[i.a] = r.room.array(capacity)
	case opObject:
		frame[i.a] = r.room.object(expected)
	case opSet:
		frame[i.a] = r.room.set(expected)
	case opAppend:
		if a, ok := frame[i.b].(*Array); ok {
			a.items = append(a.items, r.value(frame, i.a))
		}
	case opAdd:
		if s, ok := frame[i.b].(*Set); ok {
			s.add(r.value(frame, i.a))
		}
	case opInsert, opInsertOnce:
		o, ok := frame[i.c].(*Object)
		if !ok {
			break
		}
		key, v := r.value(frame, i.a), r.value(frame, i.b)
		if i.op == opInsert {
			o.Insert(key, v)
		} else if other := o.insertOnce(key, v); other != nil && !equal(*other, v) {
			return r.fail("a rule has two values for one key")
		}
	}
	if !defined {
		return leave
	}
	return next
}

func (r *Run) fail(message string) signal {
	r.err = errors.New("eval_conflict_error: " + message) // as OPA says it
	return returned
}

// scan carries out a block for each item or member.
func (r *Run) scan(i *instruction, frame []Value, value *Value) signal {
	body := i.blocks[0]
	switch source := r.value(frame, i.a).(type) {
	case *Array:
		for k, item := range source.items {
			frame[i.b], frame[i.c] = k, item
			if r.late() || r.run(body, frame, value) == returned {
				return returned
			}
		}
	case *Object:
		for _, m := range source.sort() {
			frame[i.b], frame[i.c] = m.key, m.value
			if r.late() || r.run(body, frame, value) == returned {
				return returned
			}
		}
	case *Set:
		for _, item := range source.sort() {
			frame[i.b], frame[i.c] = item, item
			if r.late() || r.run(body, frame, value) == returned {
				return returned
			}
		}
	default:
		return leave
	}
	return next
}

// dot looks a key up: a list's by index, a set's by the item itself.
func dot(source, key Value) Value {
	switch source := source.(type) {
	case *Object:
		return source.get(key)
	case *Array:
		if k, ok := integer(key); ok && k >= 0 && k < len(source.items) {
			return source.items[k]
		}
	case *Set:
		if source.has(key) {
			return key
		}
	}
	return nil
}

func length(v Value) (int, bool) {
	switch v := v.(type) {
	case string:
		return utf8.RuneCountInString(v), true
	case *Array:
		return len(v.items), true
	case *Object:
		return len(v.sort()), true
	case *Set:
		return len(v.sort()), true
	}
	return 0, false
}

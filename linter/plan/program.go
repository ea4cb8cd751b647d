// Package plan runs rules as OPA plans them: its intermediate representation,
// of blocks and simple statements (openpolicyagent.org/docs/ir). A plan needs no
// parsing and no compiling, and runs many times as fast as OPA's own evaluator,
// which stays what says how it must come out.
package plan

import (
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"strings"
	"sync"
)

// An op is what an instruction does.
type op byte

const (
	opReturn op = iota
	opCall
	opBuiltin
	opBlock
	opBreak
	opScan
	opNot
	opDot
	opData
	opLen
	opAssign
	opAssignOnce
	opReset
	opArray
	opObject
	opSet
	opEqual
	opNotEqual
	opIsArray
	opIsObject
	opIsSet
	opIsDefined
	opIsUndefined
	opAppend
	opInsert
	opInsertOnce
	opAdd
)

// mustHold is added to an op whose result must not be false.
const mustHold = 0x80

// Constants, as operands.
const (
	constantFalse = -1
	constantTrue  = -2
	firstConstant = -3
)

// The kinds of constants.
const (
	kindText = iota
	kindNumber
	kindNull
	kindArray
	kindSet
	kindObject
)

// instruction is one step. What a, b and c are depends on the op.
type instruction struct {
	op      op
	holds   bool // its result must not be false
	a, b, c int32
	args    []int32 // of a call
	blocks  [][]instruction
}

// function is one rule or function of Rego.
type function struct {
	name           string
	index          int
	params, locals int
	member         int // what it reads of the input: none, several or a place in the program's members
	slot           int // among the functions that read the same
	code           []byte
	decode         sync.Once
	blocks         [][]instruction
}

// simple reports whether a function has no arguments beside the input and data.
func (f *function) simple() bool { return f.params == 2 }

// What a function reads of the input, where that is no one member.
const (
	none    = 0
	several = -1
)

// inputMember is what some functions read of the input, and nothing else of it.
type inputMember struct {
	name      string // "" for those that read nothing
	functions int    // that read it
}

// Program is a planned policy. Several goroutines may use it.
type Program struct {
	constants []Value    // by operand: constants[-1-operand]
	paths     [][]string // into data
	builtins  []builtin
	functions []*function
	members   []inputMember
	rules     []*Rule
}

// Rule is a rule, or a view that rules share: what of a program can be evaluated.
type Rule struct {
	// Name is the path of its package and its own name, as in
	// "edslint.rules.kms_key_id.findings".
	Name     string
	function *function
}

// Rules returns all that can be evaluated.
func (p *Program) Rules() []*Rule { return p.rules }

var errDamaged = errors.New("the plan is damaged")

// Open reads what Encode wrote.
func Open(encoded []byte) (p *Program, err error) {
	r := reader{rest: encoded}
	if v := r.unsigned(); v != version {
		return nil, fmt.Errorf("the plan has version %d, not %d", v, version)
	}
	p = &Program{}
	p.constants = append(make([]Value, 0, 2+r.peek()), false, true)
	for range r.unsigned() {
		p.constants = append(p.constants, r.constant(p.constants))
	}
	for range r.unsigned() {
		words := reader{rest: r.bytes(r.unsigned())}
		var path []string
		for len(words.rest) > 0 {
			path = append(path, words.text())
		}
		p.paths = append(p.paths, path)
		r.err = cmp.Or(r.err, words.err)
	}
	for range r.unsigned() {
		name := r.text()
		b := builtinNamed(name)
		if b == nil && r.err == nil {
			return nil, fmt.Errorf("the plan calls %q, which is not known", name)
		}
		p.builtins = append(p.builtins, b)
	}
	p.members = []inputMember{none: {}}
	for range r.unsigned() {
		p.members = append(p.members, inputMember{name: r.text()})
	}
	for i := range r.unsigned() {
		f := &function{name: r.text(), index: int(i), params: int(r.unsigned()), locals: int(r.unsigned()), member: int(r.number())}
		f.code = r.bytes(r.unsigned())
		if f.params > f.locals || f.member < several || f.member >= len(p.members) || r.err != nil {
			return nil, errDamaged
		}
		if f.member != several && f.simple() {
			f.slot = p.members[f.member].functions
			p.members[f.member].functions++
		}
		p.functions = append(p.functions, f)
		if f.simple() {
			p.rules = append(p.rules, &Rule{strings.TrimPrefix(f.name, "g0.data."), f})
		}
	}
	if r.err != nil || len(r.rest) > 0 {
		return nil, errDamaged
	}
	return p, nil
}

// body decodes a function when it is first called.
func (p *Program) body(f *function) [][]instruction {
	f.decode.Do(func() {
		r := reader{rest: f.code, program: p}
		f.blocks = r.blocks()
		if r.err != nil {
			panic(fmt.Sprintf("%s: %v", f.name, r.err)) // a test decodes every function
		}
	})
	return f.blocks
}

type reader struct {
	rest    []byte
	program *Program
	err     error
}

func (r *reader) unsigned() uint64 {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 {
		r.err, r.rest = errDamaged, nil
		return 0
	}
	r.rest = r.rest[size:]
	return n
}

// peek is the next number, if it is small enough to be a length.
func (r *reader) peek() int {
	n, _ := binary.Uvarint(r.rest)
	return int(min(n, uint64(len(r.rest))))
}

func (r *reader) number() int32 {
	n, size := binary.Varint(r.rest)
	if size <= 0 {
		r.err, r.rest = errDamaged, nil
		return 0
	}
	r.rest = r.rest[size:]
	return int32(n)
}

func (r *reader) bytes(n uint64) []byte {
	if n > uint64(len(r.rest)) {
		r.err, r.rest = errDamaged, nil
		return nil
	}
	taken := r.rest[:n]
	r.rest = r.rest[n:]
	return taken
}

func (r *reader) text() string { return string(r.bytes(r.unsigned())) }

// constant reads a constant, which may be made of those before it.
func (r *reader) constant(before []Value) Value {
	kind := r.bytes(1)
	if r.err != nil {
		return nil
	}
	switch kind[0] {
	case kindText:
		return r.text()
	case kindNumber:
		return number(r.text())
	case kindNull:
		return Null{}
	}
	items := make([]Value, r.peek())
	r.unsigned()
	for i := range items {
		place := -1 - int(r.number())
		if place < 0 || place >= len(before) {
			r.err = errDamaged
			return nil
		}
		items[i] = before[place]
	}
	switch kind[0] {
	case kindArray:
		return &Array{items, true}
	case kindSet:
		return fixed(&Set{items: items})
	case kindObject:
		o := NewObject(len(items) / 2)
		for i := 0; i+1 < len(items); i += 2 {
			o.Insert(items[i], items[i+1])
		}
		return fixed(o)
	}
	r.err = errDamaged
	return nil
}

func (r *reader) blocks() [][]instruction {
	all := make([][]instruction, max(0, min(int(r.number()), len(r.rest))))
	for i := range all {
		all[i] = r.block()
	}
	return all
}

func (r *reader) block() []instruction {
	all := make([]instruction, max(0, min(int(r.number()), len(r.rest))))
	for i := range all {
		all[i] = r.instruction()
	}
	return all
}

func (r *reader) instruction() instruction {
	code := r.bytes(1)
	if r.err != nil {
		return instruction{}
	}
	i := instruction{op: op(code[0] &^ mustHold), holds: code[0]&mustHold != 0}
	switch i.op {
	case opReturn, opReset, opObject, opSet, opIsArray, opIsObject, opIsSet, opIsDefined, opIsUndefined, opBreak:
		i.a = r.number()
	case opData, opLen, opAssign, opAssignOnce, opEqual, opNotEqual, opAppend, opAdd, opArray:
		i.a, i.b = r.number(), r.number()
	case opDot, opInsert, opInsertOnce:
		i.a, i.b, i.c = r.number(), r.number(), r.number()
	case opCall, opBuiltin:
		i.a, i.b = r.number(), r.number()
		i.args = make([]int32, max(0, min(int(r.number()), len(r.rest))))
		for k := range i.args {
			i.args[k] = r.number()
		}
	case opBlock:
		i.blocks = r.blocks()
	case opScan:
		i.a, i.b, i.c = r.number(), r.number(), r.number()
		i.blocks = [][]instruction{r.block()}
	case opNot:
		i.blocks = [][]instruction{r.block()}
	default:
		r.err = errDamaged
	}
	return i
}

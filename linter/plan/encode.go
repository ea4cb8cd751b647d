package plan

import (
	"encoding/binary"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ir"
)

// The encoding: a version, the words, the names of the built-in functions, and
// for each function its name, its numbers of parameters and locals, whether it is
// constant, the length of its body and the body. A list is its length and its
// elements, a number a varint, an operand a number: a local from 0 up, a constant
// from -1 down. An instruction is its op, its operands, and blocks where it has
// any.

// version changes with the encoding.
const version = 1

// Encode writes a policy that OPA has planned so that Open can read it. It
// fails where the policy has something that a Run doesn't carry out.
func Encode(policy *ir.Policy) ([]byte, error) {
	e := encoder{policy: policy, words: map[string]int{}, builtins: map[string]int{}, functions: map[string]int{}}
	for _, b := range policy.Static.BuiltinFuncs {
		if !known(b.Name) {
			return nil, fmt.Errorf("the rules use %s, which no plan can call", b.Name)
		}
		e.builtins[b.Name] = len(e.builtins)
	}
	for _, f := range policy.Funcs.Funcs {
		e.functions[f.Name] = len(e.functions)
	}
	constant := constantFunctions(policy.Funcs.Funcs)
	var body []byte
	for _, f := range policy.Funcs.Funcs {
		text, err := e.function(f, constant[f.Name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		body = append(body, text...)
	}
	out := binary.AppendUvarint(nil, version)
	out = binary.AppendUvarint(out, uint64(len(e.list)))
	for _, word := range e.list {
		out = appendText(out, word)
	}
	out = binary.AppendUvarint(out, uint64(len(policy.Static.BuiltinFuncs)))
	for _, b := range policy.Static.BuiltinFuncs {
		out = appendText(out, b.Name)
	}
	out = binary.AppendUvarint(out, uint64(len(policy.Funcs.Funcs)))
	return append(out, body...), nil
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

type encoder struct {
	policy    *ir.Policy
	words     map[string]int
	list      []string
	builtins  map[string]int
	functions map[string]int

	locals map[ir.Local]int // of the function at hand: their places in its frame
	same   map[ir.Local]ir.Local
	out    []byte
	err    error
}

func (e *encoder) function(f *ir.Func, constant bool) ([]byte, error) {
	e.locals, e.out, e.err = map[ir.Local]int{}, nil, nil
	e.same = copies(f)
	for _, p := range f.Params {
		e.place(p)
	}
	e.number(len(f.Blocks))
	for _, b := range f.Blocks {
		e.block(b, 1)
	}
	if e.err != nil {
		return nil, e.err
	}
	out := appendText(nil, f.Name)
	out = binary.AppendUvarint(out, uint64(len(f.Params)))
	out = binary.AppendUvarint(out, uint64(len(e.locals)))
	flag := uint64(0)
	if constant {
		flag = 1
	}
	out = binary.AppendUvarint(out, flag)
	out = binary.AppendUvarint(out, uint64(len(e.out)))
	return append(out, e.out...), nil
}

func (e *encoder) fail(format string, args ...any) { e.err = fmt.Errorf(format, args...) }
func (e *encoder) number(n int)                    { e.out = binary.AppendVarint(e.out, int64(n)) }

func (e *encoder) word(text string) {
	i, ok := e.words[text]
	if !ok {
		i = len(e.list)
		e.words[text] = i
		e.list = append(e.list, text)
	}
	e.number(i)
}

func (e *encoder) local(l ir.Local) {
	e.out = binary.AppendVarint(e.out, int64(e.place(l)))
}

func (e *encoder) place(l ir.Local) int {
	if to, ok := e.same[l]; ok {
		l = to
	}
	i, ok := e.locals[l]
	if !ok {
		i = len(e.locals)
		e.locals[l] = i
	}
	return i
}

func (e *encoder) operand(o ir.Operand) {
	switch v := direct(o.Value).(type) {
	case ir.Local:
		e.local(v)
	case ir.Bool:
		n := constantFalse
		if v {
			n = constantTrue
		}
		e.number(n)
	case ir.StringIndex:
		text := e.policy.Static.Strings[v].Value
		i, ok := e.words[text]
		if !ok {
			i = len(e.list)
			e.words[text] = i
			e.list = append(e.list, text)
		}
		e.number(firstWord - i)
	default:
		e.fail("unknown operand %v", o)
	}
}

// direct is a value where reading JSON left a pointer to one.
func direct(v ir.Val) ir.Val {
	switch v := v.(type) {
	case *ir.Local:
		return *v
	case *ir.Bool:
		return *v
	case *ir.StringIndex:
		return *v
	}
	return v
}

func (e *encoder) op(o op, operands ...ir.Operand) {
	e.out = append(e.out, byte(o))
	for _, operand := range operands {
		e.operand(operand)
	}
}

// block writes a block at a depth: how many a break can leave without leaving a
// loop or a negation.
func (e *encoder) block(b *ir.Block, depth int) {
	var stmts []ir.Stmt
	for _, s := range b.Stmts {
		switch s := s.(type) {
		case *ir.NopStmt:
			continue
		case *ir.AssignVarStmt:
			if _, ok := e.same[s.Target]; ok {
				continue
			}
		}
		stmts = append(stmts, s)
	}
	e.number(len(stmts))
	for _, s := range stmts {
		e.statement(s, depth)
	}
}

func local(l ir.Local) ir.Operand { return ir.Operand{Value: l} }

func (e *encoder) statement(s ir.Stmt, depth int) {
	switch s := s.(type) {
	case *ir.ReturnLocalStmt:
		e.op(opReturn, local(s.Source))
	case *ir.CallStmt:
		if i, ok := e.functions[s.Func]; ok {
			e.op(opCall)
			e.number(i)
		} else if i, ok := e.builtins[s.Func]; ok {
			e.op(opBuiltin)
			e.number(i)
		} else {
			e.fail("unknown function %s", s.Func)
		}
		e.local(s.Result)
		e.number(len(s.Args))
		for _, arg := range s.Args {
			e.operand(arg)
		}
	case *ir.BlockStmt:
		e.op(opBlock)
		e.number(len(s.Blocks))
		for _, b := range s.Blocks {
			e.block(b, depth+1)
		}
	case *ir.BreakStmt:
		if int(s.Index) >= depth {
			e.fail("a break leaves a loop or a negation")
		}
		e.op(opBreak)
		e.number(int(s.Index))
	case *ir.ScanStmt:
		e.op(opScan, local(s.Source), local(s.Key), local(s.Value))
		e.block(s.Block, 1)
	case *ir.NotStmt:
		e.op(opNot)
		e.block(s.Block, 1)
	case *ir.DotStmt:
		e.op(opDot, s.Source, s.Key, local(s.Target))
	case *ir.LenStmt:
		e.op(opLen, s.Source, local(s.Target))
	case *ir.AssignIntStmt:
		e.op(opInt, local(s.Target))
		e.number(int(s.Value))
	case *ir.MakeNumberIntStmt:
		e.op(opInt, local(s.Target))
		e.number(int(s.Value))
	case *ir.MakeNumberRefStmt:
		e.op(opNumber, local(s.Target))
		e.word(e.policy.Static.Strings[s.Index].Value)
	case *ir.AssignVarStmt:
		e.op(opAssign, s.Source, local(s.Target))
	case *ir.AssignVarOnceStmt:
		e.op(opAssignOnce, s.Source, local(s.Target))
	case *ir.ResetLocalStmt:
		e.op(opReset, local(s.Target))
	case *ir.MakeNullStmt:
		e.op(opNull, local(s.Target))
	case *ir.MakeArrayStmt:
		e.op(opArray, local(s.Target))
		e.number(int(s.Capacity))
	case *ir.MakeObjectStmt:
		e.op(opObject, local(s.Target))
	case *ir.MakeSetStmt:
		e.op(opSet, local(s.Target))
	case *ir.EqualStmt:
		e.op(opEqual, s.A, s.B)
	case *ir.NotEqualStmt:
		e.op(opNotEqual, s.A, s.B)
	case *ir.IsArrayStmt:
		e.op(opIsArray, s.Source)
	case *ir.IsObjectStmt:
		e.op(opIsObject, s.Source)
	case *ir.IsSetStmt:
		e.op(opIsSet, s.Source)
	case *ir.IsDefinedStmt:
		e.op(opIsDefined, local(s.Source))
	case *ir.IsUndefinedStmt:
		e.op(opIsUndefined, local(s.Source))
	case *ir.ArrayAppendStmt:
		e.op(opAppend, s.Value, local(s.Array))
	case *ir.ObjectInsertStmt:
		e.op(opInsert, s.Key, s.Value, local(s.Object))
	case *ir.ObjectInsertOnceStmt:
		e.op(opInsertOnce, s.Key, s.Value, local(s.Object))
	case *ir.SetAddStmt:
		e.op(opAdd, s.Value, local(s.Set))
	default:
		e.fail("no plan can carry out %T", s)
	}
}

package plan

import (
	"encoding/binary"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ir"
)

// The encoding: a version, the constants, the paths into data, the names of the
// built-in functions, the members of the input that functions read alone, and for
// each function its name, its numbers of parameters and locals, what it reads of the
// input, the length of its body and the body. A list is its length and its elements, a
// number a varint, an operand a number: a local from 0 up, a constant from -1 down. A
// constant is its kind and its text, or the operands that it is made of. An instruction
// is its op, its operands, and blocks where it has any.

// version changes with the encoding.
const version = 3

// Encode writes a policy that OPA has planned so that Open can read it. It
// fails where the policy has something that a Run doesn't carry out.
func Encode(policy *ir.Policy) ([]byte, error) {
	e := encoder{policy: policy, known: map[string]int{}, paths: map[string]int{}, builtins: map[string]int{}, functions: map[string]int{}}
	for _, b := range policy.Static.BuiltinFuncs {
		if !known(b.Name) {
			return nil, fmt.Errorf("the rules use %s, which no plan can call", b.Name)
		}
		e.builtins[b.Name] = len(e.builtins)
	}
	for _, f := range policy.Funcs.Funcs {
		e.functions[f.Name] = len(e.functions)
	}
	for _, f := range policy.Funcs.Funcs {
		simplify(f)
	}
	members, reads := membersRead(policy)
	var body []byte
	for _, f := range policy.Funcs.Funcs {
		text, err := e.function(f, reads[f.Name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name, err)
		}
		body = append(body, text...)
	}
	out := binary.AppendUvarint(nil, version)
	for _, list := range [][]string{e.constants, e.pathList} {
		out = binary.AppendUvarint(out, uint64(len(list)))
		for _, entry := range list {
			out = append(out, entry...)
		}
	}
	out = binary.AppendUvarint(out, uint64(len(policy.Static.BuiltinFuncs)))
	for _, b := range policy.Static.BuiltinFuncs {
		out = appendText(out, b.Name)
	}
	out = binary.AppendUvarint(out, uint64(len(members)))
	for _, name := range members {
		out = appendText(out, name)
	}
	out = binary.AppendUvarint(out, uint64(len(policy.Funcs.Funcs)))
	return append(out, body...), nil
}

func appendText(out []byte, text string) []byte {
	return append(binary.AppendUvarint(out, uint64(len(text))), text...)
}

type encoder struct {
	policy    *ir.Policy
	known     map[string]int // the operands of constants, by what is written of them
	constants []string
	paths     map[string]int // into data, by what is written of them
	pathList  []string
	builtins  map[string]int
	functions map[string]int

	// Of the function at hand:
	use    usage
	locals map[ir.Local]int    // their places in its frame
	fixed  map[ir.Local]int    // the operands of those that are constants
	inData map[ir.Local][]byte // the paths of those that are looked up in data
	out    []byte
	err    error
}

func (e *encoder) function(f *ir.Func, member int) ([]byte, error) {
	e.use = use(f)
	e.locals, e.fixed, e.out, e.err = map[ir.Local]int{}, map[ir.Local]int{}, nil, nil
	e.inData = map[ir.Local][]byte{f.Params[1]: {}}
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
	out = binary.AppendVarint(out, int64(member))
	out = binary.AppendUvarint(out, uint64(len(e.out)))
	return append(out, e.out...), nil
}

func (e *encoder) fail(format string, args ...any) { e.err = fmt.Errorf(format, args...) }
func (e *encoder) number(n int)                    { e.out = binary.AppendVarint(e.out, int64(n)) }

// constant is the operand of a constant as it is written.
func (e *encoder) constant(kind byte, rest []byte) int {
	written := string(append([]byte{kind}, rest...))
	operand, ok := e.known[written]
	if !ok {
		operand = firstConstant - len(e.constants)
		e.known[written] = operand
		e.constants = append(e.constants, written)
	}
	return operand
}

func (e *encoder) text(index ir.StringIndex) []byte {
	return appendText(nil, e.policy.Static.Strings[index].Value)
}

// operandOf is the operand of a value that is a constant.
func (e *encoder) operandOf(v ir.Val) (operand int, ok bool) {
	switch v := direct(v).(type) {
	case ir.Local:
		operand, ok = e.fixed[e.use.same(v)]
		return operand, ok
	case ir.Bool:
		if v {
			return constantTrue, true
		}
		return constantFalse, true
	case ir.StringIndex:
		return e.constant(kindText, e.text(v)), true
	}
	return 0, false
}

func (e *encoder) local(l ir.Local) {
	e.out = binary.AppendVarint(e.out, int64(e.place(l)))
}

func (e *encoder) place(l ir.Local) int {
	l = e.use.same(l)
	i, ok := e.locals[l]
	if !ok {
		i = len(e.locals)
		e.locals[l] = i
	}
	return i
}

func (e *encoder) operand(o ir.Operand) {
	if constant, ok := e.operandOf(o.Value); ok {
		e.number(constant)
	} else if l, ok := direct(o.Value).(ir.Local); ok {
		e.local(l)
	} else {
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
	before := e.out
	e.out = nil
	count := 0
	for i := 0; i < len(b.Stmts); {
		if taken := e.ahead(b.Stmts[i:]); taken > 0 {
			i += taken
			continue
		}
		start := len(e.out)
		e.statement(b.Stmts[i], depth)
		if i+1 < len(b.Stmts) && holds(b.Stmts[i], b.Stmts[i+1]) {
			e.out[start] |= mustHold
			i++
		}
		i, count = i+1, count+1
	}
	body := e.out
	e.out = before
	e.number(count)
	e.out = append(e.out, body...)
}

func local(l ir.Local) ir.Operand { return ir.Operand{Value: l} }

func (e *encoder) statement(s ir.Stmt, depth int) {
	if target, kind, rest, ok := e.scalar(s); ok {
		e.out = append(e.out, byte(opAssign))
		e.number(e.constant(kind, rest))
		e.local(target)
		return
	}
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
		if e.path(s) {
			e.op(opData)
			e.number(e.pathOf(e.inData[s.Target]))
			e.local(s.Target)
			return
		}
		e.op(opDot, s.Source, s.Key, local(s.Target))
	case *ir.LenStmt:
		e.op(opLen, s.Source, local(s.Target))
	case *ir.AssignVarStmt:
		e.op(opAssign, s.Source, local(s.Target))
	case *ir.AssignVarOnceStmt:
		e.op(opAssignOnce, s.Source, local(s.Target))
	case *ir.ResetLocalStmt:
		e.op(opReset, local(s.Target))
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
		e.grow(s.Array)
		e.op(opAppend, s.Value, local(s.Array))
	case *ir.ObjectInsertStmt:
		e.grow(s.Object)
		e.op(opInsert, s.Key, s.Value, local(s.Object))
	case *ir.ObjectInsertOnceStmt:
		e.grow(s.Object)
		e.op(opInsertOnce, s.Key, s.Value, local(s.Object))
	case *ir.SetAddStmt:
		e.grow(s.Set)
		e.op(opAdd, s.Value, local(s.Set))
	default:
		e.fail("no plan can carry out %T", s)
	}
}

// grow makes sure that what is added to is no constant.
func (e *encoder) grow(l ir.Local) {
	if _, constant := e.fixed[e.use.same(l)]; constant {
		e.fail("something is added to a constant")
	}
}

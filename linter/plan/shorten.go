package plan

import (
	"encoding/binary"
	"slices"
	"strconv"

	"github.com/open-policy-agent/opa/v1/ir"
)

// ahead says how many of the statements need no instruction: those that make a
// constant, name a local once more, or only lead to the next one in data.
func (e *encoder) ahead(stmts []ir.Stmt) int {
	if target, kind, rest, ok := e.scalar(stmts[0]); ok {
		return e.fix(target, kind, rest)
	}
	switch s := stmts[0].(type) {
	case *ir.AssignVarStmt:
		if e.use.same(s.Target) != s.Target {
			return 1
		}
	case *ir.MakeArrayStmt:
		return e.literal(s.Target, kindArray, stmts[1:])
	case *ir.MakeSetStmt:
		return e.literal(s.Target, kindSet, stmts[1:])
	case *ir.MakeObjectStmt:
		return e.literal(s.Target, kindObject, stmts[1:])
	case *ir.DotStmt:
		if e.path(s) && len(stmts) > 1 && e.use.reads[s.Target] == 1 {
			if next, ok := stmts[1].(*ir.DotStmt); ok && direct(next.Source.Value) == s.Target && e.path(next) {
				return 1
			}
		}
	}
	return 0
}

// scalar is the constant that a statement sets a local to, as it is written.
func (e *encoder) scalar(s ir.Stmt) (target ir.Local, kind byte, rest []byte, ok bool) {
	switch s := s.(type) {
	case *ir.AssignIntStmt:
		return s.Target, kindNumber, appendText(nil, strconv.FormatInt(s.Value, 10)), true
	case *ir.MakeNumberIntStmt:
		return s.Target, kindNumber, appendText(nil, strconv.FormatInt(s.Value, 10)), true
	case *ir.MakeNumberRefStmt:
		return s.Target, kindNumber, e.text(ir.StringIndex(s.Index)), true
	case *ir.MakeNullStmt:
		return s.Target, kindNull, nil, true
	}
	return 0, 0, nil, false
}

// pathOf is the number of a path into data.
func (e *encoder) pathOf(words []byte) int {
	i, ok := e.paths[string(words)]
	if !ok {
		i = len(e.pathList)
		e.paths[string(words)] = i
		e.pathList = append(e.pathList, string(appendText(nil, string(words))))
	}
	return i
}

// fix makes a local a constant.
func (e *encoder) fix(l ir.Local, kind byte, rest []byte) (taken int) {
	if !e.use.once(l) {
		return 0
	}
	e.fixed[l] = e.constant(kind, rest)
	return 1
}

// literal makes a local a constant to which the statements that follow, and no
// others, add constants.
func (e *encoder) literal(l ir.Local, kind byte, stmts []ir.Stmt) (taken int) {
	var operands []int
	count := 0
	for _, s := range stmts {
		var parts []ir.Operand
		var of ir.Local
		switch s := s.(type) {
		case *ir.SetAddStmt:
			parts, of = []ir.Operand{s.Value}, s.Set
		case *ir.ArrayAppendStmt:
			parts, of = []ir.Operand{s.Value}, s.Array
		case *ir.ObjectInsertStmt:
			parts, of = []ir.Operand{s.Key, s.Value}, s.Object
		}
		if parts == nil || of != l {
			break
		}
		for _, part := range parts {
			operand, ok := e.operandOf(part.Value)
			if !ok {
				return 0
			}
			operands = append(operands, operand)
		}
		count++
	}
	if count != e.use.grows[l] {
		return 0
	}
	rest := binary.AppendUvarint(nil, uint64(len(operands)))
	for _, operand := range operands {
		rest = binary.AppendVarint(rest, int64(operand))
	}
	if e.fix(l, kind, rest) == 0 {
		return 0
	}
	return 1 + count
}

// path reports whether a statement looks something up in data by words alone, and
// remembers where.
func (e *encoder) path(s *ir.DotStmt) bool {
	source, ok := direct(s.Source.Value).(ir.Local)
	key, isText := direct(s.Key.Value).(ir.StringIndex)
	around, known := e.inData[source]
	if !ok || !isText || !known || !e.use.once(s.Target) {
		return false
	}
	e.inData[s.Target] = append(slices.Clip(around), e.text(key)...)
	return true
}

// holds reports whether a statement is that what the one before it gives is not false.
func holds(s, next ir.Stmt) bool {
	var result ir.Local
	switch s := s.(type) {
	case *ir.CallStmt:
		result = s.Result
	case *ir.DotStmt:
		result = s.Target
	default:
		return false
	}
	test, ok := next.(*ir.NotEqualStmt)
	return ok && direct(test.A.Value) == result && direct(test.B.Value) == ir.Bool(false)
}

package plan

import "github.com/open-policy-agent/opa/v1/ir"

// constantFunctions are those whose result doesn't depend on the input: they do
// no more with it than to hand it on to each other.
func constantFunctions(all []*ir.Func) map[string]bool {
	constant := map[string]bool{}
	for _, f := range all {
		constant[f.Name] = len(f.Params) == 2
	}
	for changed := true; changed; {
		changed = false
		for _, f := range all {
			if constant[f.Name] && reads(f, f.Params[0], constant) {
				constant[f.Name], changed = false, true
			}
		}
	}
	return constant
}

// reads reports whether a function does something with a local but hand it on,
// as the input, to a constant function.
func reads(f *ir.Func, input ir.Local, constant map[string]bool) bool {
	found := false
	eachStatement(f, func(s ir.Stmt) {
		if call, ok := s.(*ir.CallStmt); ok && constant[call.Func] {
			return
		}
		for _, o := range sources(s) {
			found = found || direct(o.Value) == input
		}
	})
	return found
}

// copies are the locals that are never more than another name of one that is
// itself set in one place.
func copies(f *ir.Func) map[ir.Local]ir.Local {
	set := map[ir.Local]int{}
	optional := map[ir.Local]bool{} // whether they are defined is asked for
	for _, p := range f.Params {
		set[p]++
	}
	eachStatement(f, func(s ir.Stmt) {
		for _, target := range targets(s) {
			set[target]++
		}
		switch s := s.(type) {
		case *ir.ResetLocalStmt:
			optional[s.Target] = true
		case *ir.IsDefinedStmt:
			optional[s.Source] = true
		case *ir.IsUndefinedStmt:
			optional[s.Source] = true
		}
	})
	same := map[ir.Local]ir.Local{}
	eachStatement(f, func(s ir.Stmt) {
		assign, ok := s.(*ir.AssignVarStmt)
		if !ok {
			return
		}
		source, ok := direct(assign.Source.Value).(ir.Local)
		if !ok || set[source] != 1 || set[assign.Target] != 1 || optional[source] || optional[assign.Target] {
			return
		}
		same[assign.Target] = source
	})
	for from, to := range same {
		for next, ok := same[to]; ok; next, ok = same[to] {
			to = next
		}
		same[from] = to
	}
	return same
}

func eachStatement(f *ir.Func, do func(ir.Stmt)) {
	var walk func(blocks []*ir.Block)
	walk = func(blocks []*ir.Block) {
		for _, b := range blocks {
			for _, s := range b.Stmts {
				do(s)
				switch s := s.(type) {
				case *ir.BlockStmt:
					walk(s.Blocks)
				case *ir.ScanStmt:
					walk([]*ir.Block{s.Block})
				case *ir.NotStmt:
					walk([]*ir.Block{s.Block})
				}
			}
		}
	}
	walk(f.Blocks)
}

// targets are the locals that a statement sets.
func targets(s ir.Stmt) []ir.Local {
	switch s := s.(type) {
	case *ir.CallStmt:
		return []ir.Local{s.Result}
	case *ir.ScanStmt:
		return []ir.Local{s.Key, s.Value}
	case *ir.DotStmt:
		return []ir.Local{s.Target}
	case *ir.LenStmt:
		return []ir.Local{s.Target}
	case *ir.AssignIntStmt:
		return []ir.Local{s.Target}
	case *ir.AssignVarStmt:
		return []ir.Local{s.Target}
	case *ir.AssignVarOnceStmt:
		return []ir.Local{s.Target}
	case *ir.MakeNullStmt:
		return []ir.Local{s.Target}
	case *ir.MakeNumberIntStmt:
		return []ir.Local{s.Target}
	case *ir.MakeNumberRefStmt:
		return []ir.Local{s.Target}
	case *ir.MakeArrayStmt:
		return []ir.Local{s.Target}
	case *ir.MakeObjectStmt:
		return []ir.Local{s.Target}
	case *ir.MakeSetStmt:
		return []ir.Local{s.Target}
	}
	return nil
}

// sources are what a statement reads.
func sources(s ir.Stmt) []ir.Operand {
	switch s := s.(type) {
	case *ir.ReturnLocalStmt:
		return []ir.Operand{local(s.Source)}
	case *ir.CallStmt:
		return s.Args
	case *ir.ScanStmt:
		return []ir.Operand{local(s.Source)}
	case *ir.DotStmt:
		return []ir.Operand{s.Source, s.Key}
	case *ir.LenStmt:
		return []ir.Operand{s.Source}
	case *ir.AssignVarStmt:
		return []ir.Operand{s.Source}
	case *ir.AssignVarOnceStmt:
		return []ir.Operand{s.Source}
	case *ir.EqualStmt:
		return []ir.Operand{s.A, s.B}
	case *ir.NotEqualStmt:
		return []ir.Operand{s.A, s.B}
	case *ir.IsArrayStmt:
		return []ir.Operand{s.Source}
	case *ir.IsObjectStmt:
		return []ir.Operand{s.Source}
	case *ir.IsSetStmt:
		return []ir.Operand{s.Source}
	case *ir.IsDefinedStmt:
		return []ir.Operand{local(s.Source)}
	case *ir.IsUndefinedStmt:
		return []ir.Operand{local(s.Source)}
	case *ir.ArrayAppendStmt:
		return []ir.Operand{s.Value}
	case *ir.ObjectInsertStmt:
		return []ir.Operand{s.Key, s.Value}
	case *ir.ObjectInsertOnceStmt:
		return []ir.Operand{s.Key, s.Value}
	case *ir.SetAddStmt:
		return []ir.Operand{s.Value}
	}
	return nil
}

package plan

import "github.com/open-policy-agent/opa/v1/ir"

// simplify takes out of a function the blocks that OPA's planner puts around what it
// looks up in data: there is never more than one way to go there.
func simplify(f *ir.Func) {
	for _, b := range f.Blocks {
		simplifyBlock(b)
	}
}

func simplifyBlock(b *ir.Block) {
	var stmts []ir.Stmt
	for _, s := range b.Stmts {
		switch s := s.(type) {
		case *ir.NopStmt:
			continue
		case *ir.ScanStmt:
			simplifyBlock(s.Block)
		case *ir.NotStmt:
			simplifyBlock(s.Block)
		case *ir.BlockStmt:
			for _, inner := range s.Blocks {
				simplifyBlock(inner)
			}
			if only, ok := onlyWay(s); ok {
				stmts = append(stmts, only...)
				continue
			}
		}
		stmts = append(stmts, s)
	}
	b.Stmts = stmts
}

// onlyWay is what a block carries out that is defined only if that is: a block in it
// that leaves both at its end, and behind which the block around is left.
func onlyWay(outer *ir.BlockStmt) ([]ir.Stmt, bool) {
	if len(outer.Blocks) != 1 || len(outer.Blocks[0].Stmts) != 2 || !isBreak(outer.Blocks[0].Stmts[1], 1) {
		return nil, false
	}
	inner, ok := outer.Blocks[0].Stmts[0].(*ir.BlockStmt)
	if !ok || len(inner.Blocks) != 1 {
		return nil, false
	}
	stmts := inner.Blocks[0].Stmts
	last := len(stmts) - 1
	if last < 0 || !isBreak(stmts[last], 1) {
		return nil, false
	}
	for _, s := range stmts[:last] {
		switch s.(type) {
		case *ir.BlockStmt, *ir.BreakStmt, *ir.ScanStmt, *ir.NotStmt, *ir.ReturnLocalStmt:
			return nil, false
		}
	}
	return stmts[:last], true
}

func isBreak(s ir.Stmt, index uint32) bool {
	b, ok := s.(*ir.BreakStmt)
	return ok && b.Index == index
}

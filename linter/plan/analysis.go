package plan

import (
	"slices"

	"github.com/open-policy-agent/opa/v1/ir"
)

// membersRead returns the members of the input of which some functions read one alone,
// and for each function what it reads: none, several, or a place among the members, of
// which the first is 1. What is done with the input but to look a member up, or to hand
// it on, reads several.
func membersRead(policy *ir.Policy) (members []string, of map[string]int) {
	of = map[string]int{}
	place := func(name ir.StringIndex) int {
		word := policy.Static.Strings[name].Value
		if !slices.Contains(members, word) {
			members = append(members, word)
		}
		return 1 + slices.Index(members, word)
	}
	for _, f := range policy.Funcs.Funcs {
		of[f.Name] = none
	}
	for changed := true; changed; {
		changed = false
		for _, f := range policy.Funcs.Funcs {
			read := of[f.Name]
			eachStatement(f, func(s ir.Stmt) {
				switch more := readBy(s, f.Params[0], of, place); {
				case read == none:
					read = more
				case more != none && more != read:
					read = several
				}
			})
			changed = changed || read != of[f.Name]
			of[f.Name] = read
		}
	}
	return members, of
}

// readBy is what a statement reads of the input, where of says it of the functions
// that it may call, and place of a member's name.
func readBy(s ir.Stmt, input ir.Local, of map[string]int, place func(ir.StringIndex) int) int {
	read, rest := none, sources(s)
	switch s := s.(type) {
	case *ir.CallStmt:
		if called, ok := of[s.Func]; ok {
			read, rest = called, s.Args[1:] // the first is the input
		} else if name, ok := lookedUp(s.Args); ok && s.Func == "object.get" && direct(s.Args[0].Value) == input {
			read, rest = place(name), s.Args[2:]
		}
	case *ir.DotStmt:
		if name, ok := lookedUp(rest); ok && direct(s.Source.Value) == input {
			return place(name)
		}
	}
	if slices.ContainsFunc(rest, func(o ir.Operand) bool { return direct(o.Value) == input }) {
		return several
	}
	return read
}

// lookedUp is the word that is looked up in the first of some operands.
func lookedUp(operands []ir.Operand) (word ir.StringIndex, ok bool) {
	if len(operands) > 1 {
		word, ok = direct(operands[1].Value).(ir.StringIndex)
	}
	return word, ok
}

// usage is what a function does with its locals.
type usage struct {
	sets     map[ir.Local]int // statements that set it
	grows    map[ir.Local]int // that add to the set, list or object in it
	reads    map[ir.Local]int
	optional map[ir.Local]bool // whether it is defined is asked for
	alias    map[ir.Local]ir.Local
}

func use(f *ir.Func) usage {
	u := usage{map[ir.Local]int{}, map[ir.Local]int{}, map[ir.Local]int{}, map[ir.Local]bool{}, map[ir.Local]ir.Local{}}
	for _, p := range f.Params {
		u.sets[p]++
	}
	type assignment struct{ target, source ir.Local }
	assigned := map[assignment]int{}
	eachStatement(f, func(s ir.Stmt) {
		for _, target := range targets(s) {
			u.sets[target]++
		}
		for _, o := range sources(s) {
			if l, ok := direct(o.Value).(ir.Local); ok {
				u.reads[l]++
			}
		}
		switch s := s.(type) {
		case *ir.SetAddStmt:
			u.grows[s.Set]++
		case *ir.ArrayAppendStmt:
			u.grows[s.Array]++
		case *ir.ObjectInsertStmt:
			u.grows[s.Object]++
		case *ir.ObjectInsertOnceStmt:
			u.grows[s.Object]++
		case *ir.ResetLocalStmt:
			u.optional[s.Target] = true
		case *ir.IsDefinedStmt:
			u.optional[s.Source] = true
		case *ir.IsUndefinedStmt:
			u.optional[s.Source] = true
		case *ir.AssignVarStmt:
			if source, ok := direct(s.Source.Value).(ir.Local); ok {
				assigned[assignment{s.Target, source}]++
			}
		}
	})
	for a, n := range assigned {
		if n == u.sets[a.target] && u.once(a.source) && !u.optional[a.target] {
			u.alias[a.target] = a.source
		}
	}
	return u
}

// same is the local of which one is never more than another name.
func (u usage) same(l ir.Local) ir.Local {
	for to, ok := u.alias[l]; ok; to, ok = u.alias[l] {
		l = to
	}
	return l
}

// once reports whether a local is set in one place, and never found undefined.
func (u usage) once(l ir.Local) bool { return u.sets[l] == 1 && !u.optional[l] }

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

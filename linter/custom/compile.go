package custom

import (
	"bytes"
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// need is a library that a file refers to, and where it first does.
type need struct {
	file *file
	at   *ast.Location
}

// libraries returns edslint's public libraries, parsed.
func (l *loader) libraries() []*file {
	if l.public != nil {
		return l.public
	}
	texts, err := policy.Libraries(rules.FS, "lib")
	if err != nil { // only if edslint itself is broken
		l.mistakes = append(l.mistakes, Mistake{File: ".", Message: err.Error()})
	}
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		f := &file{name: "edslint/" + name, own: true, source: &source.File{Name: name, Content: []byte(texts[name])}}
		if err := l.parseFile(f); err != nil {
			l.mistakes = append(l.mistakes, Mistake{File: ".", Message: err.Error()})
			continue
		}
		f.pkg = packageOf(f)
		l.public = append(l.public, f)
	}
	return l.public
}

// compile compiles the sound rules. Where one doesn't compile, it finds out
// what else is wrong before it leaves it out.
func (l *loader) compile() *Set {
	set := &Set{data: l.data, modules: map[string]string{}}
	for _, f := range l.files {
		if f.rule != nil && f.rule.ID != "" && !f.twice {
			set.rules = append(set.rules, *f.rule)
		}
	}
	slices.SortFunc(set.rules, func(a, b rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	compiler := l.attempt(l.sound())
	if compiler.Failed() || slices.ContainsFunc(l.files, func(f *file) bool { return f.broken }) {
		l.diagnose()
		if compiler = l.attempt(l.sound()); compiler.Failed() {
			for _, e := range compiler.Errors { // of files that only together are wrong
				l.ofError(e)
			}
			return set
		}
	}
	l.spread()
	for _, f := range l.files {
		if f.rule != nil && !f.broken {
			set.sound = append(set.sound, *f.rule)
		}
	}
	slices.SortFunc(set.sound, func(a, b rules.Rule) int { return cmp.Compare(a.ID, b.ID) })
	sound := l.sound()
	for _, f := range append(sound, l.needed(sound)...) {
		set.modules[f.name] = string(f.source.Content)
	}
	set.compiler = compiler
	return set
}

// sound returns the files in which nothing wrong was found so far, when those
// that need a broken one are told to be broken too.
func (l *loader) sound() []*file {
	l.spread()
	return slices.DeleteFunc(slices.Clone(l.files), func(f *file) bool { return f.broken })
}

// spread says which files can't be used since they need one that is broken.
func (l *loader) spread() {
	for changed := true; changed; {
		changed = false
		for _, f := range l.files {
			i := slices.IndexFunc(f.needs, func(n need) bool { return n.file.broken })
			if f.broken || i < 0 {
				continue
			}
			l.atTerm(f, f.needs[i].at, "it needs %s, which has mistakes", f.needs[i].file.name)
			changed = true
		}
	}
}

// needed returns edslint's public libraries where one of the files needs any.
func (l *loader) needed(files []*file) []*file {
	for _, f := range files {
		if slices.ContainsFunc(f.needs, func(n need) bool { return slices.Contains(l.public, n.file) }) {
			return l.libraries()
		}
	}
	return nil
}

// attempt compiles files and the public libraries that they need, with all
// stages.
func (l *loader) attempt(files []*file) *ast.Compiler {
	modules := map[string]*ast.Module{}
	for _, f := range files {
		modules[f.name] = f.module
	}
	for _, f := range l.needed(files) {
		modules[f.name] = f.module
	}
	compiler := ast.NewCompiler().WithCapabilities(policy.Capabilities()).WithDefaultRegoVersion(ast.RegoV1).SetErrorLimit(0)
	if schemas, err := l.schemas(); err != nil {
		l.mistakes = append(l.mistakes, Mistake{File: ".", Message: err.Error()})
	} else {
		compiler = compiler.WithSchemas(schemas)
	}
	compiler.Compile(modules)
	return compiler
}

// diagnose compiles all that could be parsed again and again, each time without
// what didn't compile, for OPA stops behind the first stage that finds a mistake.
func (l *loader) diagnose() {
	const most = 50
	files := slices.DeleteFunc(slices.Clone(l.files), func(f *file) bool { return f.module == nil || f.misplaced })
	whole := map[*file]*ast.Module{}
	for _, f := range files {
		whole[f] = f.module
		f.module = f.module.Copy()
	}
	gone := map[string]bool{}
	for range most {
		compiler := l.attempt(files)
		if !compiler.Failed() {
			break
		}
		before := maps.Clone(gone)
		for _, e := range compiler.Errors {
			if e.Location == nil {
				continue
			}
			f := l.named(e.Location.File)
			if f == nil {
				continue
			}
			if !f.follows(e, before) {
				l.ofOPA(f, e)
				f.broken = true
			}
			if !f.cut(e.Location, gone) {
				files = slices.DeleteFunc(files, func(other *file) bool { return other == f })
			}
		}
	}
	for f, module := range whole {
		f.module = module
	}
}

// cut takes the expression out of a rule that stands around a place, or the
// whole rule if it is in no expression, and keeps the names of what then lacks.
// It returns false if there is no rule.
func (f *file) cut(at *ast.Location, gone map[string]bool) bool {
	around := func(part *ast.Location) bool {
		return part != nil && part.Row <= at.Row && at.Row <= part.Row+bytes.Count(part.Text, []byte("\n"))
	}
	found := false
	f.module.Rules = slices.DeleteFunc(f.module.Rules, func(rule *ast.Rule) bool {
		if !around(rule.Location) {
			return false
		}
		found = true
		i := slices.IndexFunc(rule.Body, func(e *ast.Expr) bool { return around(e.Location) })
		if empty := ast.StringTerm(""); i < 0 && rule.Head.Key != nil && !rule.Head.Key.Equal(empty) {
			rule.Head.Key = empty // for a set: what its body says can still be looked through
			return false
		}
		if i < 0 || len(rule.Body) == 1 {
			name, _ := rule.Head.Ref()[0].Value.(ast.Var)
			gone[string(name)] = true
			gone["data."+strings.Join(f.pkg, ".")+"."+string(name)] = true
			return true
		}
		ast.WalkVars(rule.Body[i], func(v ast.Var) bool {
			gone[string(v)] = true
			return false
		})
		rule.Body = slices.Delete(rule.Body, i, i+1)
		for i, expr := range rule.Body {
			expr.Index = i
		}
		return false
	})
	return found
}

// follows reports whether an error only follows from what was cut out, or from
// a mistake that was said.
func (f *file) follows(e *ast.Error, gone map[string]bool) bool {
	if found := unsafeVar.FindStringSubmatch(e.Message); found != nil {
		return gone[found[1]]
	}
	name, ok := strings.CutPrefix(e.Message, "undefined function ")
	return ok && (gone[name] || f.misled && strings.HasPrefix(name, "data."))
}

// named returns the file called name, or nil.
func (l *loader) named(name string) *file {
	i := slices.IndexFunc(l.files, func(f *file) bool { return f.name == name })
	if i < 0 {
		return nil
	}
	return l.files[i]
}

func (l *loader) ofError(e *ast.Error) {
	if e.Location != nil {
		if f := l.named(e.Location.File); f != nil {
			l.ofOPA(f, e)
			return
		}
	}
	l.mistakes = append(l.mistakes, Mistake{File: ".", Message: "the rules don't compile together: " + e.Message})
}

// schemas is what input is checked with: the newest edition's schema, which
// knows every member of the older ones.
func (l *loader) schemas() (*ast.SchemaSet, error) {
	if l.schema != nil {
		return l.schema, nil
	}
	editions := editions.Names()
	request, err := schema.SeenTogether(editions[len(editions)-1])
	if err != nil {
		return nil, err
	}
	l.schema = ast.NewSchemaSet()
	l.schema.Put(ast.SchemaRootRef, request)
	return l.schema, nil
}

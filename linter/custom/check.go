package custom

import (
	"maps"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/spelling"
)

// familyAcross is the family of the rules that judge all requests of a run
// together.
const familyAcross = "across"

// checker looks for what a file refers to and isn't there, which OPA would take
// for undefined, so that the rule would be silent for ever.
type checker struct {
	*loader
	file    *file
	defined *names              // what there is below data
	params  map[string][]string // of each rule, by id
	imports map[string]ast.Ref  // by the name under which a body uses it
}

// names is a tree of the packages and rules that there are.
type names struct {
	below map[string]*names
	files []*file // of a package
}

func (n *names) add(path []string) *names {
	for _, name := range path {
		if n.below == nil {
			n.below = map[string]*names{}
		}
		if n.below[name] == nil {
			n.below[name] = &names{}
		}
		n = n.below[name]
	}
	return n
}

// check looks through all files that could be parsed.
func (l *loader) check() {
	defined := &names{}
	for _, f := range l.libraries() {
		defined.addModule(f)
	}
	params := map[string][]string{}
	for _, f := range l.files {
		if f.module != nil && len(f.pkg) > 0 {
			defined.addModule(f)
		} else {
			defined.add(f.pkg).files = append(defined.add(f.pkg).files, f)
		}
		if f.rule != nil && f.rule.ID != "" {
			for _, p := range f.rule.Params {
				params[f.rule.ID] = append(params[f.rule.ID], p.Name)
			}
			params[f.rule.ID] = append(params[f.rule.ID], "")
		}
	}
	for _, f := range l.files {
		if f.module != nil {
			l.clashes(f)
			c := checker{loader: l, file: f, defined: defined, params: params}
			c.check()
		}
	}
}

// clashes says where data has what a library defines, for OPA would hide one of
// them.
func (l *loader) clashes(f *file) {
	var at any = l.data
	for _, name := range f.pkg {
		object, _ := at.(map[string]any)
		at = object[name]
	}
	object, _ := at.(map[string]any)
	for _, rule := range f.module.Rules {
		name, _ := rule.Head.Ref()[0].Value.(ast.Var)
		if _, clash := object[string(name)]; clash {
			l.atTerm(f, rule.Location, "a data file has data.%s.%s already", strings.Join(f.pkg, "."), name)
		}
	}
}

func (n *names) addModule(f *file) {
	pkg := n.add(f.pkg)
	pkg.files = append(pkg.files, f)
	for _, rule := range f.module.Rules {
		if name, ok := rule.Head.Ref()[0].Value.(ast.Var); ok {
			pkg.add([]string{string(name)})
		}
	}
}

func (c *checker) check() {
	for _, annotation := range c.file.module.Annotations {
		if len(annotation.Schemas) > 0 {
			c.atTerm(c.file, annotation.Location, "METADATA can't have `schemas`: rules are checked with the schema of the request")
		}
	}
	local := ast.NewVarVisitor().WithParams(ast.VarVisitorParams{SkipRefHead: true})
	for _, rule := range c.file.module.Rules {
		local.Walk(rule)
	}
	c.imports = map[string]ast.Ref{}
	for _, i := range c.file.module.Imports {
		path, ok := i.Path.Value.(ast.Ref)
		if !ok {
			continue
		}
		if path[0].Equal(ast.DefaultRootDocument) {
			c.refers(path, i.Path.Location)
		}
		if !local.Vars().Contains(i.Name()) { // else it may be a variable
			c.imports[string(i.Name())] = path
		}
	}
	for _, rule := range c.file.module.Rules {
		ast.WalkRefs(rule, func(ref ast.Ref) bool {
			c.ref(ref)
			return false
		})
	}
}

func (c *checker) ref(ref ast.Ref) {
	head, ok := ref[0].Value.(ast.Var)
	if !ok {
		return
	}
	if name := ref.String(); policy.Refusal(name) != "" && c.defined.add(c.file.pkg).below[name] == nil {
		c.atTerm(c.file, whereOf(ref), "%s: %s", name, policy.Refusal(name))
		return
	}
	whole := ref
	if imported, ok := c.imports[string(head)]; ok {
		whole = imported.Concat(ref[1:])
	}
	switch {
	case whole[0].Equal(ast.DefaultRootDocument):
		c.refers(whole, whereOf(ref))
	case whole[0].Equal(ast.InputRootDocument) && c.file.rule != nil:
		if path := steps(whole); len(path) > 0 {
			c.refersTogether(path[0], ref)
		}
	}
}

// refersTogether checks what stands only before rules that judge all requests of a
// run together.
func (c *checker) refersTogether(member string, ref ast.Ref) {
	rule := c.file.rule
	switch {
	case member != "stores" && member != "summaries":
	case rule.Family != familyAcross:
		c.atTerm(c.file, whereOf(ref), "`input.%s` is what a rule of family \"across\" sees: write `family: across` in its METADATA", member)
	case member == "stores" && rule.Summary:
		c.atTerm(c.file, whereOf(ref), "`input.stores` isn't there for a rule whose METADATA says `summary: true`: it sees `input.summaries`")
	case member == "summaries" && !rule.Summary:
		c.atTerm(c.file, whereOf(ref), "`input.summaries` is what a rule with a `summary` sees: define it, and write `summary: true` in the METADATA")
	}
}

// refers checks that what stands below data is there.
func (c *checker) refers(ref ast.Ref, at *ast.Location) {
	path := steps(ref)
	if len(path) == 0 {
		return
	}
	shown := "data." + strings.Join(path, ".")
	own := slices.Equal(path[:min(len(path), len(c.file.pkg))], c.file.pkg)
	isData := func() bool { _, ok := c.data[path[0]]; return ok }
	switch {
	case path[0] == "edition" || path[0] == "latest" || path[0] == "context":
	case path[0] == "params":
		c.refersParam(path, at)
	case path[0] == "editions" || len(path) > 1 && path[0] == "edslint" && path[1] == "test":
		c.misleads(at, "`%s` is there only for tests; rules read data.edition and data.latest", shown)
	case isRule(path) && !own:
		c.misleads(at, "`%s`: a rule can't read another rule; what they share goes into a library, in a package such as acme.lib", shown)
	case path[0] == "edslint" && !own && (len(path) == 1 || path[1] != "lib"):
		c.misleads(at, "`%s`: of edslint's own packages rules may read only data.edslint.lib%s", shown, didYouMean(strings.Join(path[min(1, len(path)-1):min(2, len(path))], ""), []string{"lib"}))
	case c.badData[path[0]]:
		c.misleads(at, "`%s` can't be read: its data file has mistakes", "data."+path[0])
	default:
		c.refersModule(path, shown, at, isData() || c.untold)
	}
}

func (c *checker) refersParam(path []string, at *ast.Location) {
	if len(path) < 2 {
		return
	}
	ids := slices.Sorted(maps.Keys(c.params))
	known, ok := c.params[path[1]]
	if !ok {
		c.misleads(at, "`data.params.%s`: no custom rule has the id %q%s", path[1], path[1], didYouMean(path[1], ids))
		return
	}
	known = slices.DeleteFunc(slices.Clone(known), func(name string) bool { return name == "" })
	if len(path) > 2 && !slices.Contains(known, path[2]) {
		if len(known) == 0 {
			c.misleads(at, "`data.params.%s`: the METADATA of %s declares no `params`", path[1], path[1])
			return
		}
		c.misleads(at, "`data.params.%s`: the METADATA of %s declares no parameter %q; there are %s%s", path[1], path[1], path[2], spelling.And(known), didYouMean(path[2], known))
	}
}

// refersModule walks down the packages as far as there are any. Where data may
// hold what they don't, it says nothing.
func (c *checker) refersModule(path []string, shown string, at *ast.Location, quiet bool) {
	n := c.defined
	for i, name := range path {
		below := n.below[name]
		if below == nil {
			if quiet || i > 0 && len(n.below) == 0 {
				return // behind a rule's name
			}
			if slices.ContainsFunc(n.files, func(f *file) bool { return f.module == nil }) {
				break // it can't be parsed, so what it defines isn't known
			}
			known := slices.Sorted(maps.Keys(n.below))
			if i == 0 {
				known = append(slices.DeleteFunc(known, func(name string) bool { return name == "rules" }), slices.Collect(maps.Keys(c.data))...)
				known = append(known, "edition", "latest", "params", "context", "edslint")
				slices.Sort(known)
				known = slices.Compact(known)
			}
			suggestion := didYouMean(name, known)
			if spelling.Nearest(name, known) == "" && len(known) <= 12 {
				suggestion = "; there are " + spelling.And(known)
			}
			c.misleads(at, "`%s`: there is no %s%s", brief(shown), brief("data."+strings.Join(path[:i+1], ".")), suggestion)
			return
		}
		n = below
		for _, f := range n.files {
			if f != c.file {
				c.file.needs = append(c.file.needs, need{f, at})
			}
		}
	}
}

func (c *checker) misleads(at *ast.Location, format string, args ...any) {
	c.file.misled = true
	c.atTerm(c.file, at, format, args...)
}

// whereOf is where a reference stands, as far as its names go.
func whereOf(ref ast.Ref) *ast.Location {
	at := *ref[0].Location
	for _, term := range ref[1:] {
		_, isName := term.Value.(ast.String)
		if !isName || term.Location == nil || term.Location.Row != at.Row || term.Location.Offset < at.Offset {
			break
		}
		at.Text = make([]byte, term.Location.Offset-at.Offset+len(term.Location.Text))
	}
	return &at
}

// atTerm is a mistake at what OPA gives a location.
func (l *loader) atTerm(f *file, at *ast.Location, format string, args ...any) {
	start, end := span(f, at)
	l.at(f, start, end, format, args...)
}

// span is what a location covers, of several lines the first.
func span(f *file, at *ast.Location) (start, end int) {
	if at == nil {
		return 0, 0
	}
	text := f.source.Content
	start = min(at.Offset, len(text))
	if at.Offset == 0 && at.Row > 1 {
		for row := 1; row < at.Row && start < len(text); start++ {
			if text[start] == '\n' {
				row++
			}
		}
		start = min(start+max(at.Col-1, 0), len(text))
	}
	first, _, _ := strings.Cut(string(text[start:min(start+len(at.Text), len(text))]), "\n")
	return start, start + len(strings.TrimRight(first, "\r"))
}

package custom

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

// rulesPackage is the package below which each rule has one of its own.
var rulesPackage = []string{"edslint", "rules"}

func isRule(pkg []string) bool { return len(pkg) >= 2 && slices.Equal(pkg[:2], rulesPackage) }

// parse parses the files on all processors, and says what keeps one from being
// parsed.
func (l *loader) parse() {
	errs := make([]error, len(l.files))
	next := make(chan int)
	var group sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		group.Go(func() {
			for i := range next {
				errs[i] = l.parseFile(l.files[i])
			}
		})
	}
	for i := range l.files {
		next <- i
	}
	close(next)
	group.Wait()
	for i, f := range l.files {
		f.pkg = packageOf(f)
		if isRule(f.pkg) && len(f.pkg) == 3 {
			f.rule = &rules.Rule{
				Name: strings.ReplaceAll(f.pkg[2], "_", "-"), Level: finding.Warning, Family: defaultFamily, Presets: rules.Presets(),
				Custom: true, File: f.name, Examples: f.examples,
			}
			l.metadata(f)
		}
		l.unparsed(f, errs[i])
	}
}

func (l *loader) parseFile(f *file) error {
	if at := tooDeep(f.source.Content, l.Limits.Depth); at >= 0 {
		return &ast.Error{Message: fmt.Sprintf("brackets are nested deeper than %d, the most that is read", l.Limits.Depth), Location: &ast.Location{Offset: at}}
	}
	module, err := ast.ParseModuleWithOpts(f.name, string(f.source.Content), ast.ParserOptions{
		ProcessAnnotation: true, Capabilities: policy.Capabilities(), RegoVersion: ast.RegoV1,
	})
	f.module = module
	return err
}

// unparsed says why a file can't be parsed. What is wrong with a rule's METADATA
// was said already.
func (l *loader) unparsed(f *file, err error) {
	if err == nil {
		return
	}
	metadata := f.broken
	f.broken = true
	switch err := err.(type) {
	case ast.Errors:
		for i, e := range err {
			if saidElsewhere(err, i) {
				continue
			}
			if metadata && (strings.HasPrefix(e.Message, "yaml: ") || strings.Contains(e.Message, "METADATA") || strings.Contains(e.Message, "annotation")) {
				continue
			}
			l.ofOPA(f, e)
		}
	case *ast.Error:
		l.ofOPA(f, err)
	default:
		l.at(f, 0, 0, "it can't be parsed: %s", err)
	}
}

// saidElsewhere reports whether another error says the same as one of them and more
// at its place, or an earlier one the same.
func saidElsewhere(all ast.Errors, i int) bool {
	e := all[i]
	for k, other := range all {
		if other.Location.Equal(e.Location) && strings.HasPrefix(other.Message, e.Message) && (k < i || len(other.Message) > len(e.Message)) {
			return true
		}
	}
	return false
}

// packageOf returns the parts of a file's package, below data; nil where it has
// none.
func packageOf(f *file) []string {
	if f.module != nil {
		return steps(f.module.Package.Path)
	}
	line := strings.Fields(string(packageStart.Find(f.source.Content)))
	if len(line) < 2 {
		return nil
	}
	return strings.Split(line[1], ".")
}

// steps are the names that a reference begins with, below data or input.
func steps(ref ast.Ref) []string {
	var names []string
	for _, term := range ref[min(1, len(ref)):] {
		name, ok := term.Value.(ast.String)
		if !ok {
			break
		}
		names = append(names, string(name))
	}
	return names
}

// tooDeep returns where brackets outside of strings and comments are nested
// deeper than most, or -1. OPA's compiler calls itself for each.
func tooDeep(text []byte, most int) int {
	depth := 0
	for i := 0; i < len(text); i++ {
		switch text[i] {
		case '[', '{', '(':
			if depth++; depth > most {
				return i
			}
		case ']', '}', ')':
			depth--
		case '#':
			for i < len(text) && text[i] != '\n' {
				i++
			}
		case '"':
			for i++; i < len(text) && text[i] != '"' && text[i] != '\n'; i++ {
				if text[i] == '\\' {
					i++
				}
			}
		case '`':
			for i++; i < len(text) && text[i] != '`'; i++ {
			}
		}
	}
	return -1
}

package custom

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/spelling"
)

var (
	unsafeVar = regexp.MustCompile(`^var (\S+) is unsafe`)
	undefined = regexp.MustCompile(`^undefined function (\S+)$`)
)

// ofOPA is a mistake that OPA found, in the words of one who writes rules.
func (l *loader) ofOPA(f *file, e *ast.Error) {
	at := e.Location
	message := strings.TrimPrefix(e.Message, "rego_parse_error: ")
	switch detail := e.Details.(type) {
	case *ast.RefErrInvalidDetail:
		message = l.noMember(detail)
		if step := detail.Ref[min(detail.Pos, len(detail.Ref)-1)]; step.Location != nil && step.Location.File == at.File && step.Location.Row > 0 {
			at = step.Location
		}
	case *ast.RefErrUnsupportedDetail:
		message = fmt.Sprintf("`%s`: `%s` is %s, which has no members", detail.Ref, detail.Ref[:detail.Pos+1], detail.Have)
	default:
		if message == "illegal token" {
			message += ": outside of texts and comments, Rego has no such character; take it out"
		} else if found := unsafeVar.FindStringSubmatch(message); found != nil {
			message = fmt.Sprintf("`%s` is unsafe: nothing in the rule gives it a value", found[1])
		} else if found := undefined.FindStringSubmatch(message); found != nil {
			if reason := policy.Refusal(found[1]); reason != "" {
				return // which was said
			}
			message = noFunction(found[1])
		} else if e.Details != nil && e.Code != ast.ParseErr {
			message = strings.Join(append([]string{message}, trimmed(e.Details.Lines())...), "; ")
		}
	}
	l.atTerm(f, at, "%s", strings.TrimSpace(message))
}

func trimmed(lines []string) []string {
	var all []string
	for _, line := range lines {
		if line = strings.TrimSpace(line); strings.Trim(line, "^ ") != "" {
			all = append(all, line)
		}
	}
	return all
}

// noMember says which member isn't there, and the nearest that is.
func (l *loader) noMember(detail *ast.RefErrInvalidDetail) string {
	pos := min(detail.Pos, len(detail.Ref)-1)
	ref := detail.Ref[:pos+1].String()
	var known []string
	for _, value := range detail.OneOf {
		if name, ok := value.(ast.String); ok && !((name == "stores" || name == "summaries") && detail.Ref[0].Equal(ast.InputRootDocument)) {
			known = append(known, string(name))
		}
	}
	slices.Sort(known)
	known = slices.Compact(known)
	name, isName := detail.Ref[pos].Value.(ast.String)
	switch {
	case len(known) == 0 && detail.Want != nil:
		return fmt.Sprintf("`%s`: it takes %s here", ref, detail.Want)
	case len(known) == 0:
		return fmt.Sprintf("`%s`: no such member", ref)
	case isName && spelling.Nearest(string(name), known) != "":
		return fmt.Sprintf("%s: no such member%s", ref, didYouMean(string(name), known))
	}
	return fmt.Sprintf("%s: no such member; there are %s", ref, spelling.And(known))
}

// noFunction says which function isn't there, and the nearest that is.
func noFunction(name string) string {
	var known []string
	for _, b := range policy.Capabilities().Builtins {
		known = append(known, b.Name)
	}
	return fmt.Sprintf("there is no function `%s`%s", name, didYouMean(name, known))
}

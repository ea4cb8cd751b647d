package linter

import (
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
)

// The steps of a run, as its timings name them.
const (
	stepStart  = "start: read the config, the rules and the editions"
	stepFind   = "find files"
	stepGit    = "ask git what changed"
	stepRead   = "read and parse"
	stepSchema = "schema: choose the edition, judge the structure"
	stepRules  = "rules: judge the meaning"
	stepCustom = "custom rules"
	stepAcross = "rules: judge all files together"
)

// notes say what was done with a file and why, for people who ask.
type notes []report.Note

func (n *notes) add(file string, line int, message string) {
	*n = append(*n, report.Note{File: file, Line: line, Message: message})
}

// ignored says why a walk passed over a file: as a file of git's patterns says,
// or as the config does.
func (l *Linter) ignored(by string) string {
	if by == "" {
		return "passed over: the config leaves it out by `include` or `exclude`, or it is an example of a custom rule"
	}
	return fmt.Sprintf("passed over: git ignores it, as %s says", by)
}

// explainFile notes what became of a file, unless it is all requests.
func (l *Linter) explainFile(o *outcome, file *source.File, found []*request.Request, others []request.Other, named bool) {
	if !l.options.Explain {
		return
	}
	line := func(offset int) int { return file.Position(offset).Line }
	switch {
	case o.unread:
		fault := file.Faults[len(file.Faults)-1]
		o.notes.add(file.Name, line(fault.Start), "passed over: it can't be parsed and shows no sign of a request: "+fault.Message)
		return
	case len(found)+len(others) == 0 && len(file.Faults) == 0 && !named:
		o.notes.add(file.Name, 0, "passed over: it holds nothing")
	}
	if o.lines != nil && o.lines.None() {
		o.notes.add(file.Name, 0, "not judged: nothing in it changed since "+l.options.ChangedSince)
		return
	}
	if named {
		return // what of it is no request is a finding
	}
	for _, other := range others {
		o.notes.add(file.Name, line(other.Value.Start), "passed over: "+other.Reason)
	}
}

// explainRequest notes which edition a request is held to and why.
func (l *Linter) explainRequest(o *outcome, r *request.Request, e *edition) {
	if !l.options.Explain {
		return
	}
	o.notes.add(r.File.Name, r.File.Position(r.Root.Start).Line,
		fmt.Sprintf("request %q%s is held to edition %s: %s", r.Name(), shapeOf(r), e.Name, l.why(r, e)))
}

// shapeOf says in which shape a request is written, if not in its own.
func shapeOf(r *request.Request) string {
	origin := r.Origin()
	switch {
	case origin.Shape == "":
		return ""
	case origin.Subject == "":
		return fmt.Sprintf(" (shape %s)", origin.Shape)
	default:
		return fmt.Sprintf(" (shape %s, %s)", origin.Shape, origin.Subject)
	}
}

// mostNames is how many names a note lists.
const mostNames = 3

// why says why a request is held to an edition. It must be asked before the
// request's names are repaired.
func (l *Linter) why(r *request.Request, chosen *edition) string {
	switch {
	case l.chosen != "" && l.options.Edition != "":
		return fmt.Sprintf("`--edition %s` says so", l.options.Edition)
	case l.chosen != "":
		return fmt.Sprintf("`edition: %s` in the config says so", l.config.Edition.Text)
	case r.Origin().Taken:
		return "AWS has taken it"
	case r.Target() == request.Trail:
		return "trails are held to the newest"
	}
	list := func(e *edition) (string, int) {
		var names []string
		known := map[string]bool{}
		if err := eachUnknown(e, r, func(name string) {
			if !known[name] {
				known[name] = true
				names = append(names, "`"+name+"`")
			}
		}); err != nil {
			return err.Error(), 1
		}
		all := len(names)
		if more := all - mostNames; more > 0 {
			names = append(names[:mostNames], fmt.Sprintf("%d more", more))
		}
		return strings.Join(names, ", "), all
	}
	var older []string
	for _, e := range l.editions[r.Target()]() {
		if e == chosen {
			break
		}
		names, many := list(e)
		older = append(older, fmt.Sprintf("%s %s known to %s", names, isOrAre(many), e.Name))
	}
	reason := "it is the oldest that knows every name in it"
	if names, many := list(chosen); many > 0 {
		reason = fmt.Sprintf("no edition knows every name in it, and none knows more (%s %s known to it)", names, isOrAre(many))
	}
	return strings.Join(append([]string{reason}, older...), "; ")
}

func isOrAre(many int) string {
	if many == 1 {
		return "isn't"
	}
	return "aren't"
}

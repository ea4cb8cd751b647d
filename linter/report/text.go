package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"

	"github.com/fatih/color"

	"github.com/edslint/edslint/linter/finding"
)

// renderText writes for people: each finding with its place, its line of the
// file and its help, then the failures, then a summary of one or two lines.
func renderText(r *Report, o Options) ([]byte, error) {
	p := newPalette(o.Color)
	findings := r.shown(o)
	blocks := make([]string, len(findings))
	left := blocks
	var group sync.WaitGroup
	for chunk := range slices.Chunk(findings, 256) {
		into := left[:len(chunk)]
		left = left[len(chunk):]
		group.Go(func() {
			for i, f := range chunk {
				into[i] = p.finding(f)
			}
		})
	}
	group.Wait()
	for _, f := range r.Failures {
		blocks = append(blocks, p.failure(f))
	}
	if !o.Quiet {
		blocks = append(blocks, r.Summary().text())
	}
	return []byte(strings.Join(blocks, "\n")), nil
}

// palette paints text, or leaves it as it is where colour is off.
type palette struct {
	on                 bool
	place, rule, label *color.Color
}

func newPalette(on bool) palette {
	p := palette{on: on}
	p.place = p.color(color.Bold)
	p.rule = p.color(color.Faint)
	p.label = p.color(color.FgCyan)
	return p
}

func (p palette) color(attributes ...color.Attribute) *color.Color {
	c := color.New(attributes...)
	if p.on {
		c.EnableColor()
	} else {
		c.DisableColor()
	}
	return c
}

func (p palette) level(l finding.Level) *color.Color {
	switch l {
	case finding.Error:
		return p.color(color.FgRed, color.Bold)
	case finding.Warning:
		return p.color(color.FgYellow, color.Bold)
	default:
		return p.color(color.FgCyan, color.Bold)
	}
}

func (p palette) finding(f finding.Finding) string {
	level, label := p.level(f.Level), string(f.Level)
	if f.Suppression != nil {
		level, label = p.rule, "suppressed "+label
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s%s %s %s\n",
		p.at(f.File, f.Region), level.Sprint(visible(label)+":"), visible(f.Message),
		p.rule.Sprint("["+ruleOf(f)+"]"))
	for _, line := range snippet(f.Snippet, f.Region, func(s string) string { return level.Sprint(s) }) {
		b.WriteString(line + "\n")
	}
	indent := strings.Repeat(" ", margin)
	for _, related := range f.Related {
		fmt.Fprintf(&b, "%s%s %s%s\n", indent, p.label.Sprint("note:"), p.at(related.File, related.Region), visible(related.Message))
	}
	if f.Help != "" {
		fmt.Fprintf(&b, "%s%s %s\n", indent, p.label.Sprint("help:"), visible(f.Help))
	}
	if f.Suppression != nil {
		fmt.Fprintf(&b, "%s%s %s\n", indent, p.label.Sprint("suppressed:"), visible(f.Suppression.Justification))
	}
	return b.String()
}

func (p palette) failure(f Failure) string {
	var b strings.Builder
	b.WriteString(p.failureLine(f) + "\n")
	for _, line := range snippet(f.Snippet, f.Region, func(s string) string { return p.level(finding.Error).Sprint(s) }) {
		b.WriteString(line + "\n")
	}
	return b.String()
}

// line is the failure in one line, with its place.
func (f Failure) line() string { return newPalette(false).failureLine(f) }

func (p palette) failureLine(f Failure) string {
	line := p.at(f.File, f.Region) + p.level(finding.Error).Sprint("failure:") + " " + visible(f.Message)
	if f.RuleID != "" {
		line += " " + p.rule.Sprint("["+visible(f.RuleID)+"]")
	}
	return line
}

// Text is the failure as the text report shows it, without colours.
func (f Failure) Text() string { return newPalette(false).failure(f) }

// at writes a place as compilers do, so that editors and terminals link it:
// "file:line:col: ", as much of it as there is.
func (p palette) at(file string, region finding.Region) string {
	place := ""
	if file != "" {
		place = unlike(visible(file) + ":")
	}
	if region.StartLine > 0 {
		place += fmt.Sprintf("%d:%d:", region.StartLine, region.StartColumn)
	}
	if place == "" {
		return ""
	}
	return p.place.Sprint(place) + " "
}

// unlike keeps what begins a line, as a file's name, from reading as a workflow
// command of GitHub Actions, which begins with "::".
func unlike(name string) string {
	if strings.HasPrefix(strings.TrimLeft(name, " "), "::") {
		return "./" + name
	}
	return name
}

// text is the summary as a sentence, and a second line for the files that were
// not linted, if there are any.
func (s Summary) text() string {
	line := s.findings()
	var more []string
	if s.Suppressed > 0 {
		more = append(more, fmt.Sprintf("%d suppressed", s.Suppressed))
	}
	if len(s.Editions) > 0 {
		more = append(more, s.editions())
	}
	if len(more) > 0 {
		line += " (" + strings.Join(more, "; ") + ")"
	}
	line += s.shapes()
	if s.Changes != nil {
		line += s.Changes.text()
	}
	var unlinted []string
	if s.PassedOver > 0 {
		unlinted = append(unlinted, count(s.PassedOver, "file holds no request", "files hold no request"))
	}
	if s.Unread > 0 {
		unlinted = append(unlinted, count(s.Unread,
			"file can't be parsed and shows no sign of a request", "files can't be parsed and show no sign of a request"))
	}
	if len(unlinted) > 0 {
		line += "\n" + strings.Join(unlinted, "; ")
	}
	return line + "\n"
}

// text is a line that says what was left out, if anything was.
func (c Changes) text() string {
	var out []string
	if c.UnchangedFindings > 0 {
		out = append(out, count(c.UnchangedFindings, "finding on lines", "findings on lines")+" that didn't change since "+visible(c.Since))
	}
	if c.UnchangedFiles > 0 {
		out = append(out, count(c.UnchangedFiles, "file with requests", "files with requests")+" didn't change since "+visible(c.Since))
	}
	if len(out) == 0 {
		return ""
	}
	return "\nleft out: " + strings.Join(out, "; ")
}

// levels says how many findings there are of each level, the gravest first.
func (s Summary) levels() []string {
	var levels []string
	for _, l := range []struct {
		n         int
		one, many string
	}{{s.Errors, "error", "errors"}, {s.Warnings, "warning", "warnings"}, {s.Notes, "note", "notes"}} {
		if l.n > 0 {
			levels = append(levels, count(l.n, l.one, l.many))
		}
	}
	return levels
}

func (s Summary) findings() string {
	found := strings.Join(s.levels(), ", ")
	requests := count(s.Requests, "request", "requests")
	switch {
	case found == "" && s.Requests == 0 && s.Changes != nil:
		return "nothing to lint changed since " + visible(s.Changes.Since)
	case found == "":
		return "no findings in " + requests
	case s.Requests == 0:
		return found + ", no requests"
	case s.RequestsWithFindings == 0:
		return found + " outside the " + requests
	default:
		return fmt.Sprintf("%s in %d of %s", found, s.RequestsWithFindings, requests)
	}
}

func (s Summary) editions() string {
	var held []string
	for i, edition := range slices.Sorted(maps.Keys(s.Editions)) {
		format := "%d to %s"
		if i == 0 {
			format = "%d held to edition %s"
		}
		held = append(held, fmt.Sprintf(format, s.Editions[edition], visible(edition)))
	}
	return strings.Join(held, ", ")
}

// shapes is a line that says what was found in which shape, where that is more
// than requests for stores.
func (s Summary) shapes() string {
	if stores := s.Shapes[plainShape]; len(s.Shapes) == 0 || len(s.Shapes) == 1 && len(stores) == 1 {
		return ""
	}
	var shapes []string
	for _, shape := range slices.Sorted(maps.Keys(s.Shapes)) {
		var found []string
		for _, target := range []struct{ name, one, many string }{
			{"store", "store", "stores"}, {"update", "change of a store", "changes of stores"}, {"trail", "trail", "trails"},
		} {
			if n := s.Shapes[shape][target.name]; n > 0 {
				found = append(found, count(n, target.one, target.many))
			}
		}
		shapes = append(shapes, visible(shape)+": "+strings.Join(found, ", "))
	}
	return "\nby shape: " + strings.Join(shapes, "; ")
}

// plainShape is that of a request as the API takes it.
const plainShape = "request"

// count writes "1 error" or "2 errors".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

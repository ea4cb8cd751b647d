package report

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/edslint/edslint/linter/finding"
)

// annotationLimit is how many annotations of one kind GitHub shows of a step.
const annotationLimit = 10

// renderGitHub writes workflow commands, which GitHub Actions shows as
// annotations at the lines: of each kind as many as are shown, the failures and
// the gravest first, then one that says what is left out, then the summary.
func renderGitHub(r *Report, o Options) ([]byte, error) {
	var errors, warnings, notices []string
	for _, f := range r.Failures {
		errors = append(errors, workflowCommand("error", f.File, f.Region, o.toolName()+" "+f.RuleID, sentences(f.Message)))
	}
	findings := worstFirst(r.shown(o))
	for _, f := range findings {
		kind, list := "notice", &notices
		switch {
		case f.Suppression != nil:
		case f.Level == finding.Error:
			kind, list = "error", &errors
		case f.Level == finding.Warning:
			kind, list = "warning", &warnings
		}
		*list = append(*list, workflowCommand(kind, f.File, f.Region, f.RuleID+" "+f.Name, messageOf(f)))
	}

	var b bytes.Buffer
	var left []string
	take := func(commands []string, most int, one, many string) {
		shown := min(len(commands), most)
		for _, c := range commands[:shown] {
			b.WriteString(c)
		}
		if n := len(commands) - shown; n > 0 {
			left = append(left, count(n, one, many))
		}
	}
	take(errors, annotationLimit, "error", "errors")
	take(warnings, annotationLimit, "warning", "warnings")
	most := annotationLimit
	if len(left) > 0 || len(notices) > most {
		most-- // for the one that says so
	}
	take(notices, most, "note", "notes")
	if len(left) > 0 {
		b.WriteString(workflowCommand("notice", "", finding.Region{}, o.toolName(), fmt.Sprintf(
			"Without an annotation: %s. GitHub shows %d of a kind.", strings.Join(left, ", "), annotationLimit)))
	}
	if !o.Quiet {
		b.WriteString(r.Summary().text())
	}
	return b.Bytes(), nil
}

// messageOf is what a finding says, in one line.
func messageOf(f finding.Finding) string {
	texts := []string{f.Message, f.Help}
	for _, related := range f.Related {
		texts = append(texts, fmt.Sprintf("See %s:%d: %s", related.File, related.Region.StartLine, related.Message))
	}
	if f.Suppression != nil {
		texts = append(texts, "Suppressed: "+f.Suppression.Justification)
	}
	return sentences(texts...)
}

// workflowCommand writes a command of one line. The runner takes a column only
// where the region is in one line.
func workflowCommand(kind, file string, region finding.Region, title, message string) string {
	var properties []string
	add := func(name, value string) { properties = append(properties, name+"="+escapeProperty(visible(value))) }
	add("title", strings.TrimSpace(title))
	if file != "" && file != "." {
		add("file", file)
	}
	if file != "" && region.StartLine > 0 {
		add("line", fmt.Sprint(region.StartLine))
		add("endLine", fmt.Sprint(max(region.EndLine, region.StartLine)))
		if region.EndLine <= region.StartLine {
			add("col", fmt.Sprint(max(region.StartColumn, 1)))
		}
	}
	return fmt.Sprintf("::%s %s::%s\n", kind, strings.Join(properties, ","), escapeData(message))
}

// escapeData and escapeProperty write what the runner reads back as s.
func escapeData(s string) string     { return dataEscapes.Replace(s) }
func escapeProperty(s string) string { return propertyEscapes.Replace(s) }

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

package report

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/finding"
)

const (
	markdownRows = 500       // a table that a browser shows at once
	markdownSize = 512 << 10 // bytes: half of what a step's summary may hold, for others write to it too
	markdownCell = 500       // characters of a message
)

// renderMarkdown writes a summary of a job: the counts, what edslint could not
// do, and a table of the findings, the gravest first, as far as there is room.
func renderMarkdown(r *Report, o Options) ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprintf(&b, "## %s\n\n", markdownText(o.toolName()))
	b.WriteString(strings.ReplaceAll(markdownText(strings.TrimRight(r.Summary().text(), "\n")), "\n", "  \n") + "\n")
	if len(r.Failures) > 0 {
		b.WriteString("\n**What could not be done**\n\n")
	}
	for i, f := range r.Failures {
		line := "- "
		if f.File != "" {
			line += markdownText(placeOf(f.File, f.Region)) + ": "
		}
		line += markdownCode(shortened(sentences(f.Message)))
		if f.RuleID != "" {
			line += " (" + markdownText(visible(f.RuleID)) + ")"
		}
		if i == markdownRows || b.Len()+len(line) > markdownSize/2 {
			fmt.Fprintf(&b, "- and %d more\n", len(r.Failures)-i)
			break
		}
		b.WriteString(line + "\n")
	}
	findings := worstFirst(r.shown(o))
	if len(findings) > 0 {
		b.WriteString("\n| Level | Place | Rule | Finding |\n| --- | --- | --- | --- |\n")
	}
	links := map[string]string{}
	for _, rule := range r.Rules {
		links[rule.ID] = absolute(rule.HelpURI)
	}
	for i, f := range findings {
		row := markdownRow(f, links[f.RuleID])
		if i == markdownRows || b.Len()+len(row) > markdownSize {
			left := countLevels(findings[i:])
			fmt.Fprintf(&b, "\nNot in the table, which holds %d: %s.\n", i, left)
			o.cut("the markdown report has no room for " + left)
			break
		}
		b.WriteString(row)
	}
	return b.Bytes(), nil
}

func markdownRow(f finding.Finding, link string) string {
	level := markdownText(visible(string(f.Level)))
	if f.Suppression != nil {
		level = "suppressed " + level
	}
	rule := markdownText(ruleOf(f))
	if id, name, ok := strings.Cut(ruleOf(f), " "); ok {
		rule = markdownText(id) + "<br>" + markdownText(name)
	}
	if link != "" && markdownLink(link) {
		rule = fmt.Sprintf("[%s](<%s>)", rule, link)
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", level, markdownText(placeOf(f.File, f.Region)), rule, markdownCode(shortened(messageOf(f))))
}

// placeOf is a file and the line in it, if there is one.
func placeOf(file string, r finding.Region) string {
	if r.StartLine < 1 {
		return visible(file)
	}
	return fmt.Sprintf("%s:%d", visible(file), r.StartLine)
}

// markdownLink reports whether a link can stand between "(<" and ">)" in a table.
func markdownLink(uri string) bool {
	return regexp.MustCompile(`^https?://[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]+$`).MatchString(uri)
}

func shortened(s string) string {
	if utf8.RuneCountInString(s) <= markdownCell {
		return s
	}
	return string([]rune(s)[:markdownCell-1]) + cut
}

// markdownText writes text so that Markdown and HTML have nothing to act on in
// it: their marks as numbers, and what would be taken for a link broken.
func markdownText(s string) string {
	var b strings.Builder
	for i, r := range s {
		switch {
		case strings.ContainsRune("\\`*_[]<>#|~$&@", r),
			r == ':' && strings.HasPrefix(s[i:], "://"),
			r == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"):
			fmt.Fprintf(&b, "&#%d;", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// markdownCode is markdownText, with what stands between backticks as code.
func markdownCode(s string) string {
	parts := strings.Split(s, "`")
	if len(parts)%2 == 0 { // one backtick has no other
		return markdownText(s)
	}
	for i := range parts {
		parts[i] = markdownText(parts[i])
		if i%2 == 1 {
			parts[i] = "<code>" + parts[i] + "</code>"
		}
	}
	return strings.Join(parts, "")
}

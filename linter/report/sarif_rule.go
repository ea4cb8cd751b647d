package report

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// descriptionLimit is the most characters that code scanning takes of a rule's description.
const descriptionLimit = 1024

func driver(o Options, all []rules.Rule) sarifDriver {
	d := sarifDriver{Name: o.Tool.Name, InformationURI: absolute(o.Tool.InformationURI), Rules: []sarifRule{}}
	version := strings.TrimPrefix(o.Tool.Version, "v")
	switch {
	case regexp.MustCompile(`^\d+\.\d+\.\d+([-+][0-9A-Za-z.+-]+)?$`).MatchString(version):
		d.Version, d.SemanticVersion = version, version
	case regexp.MustCompile(`^\d`).MatchString(version):
		d.Version = version
	default: // a build without a version: readers want one that compares
		d.SemanticVersion = "0.0.0-dev"
	}
	for _, rule := range all {
		d.Rules = append(d.Rules, describe(rule, o.Examples))
	}
	return d
}

func describe(rule rules.Rule, examples fs.FS) sarifRule {
	title := firstOf(rule.Title, rule.Name, rule.ID)
	description := firstOf(rule.Description, title)
	s := sarifRule{
		ID:                   rule.ID,
		Name:                 pascal(rule.Name),
		ShortDescription:     sarifMessage{Text: shorten(visibleLines(title))},
		FullDescription:      sarifMessage{Text: shorten(visibleLines(description))},
		Help:                 help(rule, description, examples),
		HelpURI:              absolute(rule.HelpURI),
		DefaultConfiguration: sarifConfiguration{Level: string(rule.Level)},
		Properties: sarifRuleProperties{
			Tags: []string{"aws-cloudtrail"},
			// A rule's level follows how sure its fact is, and so does its precision.
			Precision: "high",
			Severity:  "warning",
		},
	}
	if s.Name == s.ID { // SARIF wants them to differ
		s.Name = ""
	}
	if rule.Family != "" && rule.Family != s.Properties.Tags[0] {
		s.Properties.Tags = append(s.Properties.Tags, visible(rule.Family))
	}
	if rule.SecuritySeverity != "" { // which code scanning reads of rules with this tag only
		s.Properties.Tags = append(s.Properties.Tags, "security")
		s.Properties.Security = rule.SecuritySeverity
	}
	switch rule.Level {
	case finding.Error:
		s.Properties.Precision, s.Properties.Severity = "very-high", "error"
	case finding.Warning:
	case finding.Note:
		s.Properties.Precision, s.Properties.Severity = "medium", "recommendation"
	default:
		s.DefaultConfiguration.Level = string(finding.Warning)
	}
	return s
}

// help is what is shown beside a finding: the description, and in Markdown the
// examples too.
func help(rule rules.Rule, description string, examples fs.FS) sarifMessage {
	text := []string{description}
	if rule.Exception != "" {
		prevents := "Prevents " + code(rule.Exception) + "."
		if rule.AWSMessage != "" {
			prevents += " AWS says: " + code(rule.AWSMessage)
		}
		text = append(text, prevents)
	}
	markdown := slices.Clone(text)
	if examples != nil {
		for _, example := range []struct{ which, heading string }{{"bad", "Not so:"}, {"good", "But so:"}} {
			// A rule need not have examples.
			if name, request, err := rule.Example(examples, example.which); err == nil {
				markdown = append(markdown, example.heading, fence(name, request))
			}
		}
	}
	if uri := absolute(rule.HelpURI); uri != "" {
		text = append(text, "More: "+uri)
		markdown = append(markdown, fmt.Sprintf("[More about %s](%s)", rule.ID, uri))
	}
	return sarifMessage{
		Text:     visibleLines(strings.Join(text, "\n\n")),
		Markdown: visibleLines(strings.Join(markdown, "\n\n")),
	}
}

// fence makes a block of code of an example request.
func fence(name, request string) string {
	ticks := backticks("```", request)
	return ticks + strings.TrimPrefix(path.Ext(name), ".") + "\n" + strings.TrimRight(request, "\n") + "\n" + ticks
}

// code marks s as code, so that Markdown leaves it as it is.
func code(s string) string {
	ticks := backticks("`", s)
	return ticks + s + ticks
}

// backticks returns least, or as many more as s doesn't hold.
func backticks(least, s string) string {
	for strings.Contains(s, least) {
		least += "`"
	}
	return least
}

// visibleLines is visible for text of several lines.
func visibleLines(s string) string {
	lines := strings.Split(strings.TrimSpace(strings.ReplaceAll(s, "\r\n", "\n")), "\n")
	for i, line := range lines {
		lines[i] = unlike(visible(strings.ReplaceAll(line, "\t", "    ")))
	}
	return strings.Join(lines, "\n")
}

// VisibleLines returns a text of several lines as a terminal may see it.
func VisibleLines(s string) string { return visibleLines(s) }

// shorten cuts text to what code scanning takes.
func shorten(s string) string {
	if utf8.RuneCountInString(s) <= descriptionLimit {
		return s
	}
	return string([]rune(s)[:descriptionLimit-1]) + cut
}

// pascal writes a rule's name as SARIF recommends: OperatorNotAllowed.
func pascal(name string) string {
	var b strings.Builder
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		r, width := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(word[width:])
	}
	return b.String()
}

// absolute returns a URI if it is absolute, as SARIF wants, else nothing.
func absolute(uri string) string {
	if u, err := url.Parse(uri); err != nil || !u.IsAbs() {
		return ""
	}
	return uri
}

func firstOf(texts ...string) string {
	for _, text := range texts {
		if strings.TrimSpace(text) != "" {
			return text
		}
	}
	return ""
}

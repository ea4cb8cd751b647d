// Package suppress says which findings somebody has decided to live with: by a
// comment in the file, or in a baseline.
package suppress

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules"
)

// The rules that this package reports under.
const (
	RuleInvalid = "invalid-suppression"
	RuleUnused  = "unused-suppression"
)

// Known is what comments are held to.
type Known struct {
	Rules []rules.Rule // that there are
	// Locked reports whether nothing suppresses the rule of that name.
	Locked func(name string) bool
	// Judged reports whether the rule of that name has judged the whole file,
	// so that a comment for it that suppresses nothing is not needed.
	Judged func(name string) bool
}

// mostNames is how often the comments of a file may name a rule: far more than
// anybody reads, and few enough for a hostile file to cost no time.
const mostNames = 1000

// Comments are the directives of a file.
type Comments struct {
	invalid    []source.Fault
	directives []*placed
	named      int
}

// placed is a directive at its place.
type placed struct {
	scope
	names  []*name
	reason string
}

// name is one rule or family that a directive names.
type name struct {
	rules      map[string]bool // that it suppresses
	start, end int
	text       string
	judged     bool // all of the rules have judged the whole file
	used       bool
}

// Read reads the comments of a file that was parsed. It returns nil where none
// is a directive.
func Read(file *source.File, known Known) *Comments {
	c := &Comments{}
	for _, comment := range file.Comments() {
		text := string(file.Content[comment.Start:comment.End])
		if len(c.invalid) >= mostNames || c.named > mostNames {
			break
		}
		if d := parse(text); d != nil {
			c.add(file, comment, d, known)
		} else if w, ok := misspelt(text, func(s string) bool { return len(known.called(s)) > 0 }); ok {
			c.invalid = append(c.invalid, misspeltFault(w.text, comment.Start+w.start))
		}
	}
	if len(c.invalid)+len(c.directives) == 0 {
		return nil
	}
	place(file, c.directives)
	return c
}

// add takes in a directive, or says what is wrong with it.
func (c *Comments) add(file *source.File, comment source.Comment, d *directive, known Known) {
	meant := prefix + d.verb
	wrong := func(start, end int, help, format string, args ...any) {
		c.invalid = append(c.invalid, source.Fault{
			Rule: RuleInvalid, Start: comment.Start + start, End: comment.Start + end, Message: fmt.Sprintf(format, args...), Help: help,
		})
	}
	verb := d.end - len(meant)
	wholeFile := d.verb == ignoreFile
	switch {
	case wholeFile && comment.Start > contentStart(file):
		wrong(verb, d.end, "put it above the content of the first document, or write `# edslint:ignore RULE -- reason` at what it is for",
			"`%s` stands behind the beginning of the content, and suppresses nothing there", meant)
		return
	case len(d.words) == 0:
		wrong(verb, d.end, form(meant), "`%s` names no rule, and suppresses nothing", meant)
		return
	case !strings.ContainsFunc(d.reason, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }):
		wrong(verb, d.end, fmt.Sprintf("write why behind the rules: `# %s %s -- reason`", meant, d.words[0].text),
			"`%s` gives no reason behind ` -- `, and suppresses nothing", meant)
		return
	}
	p := &placed{reason: d.reason, scope: scope{wholeFile: wholeFile, comment: comment}}
	for _, w := range d.words {
		if c.named++; c.named > mostNames {
			wrong(w.start, w.start+len(w.text), "write `# edslint:ignore-file RULE -- reason` at the head of the file",
				"the comments up to here name a rule %d times, the most that edslint reads", mostNames)
			break
		}
		n, why, help := known.name(w.text)
		if n == nil {
			wrong(w.start, w.start+len(w.text), help, "%s", why)
			continue
		}
		n.start, n.end = comment.Start+w.start, comment.Start+w.start+len(w.text)
		p.names = append(p.names, n)
	}
	if len(p.names) > 0 {
		c.directives = append(c.directives, p)
	}
}

func (k Known) called(word string) []rules.Rule {
	var found []rules.Rule
	for _, rule := range k.Rules {
		if rule.Called(word) {
			found = append(found, rule)
		}
	}
	return found
}

// name looks up what a directive names; where that suppresses nothing, why says
// so.
func (k Known) name(text string) (n *name, why, help string) {
	found := k.called(text)
	if len(found) == 0 {
		return nil, fmt.Sprintf("no rule is called %q%s", text, k.didYouMean(text)), "`edslint rules` lists the rules"
	}
	n = &name{text: text, rules: map[string]bool{}, judged: true}
	for _, rule := range found {
		if !fixed(rule) && !k.Locked(rule.Name) {
			n.rules[rule.Name] = true
			n.judged = n.judged && k.Judged(rule.Name)
		}
	}
	switch {
	case len(n.rules) > 0:
		return n, "", ""
	case slices.ContainsFunc(found, fixed):
		return nil, fmt.Sprintf("%q is about what edslint could not read or use, and no comment suppresses that", text), "take it out, and mend what the finding says"
	default:
		return nil, fmt.Sprintf("%q is locked by the config (`suppressible: false`), and no comment suppresses it", text), "take it out, and mend what the rule finds"
	}
}

// fixed reports whether a rule is of those that no comment suppresses: those
// that say what could not be read, and those about comments themselves.
func fixed(r rules.Rule) bool {
	return r.Family == "edslint" && r.Level == finding.Error || r.Name == RuleInvalid || r.Name == RuleUnused
}

func (k Known) didYouMean(text string) string {
	var words []string
	for _, rule := range k.Rules {
		words = append(words, rule.ID, rule.Name, rule.Family)
	}
	return spelling.DidYouMean(text, words)
}

// Invalid returns what is wrong with directives, each at its place.
func (c *Comments) Invalid() []source.Fault { return c.invalid }

// Suppress returns why a finding of the file is suppressed, or nil. Where
// several directives reach it, the last does, which is the nearest.
func (c *Comments) Suppress(f finding.Finding) *finding.Suppression {
	for _, p := range slices.Backward(c.directives) {
		if !p.reaches(f.Region) {
			continue
		}
		for _, n := range p.names {
			if n.rules[f.Name] {
				n.used = true
				return &finding.Suppression{Kind: finding.InSource, Justification: p.reason}
			}
		}
	}
	return nil
}

// Unused returns, when all of the file's findings went through Suppress, which
// rules were named for nothing.
func (c *Comments) Unused() []source.Fault {
	var faults []source.Fault
	for _, p := range c.directives {
		for _, n := range p.names {
			if n.used || !n.judged {
				continue
			}
			f := source.Fault{
				Rule: RuleUnused, Start: n.start, End: n.end,
				Message: fmt.Sprintf("%q suppresses nothing here", n.text),
				Help:    "take it out; a comment reaches its own line and what begins on it, and one on a line of its own the next line and what begins there",
			}
			if p.wholeFile {
				f.Message, f.Help = fmt.Sprintf("%q suppresses nothing in the file", n.text), "take it out"
			}
			faults = append(faults, f)
		}
	}
	return faults
}

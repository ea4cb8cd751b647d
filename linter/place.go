package linter

import (
	"slices"
	"strings"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// placer turns places of one file into regions, snippets and fingerprints.
type placer struct {
	file      *source.File
	selectors map[*source.Node]string // what those without a name are about
	counts    map[string]int          // of findings with equal identities
}

func newPlacer(file *source.File) *placer {
	return &placer{file: file, selectors: map[*source.Node]string{}, counts: map[string]int{}}
}

func (p *placer) finding(f fault, rule *rules.Rule, edition string) finding.Finding {
	region := p.file.Region(f.start, f.end)
	found := finding.Finding{
		RuleID: rule.ID, Name: rule.Name, Level: f.level, Message: f.message, File: p.file.Name,
		Region: region, Pointer: f.pointer, Edition: edition, Exception: rule.Exception, Help: f.help,
		Snippet: p.file.Snippet(region),
	}
	for _, other := range f.related {
		found.Related = append(found.Related, finding.Related{
			File: p.file.Name, Region: p.file.Region(other.Start, other.End), Message: other.Message,
		})
	}
	found.Identity, found.Fingerprint = p.fingerprint(rule.ID, f)
	return found
}

// ofFault makes a finding of what is wrong with a file itself.
func (l *Linter) ofFault(place *placer, f source.Fault) finding.Finding {
	rule := l.policy.Rule(f.Rule)
	return place.finding(fault{
		rule: f.Rule, level: rule.Level, start: f.Start, end: f.End, message: f.Message, help: f.Help, related: f.Related, ofFile: true,
	}, rule, "")
}

// loud leaves out the findings of rules that were switched off. What edslint
// could not read is never switched off.
func (l *Linter) loud(findings []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return l.silent[f.Name] && !unread(f) })
}

// unread reports whether a finding says that a file, or a part of it, could
// not be linted: an error of the 9xx family.
func unread(f finding.Finding) bool {
	return strings.HasPrefix(f.RuleID, "EDS9") && f.Level == finding.Error
}

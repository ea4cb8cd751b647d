package linter

import (
	"cmp"
	"slices"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules"
)

// placer turns places of one file into regions, snippets and fingerprints.
type placer struct {
	file      *source.File
	profile   *config.Profile
	ignores   []config.Ignore
	selectors map[*source.Node]string // what those without a name are about
	counts    map[string]int          // of findings with equal identities
	lines     *changes.Lines          // that changed; nil where nobody asked
	losses    map[*source.Node]bool   // whether a part of them was removed
}

func (l *Linter) newPlacer(file *source.File, path string) *placer {
	p := &placer{
		file: file, profile: l.config.Profile(path),
		selectors: map[*source.Node]string{}, counts: map[string]int{}, losses: map[*source.Node]bool{},
	}
	if !l.options.NoSuppress {
		p.ignores = l.config.Ignores(path)
	}
	return p
}

func (p *placer) finding(f fault, rule *rules.Rule, edition string) finding.Finding {
	region := p.file.Region(f.start, f.end)
	found := finding.Finding{
		RuleID: rule.ID, Name: rule.Name, Level: f.level, Message: f.message, File: p.file.Name,
		Region: region, Pointer: f.pointer, Edition: edition, Exception: rule.Exception, Help: f.help,
		Snippet: p.file.Snippet(region), Unread: rule.Unread(),
	}
	if level := p.profile.Level(rule.Name); level != "" {
		found.Level = level
	}
	for _, other := range f.related {
		file := cmp.Or(other.File, p.file)
		found.Related = append(found.Related, finding.Related{
			File: file.Name, Region: file.Region(other.Start, other.End), Message: other.Message,
		})
	}
	found.Identity, found.Fingerprint = p.fingerprint(rule.ID, f)
	found.Suppression = p.suppression(rule.Name, f)
	found.Unchanged = p.unchanged(f, found)
	return found
}

// ofFault makes a finding of what is wrong with a file itself.
func (l *Linter) ofFault(place *placer, f source.Fault) finding.Finding {
	rule := l.rule(f.Rule)
	return place.finding(fault{
		rule: f.Rule, level: rule.Level, start: f.Start, end: f.End, message: f.Message, help: f.Help, related: f.Related, ofFile: true,
	}, rule, "")
}

// loud leaves out the findings of rules that are not in force for the file.
func (p *placer) loud(findings []finding.Finding) []finding.Finding {
	return slices.DeleteFunc(findings, func(f finding.Finding) bool { return p.profile.Off(f.Name) })
}

// unread reports whether a finding says that a file, or a part of it, could
// not be linted.
func unread(f finding.Finding) bool { return f.Unread }

package linter

import (
	"strconv"
	"strings"
	"sync"

	"github.com/edslint/edslint/linter/changes"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/linter/spelling"
)

// byKey makes a value once for all profiles in which the rules have the same
// parameters.
func byKey[T any](of func(*config.Profile) T) func(*config.Profile) T {
	var mu sync.Mutex
	made := map[string]func() T{}
	return func(p *config.Profile) T {
		mu.Lock()
		once := made[p.Key]
		if once == nil {
			once = sync.OnceValue(func() T { return of(p) })
			made[p.Key] = once
		}
		mu.Unlock()
		return once()
	}
}

// expired returns a finding for each of the config's ignores whose last day is
// over.
func (l *Linter) expired(since *changes.Set) []finding.Finding {
	faults := l.config.Expired()
	if len(faults) == 0 {
		return nil
	}
	place := l.newPlacer(l.config.Source, "")
	place.lines = l.linesOf(since, l.absolute(l.options.Config), l.config.Source)
	var findings []finding.Finding
	for _, fault := range faults {
		findings = append(findings, l.ofFault(place, fault))
	}
	return place.loud(findings)
}

// suppression is that of the first of the config's ignores that a fault falls
// under, or nil.
func (p *placer) suppression(rule string, f fault) *finding.Suppression {
	if len(p.ignores) == 0 {
		return nil
	}
	place := config.Place{Rule: rule, Pointer: f.pointer, Selector: p.selector(f)}
	for _, ignore := range p.ignores {
		if ignore.Matches(place) {
			return &finding.Suppression{Kind: finding.External, Justification: ignore.Reason}
		}
	}
	return nil
}

// selector returns the Name of the selector that a fault stands in, or "".
func (p *placer) selector(f fault) string {
	node := p.root(f.start)
	if node == nil || f.pointer == "" {
		return ""
	}
	inSelectors := false
	for step := range strings.SplitSeq(f.pointer[1:], "/") {
		if node.Kind != source.Array {
			name := request.Unescape(step)
			inSelectors = spelling.Like(name, "AdvancedEventSelectors")
			node = node.Get(name)
		} else if i, err := strconv.Atoi(step); err == nil && i < len(node.Items) {
			node = node.Items[i]
			if inSelectors {
				if name := member(node, "Name"); name != nil && name.Kind == source.String {
					return name.Text
				}
				return ""
			}
		} else {
			return ""
		}
		if node == nil {
			return ""
		}
	}
	return ""
}

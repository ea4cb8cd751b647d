package rules

import "slices"

const (
	targetStore = "store"
	targetTrail = "trail"
)

// Targets returns what a rule can judge requests for.
func Targets() []string { return []string{targetStore, targetTrail} }

// Judges reports whether the rule judges requests of a target of package request.
// What judges stores judges changes of stores too.
func (r Rule) Judges(target string) bool {
	if target != targetTrail {
		target = targetStore
	}
	return slices.Contains(r.Targets, target) || len(r.Targets) == 0 && target == targetStore
}

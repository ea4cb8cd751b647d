package rules

import "slices"

// What a rule judges requests for, as METADATA's `targets` name it.
const (
	Store = "store" // an event data store
	Trail = "trail" // the selectors of a trail
)

// Targets returns what a rule can judge requests for.
func Targets() []string { return []string{Store, Trail} }

// Judges reports whether the rule judges requests of a target of package request.
// What judges stores judges changes of stores too.
func (r Rule) Judges(target string) bool {
	if target != Trail {
		target = Store
	}
	return slices.Contains(r.Targets, target) || len(r.Targets) == 0 && target == Store
}

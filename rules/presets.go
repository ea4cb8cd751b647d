package rules

import (
	"slices"

	"github.com/edslint/edslint/linter/finding"
)

// The presets, each of which holds all rules of the one before it.
const (
	ErrorsOnly  = "errors-only" // what AWS refuses
	Recommended = "recommended" // the default: also what AWS accepts but nobody means
	Strict      = "strict"      // all rules: also advice, and what depends on the account
)

// Presets returns the presets, the smallest first.
func Presets() []string { return []string{ErrorsOnly, Recommended, Strict} }

// DefaultPresets returns the presets of a rule whose METADATA names none.
func DefaultPresets(level finding.Level) []string { return Presets()[level.Rank():] }

// In reports whether a preset holds the rule.
func (r Rule) In(preset string) bool { return slices.Contains(r.Presets, preset) }

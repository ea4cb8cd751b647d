package editions_test

import (
	"maps"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/editions"
)

// TestAdvice: what advice rests on is of the edition, and has its source.
func TestAdvice(t *testing.T) {
	for _, name := range editions.Names() {
		e := load(t, name)
		advice := at(t, e.Facts, "advice").(object)
		for part, facts := range advice {
			if source, _ := facts.(object)["source"].(string); source == "" {
				t.Errorf("%s: advice.%s has no source", name, part)
			}
		}
		for busy := range at(t, advice, "busy_types", "types").(object) {
			if !e.KnowsValue("resources.type", busy) {
				t.Errorf("%s: %s is busy, but no type", name, busy)
			}
		}
		billing, ok := advice["billing"]
		if ok != (name != older) {
			t.Errorf("%s: advice on billing modes: %v", name, ok)
		}
		if !ok {
			continue
		}
		modes := at(t, e.Facts, "retention", "modes").(object)
		days := at(t, billing, "included_days").(object)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(modes)), slices.Sorted(maps.Keys(days))); diff != "" {
			t.Errorf("%s: billing modes (-all +those with days in their price):\n%s", name, diff)
		}
		if advised := at(t, billing, "advised"); advised != at(t, e.Facts, "retention", "default_mode") {
			t.Errorf("%s: %v is advised, so leaving it out, as a message says, is wrong", name, advised)
		}
		for _, category := range words(t, at(t, billing, "advised_for")) {
			if !e.KnowsValue("eventCategory", category) {
				t.Errorf("%s: %s is no category", name, category)
			}
		}
	}
}

# METADATA
# title: Selector that another one covers
# description: |
#   A store logs an event that any of its selectors matches. A selector whose
#   events another selector of the same category and type matches as well adds
#   nothing. Where it was written to narrow the other one down, it doesn't:
#   conditions narrow only the selector that they stand in.
# custom:
#   id: EDS118
#   name: covered-selector
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   sources:
#     - "CloudTrail API Reference, PutEventSelectors: an event is logged if it matches any of the selectors"
#     - "CloudTrail User Guide: all field selectors of a selector must match"
package edslint.rules.covered_selector

import data.edslint.lib.sets

findings contains finding if {
	some one in sets.covered
	finding := {
		"at": ["AdvancedEventSelectors", one.index],
		"message": message(one.same),
		"help": help(one.same),
		"related": [{"at": ["AdvancedEventSelectors", one.by], "message": "this selector matches all of its events"}],
	}
}

message(true) := "this selector adds nothing: another one has the same conditions"

message(false) := "this selector adds nothing: another one matches all of its events"

help(true) := "leave it out"

help(false) := "leave it out, or put its conditions into the other selector: an event is logged if any selector matches it"

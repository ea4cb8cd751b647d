# METADATA
# title: More advanced event selectors than a store takes
# description: |
#   An event data store takes up to five advanced event selectors. Selectors
#   that differ only in the values of one field can be merged into one: the
#   values of an operator are alternatives.
# custom:
#   id: EDS101
#   name: too-many-selectors
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`AdvancedEventSelectors`: up to five selectors for each store"
#   sources:
#     - "CreateEventDataStore, AdvancedEventSelectors: \"You can configure up to five advanced event selectors for each event data store\""
#     - "CloudTrail User Guide, network activity events: an example with six selectors, which is why newer editions only warn"
package edslint.rules.too_many_selectors

import data.edslint.lib

findings contains finding if {
	limit := data.edition.limits.selectors
	total := count(input.AdvancedEventSelectors)
	total > limit.max
	finding := {
		"at": ["AdvancedEventSelectors", limit.max],
		"level": limit.level,
		"message": sprintf("`AdvancedEventSelectors` has %d selectors, but %d is the most that edition %s documents%s", [
			total, limit.max, data.edition.name, lib.unsure(limit.level, "AWS was seen to take more"),
		]),
		"help": "merge selectors that differ only in the values of one field, or make a second event data store",
	}
}

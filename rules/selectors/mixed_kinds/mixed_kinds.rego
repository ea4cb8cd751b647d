# METADATA
# title: Kinds of events that can't share a store
# description: |
#   A store holds events of one kind, for each kind has a schema of its own:
#   CloudTrail events (management, data and network activity events may be
#   mixed), Insights events, configuration items, evidence, or events from
#   outside AWS.
# custom:
#   id: EDS111
#   name: mixed-kinds
#   level: error
#   family: selectors
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`eventCategory`: CloudTrail events, configuration items, evidence and events from outside AWS each need a store of their own"
#   sources:
#     - "CloudTrail User Guide, CloudTrail Lake: event data stores by kind of event"
package edslint.rules.mixed_kinds

import data.edslint.lib

findings contains finding if {
	categories := data.edition.categories
	kinds := [object.get(categories, [view.category, "kind"], "") | some view in lib.selectors]
	firsts := {min([i | some i, other in kinds; other == kind]) | some kind in {kind | some kind in kinds}; kind != ""}
	first := min(firsts)
	some i in (firsts - {first})
	finding := {
		"at": category_path(i),
		"message": sprintf("%s can't share a store with %s", [kinds[i], kinds[first]]),
		"help": sprintf("move the selectors of category %s to an event data store of their own", [lib.selectors[i].category]),
		"related": [{"at": category_path(first), "message": sprintf("%s are selected here", [kinds[first]])}],
	}
}

# A known category stands in the selector's only statement on it, as its only value.
category_path(i) := lib.statement_path(i, j, ["Equals", 0]) if {
	some j, statement in input.AdvancedEventSelectors[i].FieldSelectors
	statement.Field == "eventCategory"
}

# METADATA
# title: Value that can match nothing
# description: |
#   In one statement the selecting operators (`Equals`, `StartsWith`,
#   `EndsWith`) say what is logged, and the excluding ones (`NotEquals`,
#   `NotStartsWith`, `NotEndsWith`) take away from it. A value that an exclusion
#   of the same statement removes wholly logs nothing; where all of them are,
#   the whole selector logs nothing. AWS accepts it without a word.
# custom:
#   id: EDS115
#   name: never-matches
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   yields: true
#   sources:
#     - "CloudTrail User Guide, filtering data events: an event is logged if it matches any selecting value of a field and none of the excluding ones"
package edslint.rules.never_matches

import data.edslint.lib
import data.edslint.lib.sets

findings contains finding if {
	some filter in sets.filters
	filter.empty
	statement := filter.statement
	kind := [each | some each in sets.kinds; statement[each]][0]
	finding := {
		"at": lib.statement_path(filter.index, filter.place, []),
		"message": sprintf("this selector can match nothing: the statement on `%s` excludes all that it selects", [statement.Field]),
		"help": "leave out the values that are not meant: an exclusion takes away from what its statement selects",
		"related": [removal(filter, kind, statement[kind][0])],
	}
}

findings contains finding if {
	some filter in sets.filters
	not filter.empty
	sets.any_part(filter.form.exclude)
	some kind in sets.kinds
	some k, value in filter.statement[kind]
	sets.held(kind, value, filter.form.exclude)
	finding := {
		"at": lib.statement_path(filter.index, filter.place, [kind, k]),
		"message": sprintf("%s can match nothing: the same statement excludes %s", [lib.quote(value), what(kind)]),
		"help": "leave out the value, or the exclusion",
		"related": [removal(filter, kind, value)],
	}
}

what(kind) := "it" if {
	kind == "Equals"
} else := {"StartsWith": "all that begins so", "EndsWith": "all that ends so"}[kind]

removal(filter, kind, value) := {
	"at": lib.statement_path(filter.index, filter.place, [place.operator, place.index]),
	"message": sprintf("`%s` %s removes %s", [
		place.operator,
		lib.quote(filter.statement[place.operator][place.index]),
		lib.quote(value),
	]),
} if {
	place := sets.holder(kind, value, filter.statement, "Not", [])
}

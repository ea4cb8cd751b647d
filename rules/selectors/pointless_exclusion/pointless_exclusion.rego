# METADATA
# title: Exclusion that excludes nothing
# description: |
#   An exclusion takes away from what the selecting values of the same statement
#   let through. One that none of them can meet (`NotEquals` `PutObject` beside
#   `StartsWith` `Get`) changes nothing: often a value is misspelt, or was
#   meant for another selector.
# custom:
#   id: EDS117
#   name: pointless-exclusion
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   yields: true
#   sources:
#     - "CloudTrail User Guide, filtering data events: an event is logged if it matches any selecting value of a field and none of the excluding ones"
package edslint.rules.pointless_exclusion

import data.edslint.lib
import data.edslint.lib.sets

findings contains finding if {
	some filter in sets.filters
	not filter.empty
	sets.any_part(filter.form.exclude)
	some kind, operator in {"Equals": "NotEquals", "StartsWith": "NotStartsWith", "EndsWith": "NotEndsWith"}
	some k, value in filter.statement[operator]
	not sets.excludes(kind, value, filter.selected)
	verb := {"Equals": "is", "StartsWith": "begins with", "EndsWith": "ends with"}[kind]
	finding := {
		"at": lib.statement_path(filter.index, filter.place, [operator, k]),
		"message": sprintf("this excludes nothing: no `%s` that the statement selects %s %s", [filter.statement.Field, verb, lib.quote(value)]),
		"help": "leave it out, or exclude something that the statement selects",
		"related": [{
			"at": lib.statement_path(filter.index, filter.place, [selecting]),
			"message": sprintf("`%s` selects something else", [selecting]),
		} |
			some selecting in sets.kinds
			filter.statement[selecting]
		],
	}
}

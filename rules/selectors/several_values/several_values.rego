# METADATA
# title: Several values where a field takes one
# description: |
#   A selector is about one category of events and, for data events, one type
#   of resource. To log several, write one selector for each.
# custom:
#   id: EDS103
#   name: several-values
#   level: error
#   family: selectors
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`eventCategory`: one category for each selector"
#     - "`resources.type`: one type for each selector; another type takes another selector"
#   sources:
#     - "CreateEventDataStore, Field: \"You can have only one resources.type field per selector. To log data events on more than one resource type, add another selector.\""
package edslint.rules.several_values

import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	total := count(statement.Equals)
	total > 1
	level := view.facts[statement.Field].single
	finding := {
		"at": lib.statement_path(view.index, j, ["Equals", 1]),
		"level": level,
		"message": sprintf("`%s` has %d values, but a selector takes one", [statement.Field, total]),
		"help": "write one selector for each value",
	}
}

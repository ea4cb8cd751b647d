# METADATA
# title: Several values where a field takes one
# description: |
#   A selector is about one category of events and, for data events, one type
#   of resource. To log several, write one selector for each. `readOnly` with
#   both its values filters nothing.
# custom:
#   id: EDS103
#   name: several-values
#   level: error
#   family: selectors
#   targets: [store, trail]
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
	fact := view.facts[statement.Field]
	finding := {
		"at": lib.statement_path(view.index, j, ["Equals", 1]),
		"level": fact.single,
		"message": sprintf("`%s` has %d values, but a selector takes one%s", [
			statement.Field, total, lib.unsure(fact.single, "AWS is not known to refuse more"),
		]),
		"help": help(statement, fact),
	}
}

help(statement, fact) := "leave the statement out: with every value that there is, it filters nothing" if {
	{value | some value in statement.Equals} == {value | some value in fact.values}
} else := "write one selector for each value"

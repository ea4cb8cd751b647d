# METADATA
# title: Field that stands twice in a selector
# description: |
#   A selector has at most one statement for each field. All operators of a
#   field, and all their values, go into that one statement.
# custom:
#   id: EDS106
#   name: duplicate-field
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "A duplicate event selector was found for at least one field. Only one selector is allowed per field."
#   constraints:
#     - "`FieldSelectors`: one statement for each field, `resources.type` among them"
#   sources:
#     - "CreateEventDataStore, Field: \"You can have only one resources.type field per selector\""
#     - "Seen on trails, in words that speak of every field"
package edslint.rules.duplicate_field

import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	statements := input.AdvancedEventSelectors[view.index].FieldSelectors
	count(view.fields) < count(statements) # else none stands twice: only to be quick
	fields := {j: field | some j, statement in statements; field := statement.Field; is_string(field)}
	firsts := lib.firsts(fields)
	some j, field in fields
	first := firsts[field]
	j != first
	finding := {
		"at": lib.statement_path(view.index, j, ["Field"]),
		"message": sprintf("`%s` stands in two statements of one selector, which takes one for each field", [field]),
		"help": "put all operators and values of the field into one statement, or the second condition into a selector of its own",
		"related": [{
			"at": lib.statement_path(view.index, first, ["Field"]),
			"message": sprintf("`%s` first stands here", [field]),
		}],
	}
}

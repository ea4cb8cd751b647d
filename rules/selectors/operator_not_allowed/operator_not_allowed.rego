# METADATA
# title: Operator that the field doesn't take
# description: |
#   `eventCategory`, `readOnly` and `resources.type` take only `Equals`; some
#   other fields take only a few operators, depending on the event category.
# custom:
#   id: EDS112
#   name: operator-not-allowed
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Only the following operators are valid with the eventCategory field: [Equals]."
#   constraints:
#     - "`eventCategory`, `readOnly` and `resources.type`: only `Equals`"
#     - "`eventSource`: only `NotEquals`"
#     - "`eventName` and `resources.ARN`: any operator"
#   sources:
#     - "CreateEventDataStore, Equals: \"This is the only valid operator that you can use with the readOnly, eventCategory, and resources.type fields.\""
package edslint.rules.operator_not_allowed

import data.edslint.lib

findings contains finding if {
	operators := data.edition.operators
	some view in lib.selectors
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	allowed := view.facts[statement.Field].operators
	some operator, _ in statement
	operator in operators
	not operator in allowed
	finding := {
		"at": lib.statement_path(view.index, j, [operator]),
		"message": sprintf("`%s` can't take `%s`%s: it takes only %s", [
			statement.Field, operator, where(statement.Field, view), lib.any_member(allowed),
		]),
		"help": sprintf("write the condition with %s, or leave it out", [lib.any_member(allowed)]),
	}
}

# Where a field takes fewer operators than elsewhere, this says so.
where(field, view) := sprintf(" in a selector of category %s", [view.category]) if {
	data.edition.fields[field].operators != view.facts[field].operators
} else := ""

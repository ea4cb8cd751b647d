# METADATA
# title: Statement without an operator
# description: |
#   A statement names a field and at least one operator with its values. One
#   that only names a field is let through by the AWS SDKs and then refused
#   by the service.
# custom:
#   id: EDS109
#   name: no-operator
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`FieldSelectors`: each statement has at least one operator"
#   sources:
#     - "aws-sdk-go issue 4260: the service refuses a field selector without an operator"
package edslint.rules.no_operator

import data.edslint.lib

findings contains finding if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	object.keys(statement) == {"Field"}
	is_string(statement.Field)
	finding := {
		"at": lib.statement_path(i, j, []),
		"message": sprintf("the statement on %s has no operator", [lib.quote(statement.Field)]),
		"help": sprintf("add %s with a list of values, or leave the statement out", [lib.any_member(data.edition.operators)]),
	}
}

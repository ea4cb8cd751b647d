# METADATA
# title: Value that the field can't have
# description: |
#   Some fields take only a few values, spelt exactly so: `eventCategory`,
#   `readOnly`, `eventSource` of management events (in the older edition) and
#   `errorCode` of network activity events.
# custom:
#   id: EDS108
#   name: value-not-allowed
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "The eventCategory field value is not valid."
#   constraints:
#     - "`eventCategory`: Management or Data, ConfigurationItem, Evidence or ActivityAuditLog"
#     - "`readOnly`: true or false"
#     - "`eventSource`: only kms.amazonaws.com (and rdsdata.amazonaws.com, as the User Guide adds)"
#   sources:
#     - "CreateEventDataStore, Field: \"readOnly - … Can be set to Equals a value of true or false\"; \"eventSource - … This can be set only to NotEquals kms.amazonaws.com\""
package edslint.rules.value_not_allowed

import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	fact := view.facts[statement.Field]
	allowed := fact.values
	not lib.too_many(fact, statement)
	some operator in fact.operators
	some k, value in statement[operator]
	is_string(value)
	not value in allowed
	level := object.get(fact, "values_level", "error")
	finding := {
		"at": lib.statement_path(view.index, j, [operator, k]),
		"level": level,
		"message": message(level, statement.Field, value, allowed),
		"help": help(statement.Field, allowed),
	}
}

message(level, field, value, allowed) := sprintf("`%s` can't be %s: it takes only %s%s", [
	field, lib.quote(value), lib.any_value(allowed), lib.suggestion(value, candidates(field, allowed)),
]) if {
	level == "error"
} else := sprintf("`%s` is %s, but AWS documents only %s; AWS is not known to refuse it", [field, lib.quote(value), lib.any_value(allowed)]) if {
	count(allowed) < 10
} else := sprintf("%s is no `%s` that edition %s knows%s; AWS is not known to refuse it", [
	lib.quote(value), field, data.edition.name, lib.suggestion(value, allowed),
])

# It may be a misspelling of one that only the newest edition has.
candidates(field, allowed) := array.concat(allowed, object.get(data.latest, ["fields", field, "values"], []))

help(field, allowed) := object.get(
	{
		"eventCategory": "write the category exactly so, with its capital letters",
		"readOnly": "\"true\" logs only read events, \"false\" only write events; leave the field out for both",
		"sessionCredentialFromConsole": "an event record has this field only where it is true: write NotEquals \"true\" for the others",
	},
	field,
	sprintf("write a value that AWS documents, such as %s", [lib.quote(allowed[0])]),
)

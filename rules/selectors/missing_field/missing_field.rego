# METADATA
# title: Selector without a field that it must have
# description: |
#   Every selector says which category of events it is about, by a statement
#   on `eventCategory`. A selector of data events also says which type of
#   resource, by `resources.type`; one of network activity events which
#   service, by `eventSource`.
# custom:
#   id: EDS102
#   name: missing-field
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "The following fields are required: [eventCategory]."
#   constraints:
#     - "`eventCategory`: required in each selector"
#     - "`resources.type`: required for data events"
#   sources:
#     - "CreateEventDataStore, Field: \"eventCategory - This is required\", \"resources.type - This field is required for CloudTrail data events\""
#     - "Seen on trails: \"The following selectors are required when the eventCategory field value equals Data: [resources.type].\""
package edslint.rules.missing_field

import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	view.whole
	some field, fact in view.facts
	fact.required
	not field in view.fields
	finding := {
		"at": ["AdvancedEventSelectors", view.index, "FieldSelectors"],
		"message": message(field, view.category),
		"help": help(field, fact),
	}
}

message(field, "") := sprintf("the selector has no statement on `%s`, which every selector needs", [field])

message(field, category) := sprintf("the selector has no statement on `%s`, which every %s selector needs", [field, category]) if category != ""

help(field, fact) := sprintf("add {\"Field\": %q, \"Equals\": [VALUE]}, where VALUE is %s", [field, lib.any_value(fact.values)]) if {
	count(fact.values) < 10
} else := sprintf("add {\"Field\": %q, \"Equals\": [VALUE]}", [field])

# METADATA
# title: Field that the selector's category doesn't have
# description: |
#   Which fields a selector can filter on depends on its event category.
#   Configuration items, evidence and events from outside AWS can't be
#   filtered at all: their selectors have `eventCategory` only.
# custom:
#   id: EDS105
#   name: field-not-allowed
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "The following field is not allowed when the eventCategory field value equals Management: eventName."
#   constraints:
#     - "`eventSource`: for management events only"
#     - "`eventName`: for data events"
#     - "`resources.type` and `resources.ARN`: for data events"
#     - "ConfigurationItem, Evidence and ActivityAuditLog: `eventCategory` is the only field"
#   sources:
#     - "CreateEventDataStore, Field: \"eventSource - For filtering management events only\"; \"the only supported field is eventCategory\""
package edslint.rules.field_not_allowed

import data.edslint.lib

findings contains finding if {
	known := data.edition.fields
	some view in lib.selectors
	view.category != "" # else that is the fault
	some field in (view.fields - object.keys(view.facts))
	fact := known[field]
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	statement.Field == field
	level := object.get(data.edition.categories, [view.category, "doubtful_fields", field], "error")
	finding := {
		"at": lib.statement_path(view.index, j, ["Field"]),
		"level": level,
		"message": sprintf("a selector of category %s %s filter on `%s`, which is for %s events", [
			view.category, verb(level), field, lib.any_of(fact.categories),
		]),
		"help": help(view),
	}
}

verb(level) := "can't" if {
	level == "error"
} else := "isn't documented to"

help(view) := sprintf("leave the statement out: %s events can't be filtered", [view.category]) if {
	count(view.facts) == 1
} else := sprintf("%s selectors take %s", [view.category, lib.any_member(object.keys(view.facts))])

# METADATA
# title: Field that no selector has
# description: |
#   A statement names one of a few fields of the event record, spelt exactly
#   as the API spells it. Other fields of a record can't be filtered on.
# custom:
#   id: EDS104
#   name: unknown-field
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "The following field is not allowed when the eventCategory field value equals Management: …"
#   constraints:
#     - "`Field`: one of readOnly, eventCategory, eventSource, eventName, resources.type and resources.ARN"
#   sources:
#     - "CreateEventDataStore, Field: \"supported fields include readOnly, eventCategory, eventSource (for management events), eventName, resources.type, and resources.ARN\""
package edslint.rules.unknown_field

import data.edslint.lib

findings contains finding if {
	known := data.edition.fields
	some view in lib.selectors
	not view.whole # else it has none: only to be quick
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	field := statement.Field
	is_string(field)
	not known[field]
	hint := concat("", [lib.suggestion(field, names) | j < 100]) # no selector has as many fields
	finding := {
		"at": lib.statement_path(view.index, j, ["Field"]),
		"message": sprintf("%s is no field of a selector%s%s", [lib.quote(field), newer(field), hint]),
		"help": help,
	}
}

# Made once, and only for a request that needs them.
names := object.keys(data.edition.fields) | object.keys(data.latest.fields)

help := sprintf("write a field that edition %s knows: %s", [data.edition.name, lib.any_member(object.keys(data.edition.fields))])

newer(field) := sprintf(" in edition %s; edition %s has it (set `--edition latest`)", [data.edition.name, data.latest.name]) if {
	data.latest.fields[field]
} else := ""

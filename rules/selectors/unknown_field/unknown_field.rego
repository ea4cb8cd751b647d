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
#   exception: InvalidEventSelectorsException
#   aws-message: "The following field is not allowed when the eventCategory field value equals Management: cdkpfNoSuchField."
#   constraints:
#     - "`Field`: one of readOnly, eventCategory, eventSource, eventName, resources.type and resources.ARN"
#   sources:
#     - "CreateEventDataStore, Field: \"supported fields include readOnly, eventCategory, eventSource (for management events), eventName, resources.type, and resources.ARN\""
package edslint.rules.unknown_field

import data.edslint.lib

findings contains finding if {
	known := data.edition.fields
	names := object.keys(known) | object.keys(data.latest.fields)
	help := sprintf("edition %s knows %s", [data.edition.name, lib.any_member(object.keys(known))])
	some view in lib.selectors
	some field in (view.fields - object.keys(known))
	is_string(field)
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	statement.Field == field
	hint := concat("", [lib.suggestion(field, names) | j < 100]) # no selector has as many fields
	finding := {
		"at": lib.statement_path(view.index, j, ["Field"]),
		"message": sprintf("%s is no field of a selector%s", [lib.quote(field), hint]),
		"help": help,
	}
}

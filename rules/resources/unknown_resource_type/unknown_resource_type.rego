# METADATA
# title: Resource type that data events don't have
# description: |
#   `resources.type` names one of the types for which CloudTrail logs data
#   events. The older edition has a closed list; today's list grows all the
#   time, so there a type is an error only where it looks like a misspelling of
#   a known one or was seen refused, and else a warning.
# custom:
#   id: EDS201
#   name: unknown-resource-type
#   level: error
#   family: resources
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "resources.type field value is not valid"
#   constraints:
#     - "`resources.type`: one of the 17 types of the list"
#   sources:
#     - "CreateEventDataStore, Field: \"resources.type can only use the Equals operator, and the value can be one of the following\""
package edslint.rules.unknown_resource_type

import data.edslint.lib

findings contains finding if {
	types := data.edition.resource_types
	some view in lib.selectors
	view.type == "" # else its type is known: only to be quick
	fact := view.facts["resources.type"]
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	statement.Field == "resources.type"
	not lib.too_many(fact, statement)
	some operator, values in statement
	operator in fact.operators
	some k, value in values
	is_string(value)
	not types[value]
	near := [type | k < 10; some type in lib.near(value, known)] # a selector has one type
	finding := {
		"at": lib.statement_path(view.index, j, [operator, k]),
		"level": level(value, near),
		"message": sprintf("%s is no resource type that edition %s knows%s", [lib.quote(value), data.edition.name, more(value, near)]),
		"help": help(value, types),
	}
}

# Made once, and only for a request that needs it.
known := object.keys(data.edition.resource_types) | object.keys(data.latest.resource_types)

level(value, near) := "error" if {
	count(near) > 0
} else := "error" if {
	value in data.edition.refused_resource_types
} else := data.edition.unknown_resource_type.level

more(value, near) := sprintf("; did you mean %s?", [lib.any_value(near)]) if {
	count(near) > 0
} else := "; AWS was seen to refuse it" if {
	value in data.edition.refused_resource_types
} else := lib.unsure(data.edition.unknown_resource_type.level, "AWS adds types all the time, so it may be a new one")

help(value, types) := sprintf("types of the same service: %s", [concat(", ", siblings)]) if {
	prefix := concat("", [concat("::", array.slice(split(value, "::"), 0, 2)), "::"])
	siblings := sort([type | some type, _ in types; startswith(type, prefix)])
	count(siblings) > 0
} else := "a type is written as AWS::SERVICE::RESOURCE, such as \"AWS::S3::Object\""

# METADATA
# title: ARN that no resource of the type has
# description: |
#   Under `Equals` and `NotEquals`, a value of `resources.ARN` is the whole ARN
#   of a resource of the selector's type. To match several resources, use
#   `StartsWith` or `EndsWith`.
# custom:
#   id: EDS202
#   name: arn-format
#   level: error
#   family: resources
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`resources.ARN`: under `Equals` and `NotEquals`, in the format of the resource type (19 formats for 17 types)"
#   sources:
#     - "CreateEventDataStore, Field: \"if you use Equals or NotEquals, the value must exactly match the ARN of a valid resource of the type you've specified\""
#     - "Seen accepted by today's API in other forms, which is why newer editions only warn"
package edslint.rules.arn_format

import data.edslint.lib

findings contains finding if {
	facts := data.edition.arn
	some view in lib.selectors
	view.facts["resources.ARN"]
	type := data.edition.resource_types[view.type]
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	statement.Field == "resources.ARN"
	some operator in facts.operators
	some k, value in statement[operator]
	is_string(value)
	not regex.match(type.arn_pattern, value)
	finding := {
		"at": lib.statement_path(view.index, j, [operator, k]),
		"level": facts.level,
		"message": sprintf("%s is no ARN of an %s: %s%s", [
			lib.quote(value), view.type,
			lib.arn_fault(value, type.arn_formats, object.get(type, "arn_formats_accepted", [])),
			lib.unsure(facts.level, "AWS is not known to refuse it"),
		]),
		"help": help(type, operator),
	}
}

help(type, operator) := sprintf("under `%s` write the whole ARN, as %s%s; `%s` takes a part of one", [
	operator,
	lib.any_of(type.arn_formats), lib.arn_legend(type.arn_formats, object.get(type, "parts", {})),
	{"Equals": "StartsWith", "NotEquals": "NotStartsWith"}[operator],
])

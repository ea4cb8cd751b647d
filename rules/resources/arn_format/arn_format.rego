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
#   exception: InvalidEventSelectorsException
#   constraints:
#     - "`resources.ARN`: under `Equals` and `NotEquals`, in the format of the resource type (18 formats for 17 types)"
#   sources:
#     - "CreateEventDataStore, Field: \"if you use Equals or NotEquals, the value must exactly match the ARN of a valid resource of the type you've specified\""
#     - "Seen accepted by today's API in other forms, which is why newer editions only warn"
package edslint.rules.arn_format

import data.edslint.lib

findings contains finding if {
	facts := data.edition.arn
	some view in lib.selectors
	view.type != ""
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
		"message": sprintf("%s is no ARN of an %s: %s", [lib.quote(value), view.type, fault(value, type, facts)]),
		"help": help(type, operator),
	}
}

help(type, operator) := sprintf("under `%s` write the whole ARN, as %s; `%s` takes a part of one", [
	operator,
	lib.any_of(type.arn_formats),
	{"Equals": "StartsWith", "NotEquals": "NotStartsWith"}[operator],
])

# The first part that is wrong, in the order of the ARN.
fault(value, type, facts) := "an ARN begins with \"arn:\"" if {
	not startswith(value, "arn:")
} else := "an ARN has six parts, divided by colons" if {
	count(split(value, ":")) < 6
} else := reason if {
	parts := split(value, ":")
	faults := [found |
		some format in all_formats(type)
		found := [text |
			some n in [1, 2, 3, 4]
			text := part_fault(n, parts[n], split(format, ":")[n], facts)
		]
	]
	fewest := min([count(found) | some found in faults])
	fewest > 0
	reason := [found[0] | some found in faults; count(found) == fewest][0]
} else := sprintf("%s doesn't fit %s", [lib.quote(tail(value)), lib.any_of([tail(format) | some format in type.arn_formats])])

all_formats(type) := array.concat(type.arn_formats, object.get(type, "arn_formats_accepted", []))

tail(arn) := concat(":", array.slice(split(arn, ":"), 5, 1000))

names := {1: "partition", 2: "service", 3: "Region", 4: "account ID"}

part_fault(n, part, "", _) := sprintf("its %s is %s, but is empty in such an ARN", [names[n], lib.quote(part)]) if part != ""

part_fault(n, part, format, _) := sprintf("its %s is %s, not %s", [names[n], lib.quote(part), lib.quote(format)]) if {
	format != ""
	not startswith(format, "<")
	part != format
}

part_fault(n, part, format, facts) := sprintf("its %s is %s, not %s", [names[n], lib.quote(part), fact.says]) if {
	fact := facts.parts[trim(format, "<>")]
	not regex.match(sprintf("^(?:%s)$", [fact.pattern]), part)
}

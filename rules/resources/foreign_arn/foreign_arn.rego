# METADATA
# title: Beginning or end of an ARN that the type doesn't have
# description: |
#   Under `StartsWith` and `NotStartsWith`, a value that no ARN of the selector's
#   resource type begins with matches nothing: a table's ARN for objects of S3,
#   for example. The same goes for the end, such as "/orders" for the queues of
#   SQS, whose ARNs have no slash.
# custom:
#   id: EDS208
#   name: foreign-arn
#   level: warning
#   family: resources
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, Field: the formats of ARNs of each type"
package edslint.rules.foreign_arn

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.field == "resources.ARN"
	list.operator in {"StartsWith", "NotStartsWith"}
	type := data.edition.resource_types[list.type]
	not all_begin(type.arn_start, list.joined) # else they fit: only to be quick
	formats := array.concat(type.arn_formats, object.get(type, "arn_formats_accepted", []))
	some arn in texts.arns_of(list)
	fault := mismatch(arn.parts, [split(format, ":") | some format in formats])
	finding := {
		"at": arn.at,
		"message": sprintf("no ARN of an %s begins with %s: %s", [arn.type, lib.quote(arn.value), fault]),
		"help": sprintf("write the beginning of an ARN of the type, which is written as %s", [lib.any_of(type.arn_formats)]),
	}
}

findings contains finding if {
	some text in texts.texts
	text.field == "resources.ARN"
	some operator in ["EndsWith", "NotEndsWith"]
	contains(concat("", text.values[operator]), "/") # else they fit: only to be quick
	type := data.edition.resource_types[text.type]
	formats := array.concat(type.arn_formats, object.get(type, "arn_formats_accepted", []))
	count(formats) > 0
	every format in formats { not may_have_slash(type, format) }
	some k, value in text.values[operator]
	contains(value, "/")
	at := lib.statement_path(text.index, text.statement, [operator, k])
	not texts.slips[at]
	finding := {
		"at": at,
		"message": sprintf("no ARN of an %s ends with %s: it has no slash", [text.type, lib.quote(value)]),
		"help": sprintf("write the end of an ARN of the type, which is written as %s", [lib.any_of(type.arn_formats)]),
	}
}

may_have_slash(_, format) if contains(format, "/")

may_have_slash(type, format) if {
	some name in regex.find_n(`<[^>]+>`, format, -1)
	part := trim(name, "<>")
	pattern := object.get(
		object.get(type, ["parts", part], object.get(data.edition.arn.parts, part, data.edition.arn.other_part)),
		"pattern", ".",
	)
	some sample in ["a/a", "/a", "a/", "/"]
	regex.match(sprintf("^(?:%s)$", [pattern]), sample)
}

all_begin(start, joined) if {
	regex.match(sprintf("^(?:\\x01%s[^\\x01]*)*$", [trim_prefix(start, "^")]), joined)
}

# The first part that fits none of the formats, of those that end with a colon;
# else what begins no literal of theirs, from the service or the resource on.
mismatch(parts, formats) := faults[0] if {
	last := count(parts) - 1
	faults := array.concat(
		[found[0] |
			some n in [1, 2, 3, 4]
			n < last
			found := [fault | some format in formats; fault := lib.arn_part_fault(lib.arn_part_names[n], parts[n], format[n])]
			count(found) == count(formats)
		],
		[sprintf("%s doesn't begin with %s", [lib.quote(tail(parts, n)), lib.any_value(sort(literals))]) |
			some n in [2, 5]
			literals := {regex.find_n(`^[^<]*`, tail(format, n), 1)[0] | some format in formats}
			every literal in literals { not compatible(tail(parts, n), literal) }
		],
	)
}

tail(parts, n) := concat(":", array.slice(parts, n, count(parts)))

compatible(part, literal) if startswith(part, literal)

compatible(part, literal) if startswith(literal, part)

package edslint.lib

# METADATA
# description: |
#   What is wrong with a value that is an ARN in none of the formats: the first
#   part that doesn't fit the format that it comes nearest to. Formats that are
#   accepted, but not documented, are not proposed.
arn_fault(value, formats, accepted) := `an ARN begins with "arn:"` if {
	not startswith(value, "arn:")
} else := "an ARN has six parts, divided by colons" if {
	count(split(value, ":")) < 6
} else := reason if {
	parts := split(value, ":")
	faults := [found |
		some format in array.concat(formats, accepted)
		found := [fault |
			some n in [1, 2, 3, 4]
			fault := arn_part_fault(arn_part_names[n], parts[n], split(format, ":")[n])
		]
	]
	fewest := min([count(found) | some found in faults])
	reason := [found[0] | some found in faults; count(found) == fewest][0]
} else := sprintf("%s doesn't fit %s", [quote(arn_tail(value)), any_of([arn_tail(format) | some format in formats])])

# METADATA
# description: |
#   What the placeholders in the sixth part of ARN formats stand for, as the end
#   of a help: `, where <function_name> is letters, digits, underscores and hyphens`.
#   `own` are the parts that mean something else in these formats than elsewhere.
arn_legend(formats, own) := sprintf(", where %s", [concat(" and ", meanings)]) if {
	parts := object.union(data.edition.arn.parts, own)
	meanings := sort({sprintf("%s is %s", [placeholder, parts[trim(placeholder, "<>")].says]) |
		some format in formats
		some placeholder in regex.find_n(`<[^>]+>`, arn_tail(format), -1)
	})
	count(meanings) > 0
} else := ""

# The sixth part, which may have colons of its own.
arn_tail(arn) := concat(":", array.slice(parts, 5, count(parts))) if parts := split(arn, ":")

arn_part_names := {1: "partition", 2: "service", 3: "Region", 4: "account ID"}

arn_part_fault(name, part, "") := sprintf("its %s is %s, but is empty in such an ARN", [name, quote(part)]) if part != ""

arn_part_fault(name, part, literal) := sprintf("its %s is %s, not %s", [name, quote(part), quote(literal)]) if {
	literal != ""
	not startswith(literal, "<")
	part != literal
}

arn_part_fault(name, part, placeholder) := sprintf("its %s is %s, not %s", [name, quote(part), fact.says]) if {
	fact := data.edition.arn.parts[trim(placeholder, "<>")]
	not regex.match(sprintf("^(?:%s)$", [fact.pattern]), part)
}

# METADATA
# title: Several values in one string
# description: |
#   A list of values is a list in JSON and YAML, too. Several values in one
#   string, with commas between them, are one value to AWS, which no event has.
# custom:
#   id: EDS121
#   name: joined-values
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CloudTrail User Guide, filtering data events: several values of a condition are several items of its list"
package edslint.rules.joined_values

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some at, slip in texts.slips
	slip.kind == "joined"
	finding := {
		"at": at,
		"message": sprintf("%s is one value to AWS, with its %s, and no `%s` is written so", [
			lib.quote(slip.value),
			lib.quote(regex.find_n(`[,;|]`, slip.value, 1)[0]),
			slip.field,
		]),
		"help": help([value | some piece in pieces(slip); value := trim(piece, `[]"' `); value != ""]),
	}
}

# An ARN may hold a comma of its own: only one before another ARN parts two.
pieces(slip) := split(regex.replace(trim_space(slip.value), concat("", [`\s*`, slip.form.joined, `\s*`]), concat("", ["\n", slip.form.rest])), "\n")

help(values) := sprintf("write %d values: %s", [count(values), concat(", ", [lib.quote(value) | some value in values])]) if {
	count(values) in {2, 3, 4}
} else := "write each value as an item of its own"

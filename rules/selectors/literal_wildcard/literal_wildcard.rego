# METADATA
# title: Wildcard that is no wildcard
# description: |
#   AWS knows no wildcards here: a star or a question mark stands for itself.
#   Such a value is accepted, and then matches nothing (or, in an exclusion,
#   excludes nothing). An S3 object key may hold these characters; there only
#   one that ends the ARN, or is a whole part of the path, is reported.
# custom:
#   id: EDS120
#   name: literal-wildcard
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, Field: values are compared with Equals, StartsWith, EndsWith and their opposites; no operator takes a pattern"
package edslint.rules.literal_wildcard

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some at, slip in texts.slips
	slip.kind == "wildcard"
	value := trim_space(slip.value)
	sign := regex.find_n(`[*?]`, value, 1)[0]
	finding := {
		"at": at,
		"message": sprintf("%s is no pattern: AWS has no wildcards, so the %s stands only for itself", [lib.quote(slip.value), lib.quote(sign)]),
		"help": help(slip, value, trim(value, "*")),
	}
}

help(slip, _, "") := sprintf("leave the condition out: without it, `%s` is not looked at", [slip.field])

help(slip, value, stem) := "write what comes before the wildcard with `StartsWith`, what comes after it with `EndsWith`, or whole values with `Equals`" if {
	not plain(value, stem)
} else := sprintf("write %s under `%s`", [lib.quote(stem), texts.same_group(slip.operator, "StartsWith")]) if {
	stem != ""
	endswith(value, "*")
} else := sprintf("write %s under `%s`", [lib.quote(stem), texts.same_group(slip.operator, "EndsWith")]) if {
	stem != ""
}

# One wildcard, at one end.
plain(value, stem) if {
	not regex.match(`[*?]`, stem)
	not contains(value, concat("", ["*", stem, "*"]))
}

# METADATA
# title: White space at an end of a value
# description: |
#   Values are compared as they are written, white space and all. No name or ARN
#   begins or ends with it; a block scalar of YAML (`|`), for example, ends with
#   a line break.
# custom:
#   id: EDS122
#   name: outer-space
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, Equals: \"An operator that includes events that match the exact value of the event record field\""
package edslint.rules.outer_space

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some at, slip in texts.slips
	slip.kind == "space"
	finding := {
		"at": at,
		"message": sprintf("%s has white space at an end, which AWS compares like any other character", [lib.quote(slip.value)]),
		"help": sprintf("write %s", [lib.quote(trim_space(slip.value))]),
	}
}

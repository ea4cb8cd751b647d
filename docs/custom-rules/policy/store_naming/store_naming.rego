# METADATA
# title: Store name without its environment
# description: |
#   A name is <team>-<environment>-<purpose>, by which the bill is divided and
#   alarms find their team.
# custom:
#   id: ACME001
#   params:
#     environments:
#       type: list of strings
#       default: [dev, prod]
#       description: what may stand between the first and the second hyphen
package edslint.rules.store_naming

import data.edslint.lib

findings contains finding if {
	is_string(input.Name) # null, if it can't be known
	not named(input.Name)
	finding := {
		"at": ["Name"],
		"message": sprintf("`Name` is %s, which is not <team>-<environment>-<purpose>", [lib.quote(input.Name)]),
		"help": sprintf("the environment is %s", [lib.any_value(environments)]),
	}
}

environments := data.params.ACME001.environments

named(name) if {
	parts := split(name, "-")
	count(parts) >= 3
	every part in parts { part != "" }
	parts[1] in environments
}

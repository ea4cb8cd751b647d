# METADATA
# title: Store name without the team's prefix
# description: |
#   Names begin with a prefix, by which the bill is divided. Stores that were
#   there before are listed in exceptions.json.
# custom:
#   id: ACME1
#   name: store-name
#   level: warning
#   params:
#     prefix:
#       type: string
#       default: acme-
#       description: what names begin with
package edslint.rules.store_name

import data.edslint.lib

findings contains finding if {
	prefix := data.params.ACME1.prefix
	not startswith(input.Name, prefix)
	not input.Name in data.exceptions
	finding := {
		"at": ["Name"],
		"message": sprintf("`Name` is %s, but names begin with %s", [lib.quote(input.Name), lib.quote(prefix)]),
		"help": sprintf("write %s", [lib.quote(concat("", [prefix, input.Name]))]),
	}
}

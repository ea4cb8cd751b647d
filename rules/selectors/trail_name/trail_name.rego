# METADATA
# title: Name that no trail has
# description: |
#   A trail is named by its name or its ARN. A name has 3 to 128 letters, digits,
#   dots, underscores and hyphens, begins and ends with a letter or digit, has no
#   two of the others side by side, and doesn't look like an IP address.
# custom:
#   id: EDS158
#   name: trail-name
#   level: error
#   family: selectors
#   targets: [trail]
#   sources:
#     - "PutEventSelectors, TrailName: the requirements of a trail name, and the format of its ARN"
package edslint.rules.trail_name

import data.edslint.lib

findings contains finding if {
	is_string(input.TrailName)
	count(input.TrailName) >= 3 # less is a structural fault
	fact := data.edition.trail_name
	not named(fact)
	finding := {
		"at": ["TrailName"],
		"message": sprintf("%s is neither a trail's name nor its ARN", [lib.quote(input.TrailName)]),
		"help": sprintf("write a name of %s, or an ARN such as %s", [fact.says, fact.arn]),
	}
}

named(fact) if {
	regex.match(fact.pattern, input.TrailName)
	count(trim_prefix(input.TrailName, regex.find_n("^arn:[^/]*/|^", input.TrailName, 1)[0])) <= fact.max
}

findings contains finding if {
	regex.match(`^[0-9]{1,3}(?:\.[0-9]{1,3}){3}$`, input.TrailName)
	finding := {
		"at": ["TrailName"],
		"message": sprintf("a trail can't be called %s, which looks like an IP address", [lib.quote(input.TrailName)]),
		"help": "write another name",
	}
}

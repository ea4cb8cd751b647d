# METADATA
# title: Store that can be lost
# description: A store is protected from deletion, keeps events for a year and names its owner.
# custom:
#   id: ACME011
#   level: error
#   params:
#     min-days: {type: integer, default: 365, minimum: 7, description: the least RetentionPeriod}
package edslint.rules.store_protection

findings contains {"at": ["TerminationProtectionEnabled"], "message": "termination protection is off"} if {
	input.TerminationProtectionEnabled == false # left out, it is on
}

findings contains finding if {
	days := data.params.ACME011["min-days"]
	is_number(input.RetentionPeriod)
	input.RetentionPeriod < days
	finding := {
		"at": ["RetentionPeriod"],
		"message": sprintf("events are kept for %d days, but must be for %d", [input.RetentionPeriod, days]),
	}
}

findings contains {"at": ["TagsList"], "message": "the tag owner is missing"} if {
	not has_tag("owner")
}

has_tag(key) if {
	some tag in input.TagsList
	tag.Key == key
}

# What can't be known may be the tag.
has_tag(_) if is_null(input.TagsList)

has_tag(_) if {
	some tag in input.TagsList
	is_null(tag.Key)
}

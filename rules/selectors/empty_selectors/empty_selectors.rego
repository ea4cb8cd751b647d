# METADATA
# title: Empty list of selectors
# description: |
#   It isn't documented whether an empty list means the default (all
#   management events) or is refused. Leave the member out for the default.
# custom:
#   id: EDS113
#   name: empty-selectors
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   sources:
#     - "CreateEventDataStore is silent on an empty list"
#     - "Reported of trails: an empty list of basic selectors is refused, once with the words \"Specify a valid number of selectors (1 to 5) for your trail\""
package edslint.rules.empty_selectors

findings contains finding if {
	input.AdvancedEventSelectors == []
	finding := {
		"at": ["AdvancedEventSelectors"],
		"message": "`AdvancedEventSelectors` is empty, and AWS doesn't say whether it then takes the default or refuses the request",
		"help": "leave it out for the default (all management events), or write a selector",
	}
}

findings contains finding if {
	input.EventSelectors == []
	finding := {
		"at": ["EventSelectors"],
		"level": level,
		"message": "`EventSelectors` is empty, which AWS was seen to refuse",
		"help": "leave it out for the default (all management events), or write a selector",
	}
}

# What then becomes of it beside the other kind, nobody said.
level := "error" if {
	not input.AdvancedEventSelectors
} else := "warning"

# METADATA
# title: Basic and advanced selectors on one trail
# description: |
#   A trail has either basic selectors (`EventSelectors`) or advanced ones
#   (`AdvancedEventSelectors`). Setting one kind takes the other away, and a
#   request with both is refused.
# custom:
#   id: EDS151
#   name: both-selectors
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "You can select events by using either EventSelectors or AdvancedEventSelectors, but not both."
#   sources:
#     - "PutEventSelectors: you can use either EventSelectors or AdvancedEventSelectors, but not both"
#     - "Seen refused in a deployment of 2026-09"
package edslint.rules.both_selectors

findings contains finding if {
	filled(input.EventSelectors)
	filled(input.AdvancedEventSelectors)
	finding := {
		"at": ["EventSelectors"],
		"message": "a trail has either `EventSelectors` or `AdvancedEventSelectors`, and this request has both",
		"help": "say all in `AdvancedEventSelectors`, which can say what basic selectors can, and leave `EventSelectors` out",
		"related": [{"at": ["AdvancedEventSelectors"], "message": "the advanced selectors stand here"}],
	}
}

filled(list) if {
	is_array(list)
	count(list) > 0
}

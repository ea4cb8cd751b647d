# METADATA
# title: Basic and advanced event selectors on one trail
# description: |
#   A trail has basic event selectors (`EventSelectors`) or advanced ones
#   (`AdvancedEventSelectors`), never both.
# custom:
#   id: EDS151
#   name: both-kinds-of-selectors
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "You can select events by using either EventSelectors or AdvancedEventSelectors, but not both."
#   sources:
#     - "PutEventSelectors: \"You can use either AdvancedEventSelectors or EventSelectors, but not both\""
#     - "Seen on trails (2026-09)"
package edslint.rules.both_kinds_of_selectors

findings contains {
	"at": ["EventSelectors"],
	"message": "the trail has `EventSelectors` beside `AdvancedEventSelectors`, but takes only one of the two",
	"help": "leave `EventSelectors` out; what they select, `AdvancedEventSelectors` can select too",
	"related": [{"at": ["AdvancedEventSelectors"], "message": "the advanced event selectors stand here"}],
} if {
	count(input.EventSelectors) > 0
	count(input.AdvancedEventSelectors) > 0
}

# METADATA
# title: More basic selectors than a trail takes
# description: |
#   A trail has a limited number of basic selectors. Advanced selectors are
#   limited by their values only.
# custom:
#   id: EDS155
#   name: too-many-basic-selectors
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Specify a valid number of selectors (1 to 5) for your trail"
#   sources:
#     - "CloudTrail User Guide, quotas: 5 event selectors for each trail"
#     - "PutEventSelectors: you can configure up to five event selectors for a trail"
package edslint.rules.too_many_basic_selectors

findings contains finding if {
	limit := data.edition.limits.basic_selectors
	total := count(input.EventSelectors)
	total > limit.max
	finding := {
		"at": ["EventSelectors", limit.max],
		"message": sprintf("`EventSelectors` has %d selectors, but %d is the most that a trail takes", [total, limit.max]),
		"help": "put what has the same `ReadWriteType` into one selector, or use advanced selectors",
	}
}

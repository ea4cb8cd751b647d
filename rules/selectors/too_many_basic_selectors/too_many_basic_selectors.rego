# METADATA
# title: More basic event selectors than a trail takes
# description: |
#   A trail has at most five basic event selectors.
# custom:
#   id: EDS152
#   name: too-many-basic-selectors
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   sources:
#     - "CloudTrail User Guide, quotas: five event selectors for each trail"
package edslint.rules.too_many_basic_selectors

findings contains finding if {
	most := data.edition.basic.max
	total := count(input.EventSelectors)
	total > most
	finding := {
		"at": ["EventSelectors", most],
		"message": sprintf("`EventSelectors` has %d selectors, but %d is the most that a trail takes", [total, most]),
		"help": "merge selectors that differ only in their `DataResources`, or write `AdvancedEventSelectors`",
	}
}

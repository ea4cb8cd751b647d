# METADATA
# title: Events of one Region only
# description: |
#   A store with `MultiRegionEnabled: false` sees the Region that it is made in and
#   no other. What an attacker does in a Region that nobody uses stays unseen, and
#   events of IAM, STS and CloudFront, which are logged in us-east-1, are missing
#   elsewhere. Stores of Insights events and of events from outside AWS are of one
#   Region on purpose, as is a store that takes in no live events.
# custom:
#   id: EDS804
#   name: single-region
#   level: note
#   family: advice
#   security-severity: "4.0"
#   presets: [strict]
#   sources:
#     - "AWS Config rule cloudtrail-event-data-store-multi-region: non-compliant where MultiRegionEnabled is false and the store takes in live events"
#     - "CloudTrail User Guide, concepts: events of global services are logged in us-east-1"
package edslint.rules.single_region

import data.edslint.advice

findings contains finding if {
	input.MultiRegionEnabled == false
	object.get(input, "StartIngestion", true) == true
	facts := data.edition.categories
	count(advice.categories) > 0
	every category in advice.categories { facts[category].ingestion_can_start } # those that are live
	finding := {
		"at": ["MultiRegionEnabled"],
		"message": "`MultiRegionEnabled` is false: the store takes in nothing from any other Region than its own",
		"help": "leave `MultiRegionEnabled` out: by default it is true",
	}
}

# METADATA
# title: No tags
# description: |
#   Tags say whose the store is and what it is for, divide its costs, and let policies
#   speak of it. Tag policies and conditions on tags apply when it is made.
# custom:
#   id: EDS816
#   name: no-tags
#   level: note
#   family: advice
#   presets: [strict]
#   sources:
#     - "AWS Security Hub, control CloudTrail.9, which asks for tags on trails"
#     - "CloudTrail User Guide: tag policies and IAM conditions on tags apply at creation"
package edslint.rules.no_tags

findings contains finding if {
	not "TagsList" in object.keys(input)
	finding := {
		"at": [],
		"message": "the store has no tags: there is no `TagsList`",
		"help": help,
	}
}

findings contains finding if {
	input.TagsList == []
	finding := {"at": ["TagsList"], "message": "the store has no tags: `TagsList` is empty", "help": help}
}

help := `add tags such as {"Key": "owner", "Value": "security"}`

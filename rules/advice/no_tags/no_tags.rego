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
#   params:
#     required-keys:
#       type: list of strings
#       default: []
#       description: keys that the tags must have, as they are written
#   sources:
#     - "AWS Security Hub, control CloudTrail.9, which asks for tags on trails"
#     - "CloudTrail User Guide: tag policies and IAM conditions on tags apply at creation"
package edslint.rules.no_tags

import data.edslint.lib

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

findings contains finding if {
	input.TagsList != []
	every tag in input.TagsList { is_string(tag.Key) } # else one that can't be known may be the key
	some key in data.params.EDS816["required-keys"]
	not key in {tag.Key | some tag in input.TagsList}
	finding := {
		"at": ["TagsList"],
		"message": sprintf("the store has no tag %s", [lib.quote(key)]),
		"help": sprintf(`add {"Key": %s, "Value": "…"} to its tags`, [lib.quote(key)]),
	}
}

help := `add tags such as {"Key": "owner", "Value": "security"}`

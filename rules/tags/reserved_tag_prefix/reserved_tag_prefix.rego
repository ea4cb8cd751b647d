# METADATA
# title: Tag key with a prefix that AWS reserves
# description: |
#   Tag keys that begin with `aws:`, in upper or lower case, are for AWS's own tags.
# custom:
#   id: EDS402
#   name: reserved-tag-prefix
#   level: warning
#   family: tags
#   exception: InvalidTagParameterException
#   sources:
#     - "Tagging AWS resources, tag naming limits; that CloudTrail holds to it isn't documented, hence a warning"
package edslint.rules.reserved_tag_prefix

import data.edslint.lib

findings contains finding if {
	prefixes := data.edition.tags.reserved_prefixes
	some i, tag in input.TagsList
	some prefix in prefixes
	startswith(lower(tag.Key), prefix)
	finding := {
		"at": ["TagsList", i, "Key"],
		"message": sprintf("the tag key %s begins with %q, which AWS reserves for its own tags", [lib.quote(tag.Key), prefix]),
		"help": "give the tag a key without that prefix",
	}
}

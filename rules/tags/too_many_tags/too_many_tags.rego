# METADATA
# title: More tags than a store can have
# description: |
#   The API's model lets a request carry 200 tags, but a resource has at most 50.
# custom:
#   id: EDS403
#   name: too-many-tags
#   level: warning
#   family: tags
#   exception: InvalidTagParameterException
#   sources:
#     - "AddTags: \"You can add up to 50 tags\" to an event data store"
package edslint.rules.too_many_tags

findings contains finding if {
	limit := data.edition.limits.tags
	total := count(input.TagsList)
	total > limit.max
	total <= limit.refused_over # what is more is a structural fault
	finding := {
		"at": ["TagsList", limit.max],
		"level": limit.level,
		"message": sprintf("`TagsList` has %d tags: a request may carry %d, but a store has at most %d", [total, limit.refused_over, limit.max]),
		"help": "leave out the tags that are not needed",
	}
}

# METADATA
# title: Tag key that stands twice
# description: |
#   The keys of a store's tags are unique. Upper and lower case make two keys.
# custom:
#   id: EDS401
#   name: duplicate-tag-key
#   level: error
#   family: tags
#   exception: InvalidTagParameterException
#   constraints:
#     - "`TagsList`: `Key` unique"
#   sources:
#     - "CreateEventDataStore, Key: \"The key must be unique for the resource to which it applies.\""
package edslint.rules.duplicate_tag_key

import data.edslint.lib

findings contains finding if {
	keys := {i: key | some i, tag in input.TagsList; key := tag.Key; is_string(key)}
	count({key | some key in keys}) < count(keys) # else none stands twice: only to be quick
	firsts := lib.firsts(keys)
	some i, key in keys
	first := firsts[key]
	i != first
	finding := {
		"at": ["TagsList", i, "Key"],
		"message": sprintf("the tag key %s stands twice, but keys are unique", [lib.quote(key)]),
		"help": "leave one of the two tags out, or give it another key",
		"related": [{"at": ["TagsList", first, "Key"], "message": sprintf("%s first stands here", [lib.quote(key)])}],
	}
}

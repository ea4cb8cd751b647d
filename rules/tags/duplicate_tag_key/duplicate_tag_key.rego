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

findings contains finding if {
	tags := input.TagsList
	keys := [tag.Key | some tag in tags]
	count({key | some key in keys}) < count(keys)
	places := {key: is |
		some tag in tags
		key := tag.Key
		is_string(key)
		is := [i | some i; tags[i].Key == key]
	}
	some key, is in places
	some n, i in is
	n > 0
	finding := {
		"at": ["TagsList", i, "Key"],
		"message": sprintf("the tag key %q stands twice, but keys are unique", [key]),
		"help": "leave one of the two tags out, or give it another key",
		"related": [{"at": ["TagsList", is[0], "Key"], "message": sprintf("%q first stands here", [key])}],
	}
}

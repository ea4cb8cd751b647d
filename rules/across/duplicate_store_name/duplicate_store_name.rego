# METADATA
# title: Two stores of one name
# description: |
#   The name of an event data store is unique in its account and Region. Two
#   requests of one run with the same name are fine for two accounts or Regions;
#   for one, the second is refused.
# custom:
#   id: EDS701
#   name: duplicate-store-name
#   level: warning
#   family: across
#   presets: [strict]
#   summary: true
#   sources:
#     - "CreateEventDataStore, EventDataStoreAlreadyExistsException: the name is unique in the account and Region"
package edslint.rules.duplicate_store_name

import data.edslint.lib

summary := input.Name

findings contains finding if {
	names := {i: name | some i, name in input.summaries; is_string(name)}
	count({name | some name in names}) < count(names)
	firsts := lib.firsts(names)
	some i, name in names
	first := firsts[name]
	i != first
	finding := {
		"at": ["stores", i, "Name"],
		"message": sprintf("another request of this run makes a store called %s, too", [lib.quote(name)]),
		"help": "give it another name, unless the two are for different accounts or Regions",
		"related": [{"at": ["stores", first, "Name"], "message": sprintf("%s first stands here", [lib.quote(name)])}],
	}
}

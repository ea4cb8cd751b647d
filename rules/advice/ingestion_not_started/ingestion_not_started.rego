# METADATA
# title: Store that takes in nothing until it is started
# description: |
#   `StartIngestion: false` is for stores that events of a trail are copied to. Such a
#   store takes in no live events until somebody calls
#   StartEventDataStoreIngestion.
# custom:
#   id: EDS814
#   name: ingestion-not-started
#   level: note
#   family: advice
#   security-severity: "6.0"
#   presets: [strict]
#   sources:
#     - "CreateEventDataStore, StartIngestion: \"Specifies whether the event data store should start ingesting live events. The default is true.\""
#     - "CloudTrail User Guide, copying trail events to CloudTrail Lake"
package edslint.rules.ingestion_not_started

import data.edslint.advice

findings contains finding if {
	input.StartIngestion == false
	facts := data.edition.categories
	some category in advice.categories
	facts[category].ingestion_can_start # of the others another rule speaks
	finding := {
		"at": ["StartIngestion"],
		"message": "`StartIngestion` is false: the store takes in nothing until it is started with StartEventDataStoreIngestion",
		"help": "leave `StartIngestion` out, unless the store is for copied events of a trail",
	}
}

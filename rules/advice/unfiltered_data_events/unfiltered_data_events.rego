# METADATA
# title: All data events of a busy type
# description: |
#   A selector of data events with nothing but its category and its type takes in
#   every event of every such resource, and each is paid for by its size. For types
#   whose resources are used all the time (functions, tables, queues, streams) that
#   is what makes a store expensive.
# custom:
#   id: EDS811
#   name: unfiltered-data-events
#   level: note
#   family: advice
#   targets: [store, trail]
#   presets: [strict]
#   params:
#     more-types:
#       type: list of strings
#       default: []
#       description: resource types that are busy in your accounts, beside those that usually are
#   sources:
#     - "CloudTrail User Guide, data events: data events are often high-volume activities"
#     - "CloudTrail User Guide, costs of CloudTrail Lake: stores pay for the bytes that they take in"
package edslint.rules.unfiltered_data_events

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	why := reason(view.type)
	view.fields == {"eventCategory", "resources.type"}
	view.category == "Data"
	advice.plain(view)
	finding := {
		"at": ["AdvancedEventSelectors", view.index],
		"message": sprintf("the selector takes in all data events of every %s, and pays for them: %s", [view.type, why]),
		"help": "add a statement on `resources.ARN`, `eventName` or `readOnly` that lets in what you need",
	}
}

reason(type) := data.edition.advice.busy_types.types[type]

reason(type) := "the config calls the type busy" if {
	type in data.params.EDS811["more-types"]
	not data.edition.advice.busy_types.types[type]
}

# METADATA
# title: Management events of KMS or the RDS Data API
# description: |
#   Where KMS is used, its calls (`Encrypt`, `Decrypt`, `GenerateDataKey`) are typically
#   more than 99 % of all management events, and they count as reads; the RDS Data API
#   makes many too. A store pays for all of them. Leave them out by `eventSource`, or
#   take in writes only. To still see who disables or deletes a key, add a second
#   selector for writes, `readOnly` of `"false"`.
# custom:
#   id: EDS812
#   name: busy-management-sources
#   level: note
#   family: advice
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, costs of CloudTrail Lake: calls of KMS are typically more than 99 % of the volume of management events"
#     - "CloudTrail User Guide, management events: Amazon RDS Data API events can be excluded"
#     - "CloudTrail User Guide, console: excluding KMS events also leaves out ScheduleKeyDeletion and DisableKey"
package edslint.rules.busy_management_sources

import data.edslint.advice
import data.edslint.lib

# The default is a selector of all management events.
findings contains finding if {
	not "AdvancedEventSelectors" in object.keys(input)
	finding := {
		"at": [],
		"message": sprintf("without selectors the store takes in all management events, also those of %s", [words(busy)]),
		"help": "add a selector of management events that leaves them out by `eventSource`",
	}
}

findings contains finding if {
	some view in lib.selectors
	view.category == "Management"
	count(view.fields - {"eventCategory", "readOnly", "eventSource"}) == 0
	advice.plain(view)
	reads(view)
	left := [source | some source in busy; not excluded(view, source)]
	count(left) > 0
	finding := {
		"at": ["AdvancedEventSelectors", view.index],
		"message": sprintf("the selector takes in the management events of %s, which are many and mostly reads", [words(left)]),
		"help": sprintf("leave them out by `eventSource`, under `NotEquals`: %s", [concat(", ", [lib.quote(source) | some source in left])]),
	}
}

busy := sort(object.keys(data.edition.advice.busy_sources.sources))

words(sources) := concat(" and ", [data.edition.advice.busy_sources.sources[source] | some source in sources])

reads(view) if not "readOnly" in view.fields

reads(view) if advice.statement(view, "readOnly").operators == {"Equals": ["true"]}

# A selector that names the sources that it takes in is meant so.
excluded(view, _) if object.keys(advice.statement(view, "eventSource").operators) & {"Equals", "StartsWith", "EndsWith"} != set()

excluded(view, _) if not advice.known(advice.statement(view, "eventSource").operators)

excluded(view, source) if {
	operators := advice.statement(view, "eventSource").operators
	some operator, values in operators
	some value in values
	hits(operator, source, value)
}

hits("NotEquals", source, source)

hits("NotStartsWith", source, value) if startswith(source, value)

hits("NotEndsWith", source, value) if endswith(source, value)

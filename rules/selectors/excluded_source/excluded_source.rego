# METADATA
# title: Event source that a trail can't exclude
# description: |
#   `ExcludeManagementEventSources` takes the event sources of KMS and of the RDS
#   Data API only. To leave out others, no trail can; an event data store can.
# custom:
#   id: EDS157
#   name: excluded-source
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   sources:
#     - "EventSelector, ExcludeManagementEventSources: kms.amazonaws.com and rdsdata.amazonaws.com"
package edslint.rules.excluded_source

import data.edslint.lib

findings contains finding if {
	known := data.edition.basic.excludable_sources
	some i, selector in input.EventSelectors
	some j, source in selector.ExcludeManagementEventSources
	is_string(source)
	not source in known
	finding := {
		"at": ["EventSelectors", i, "ExcludeManagementEventSources", j],
		"message": sprintf("`ExcludeManagementEventSources` can't have %s: it takes only %s%s", [
			lib.quote(source), lib.any_value(known), lib.suggestion(source, known),
		]),
		"help": "write one of these, or leave it out",
	}
}

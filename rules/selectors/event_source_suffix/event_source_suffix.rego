# METADATA
# title: Service name where an event source is meant
# description: |
#   An event source is the host name of a service, such as kms.amazonaws.com.
#   The name of the service alone matches no event.
# custom:
#   id: EDS124
#   name: event-source-suffix
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore and the CloudTrail User Guide, which print every event source so"
package edslint.rules.event_source_suffix

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some text in texts.texts
	text.field == "eventSource"
	some operator in ["Equals", "NotEquals"]
	some k, value in text.values[operator]
	not contains(value, ".")
	regex.match(`^[A-Za-z0-9-]+$`, value)
	finding := {
		"at": lib.statement_path(text.index, text.statement, [operator, k]),
		"message": sprintf("%s is no event source: that is the host name of a service, with \".amazonaws.com\"", [lib.quote(value)]),
		"help": sprintf("write %s", [lib.quote(sprintf("%s.amazonaws.com", [lower(value)]))]),
	}
}

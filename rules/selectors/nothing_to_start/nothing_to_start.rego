# METADATA
# title: StartIngestion false for events whose ingestion can't be started
# description: |
#   `StartIngestion: false` makes a store that waits for StartEventDataStoreIngestion.
#   That operation doesn't take stores of Insights events, evidence or events
#   from outside AWS.
# custom:
#   id: EDS114
#   name: nothing-to-start
#   level: warning
#   family: selectors
#   exception: InvalidParameterException
#   sources:
#     - "CloudTrail User Guide, creating a store with the AWS CLI: --no-start-ingestion is valid only for Management, Data and ConfigurationItem"
package edslint.rules.nothing_to_start

import data.edslint.lib

findings contains finding if {
	input.StartIngestion == false
	categories := data.edition.categories
	kind := categories[lib.selectors[0].category].kind
	every view in lib.selectors { categories[view.category].ingestion_can_start == false }
	finding := {
		"at": ["StartIngestion"],
		"message": sprintf("`StartIngestion` is false, but the ingestion of %s can't be started later", [kind]),
		"help": "leave `StartIngestion` out",
	}
}

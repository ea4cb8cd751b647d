# METADATA
# title: Basic selector that selects nothing
# description: |
#   A basic selector that leaves out management events must name data resources:
#   else it would log nothing, and is refused.
# custom:
#   id: EDS154
#   name: nothing-selected
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty."
#   sources:
#     - "awsdocs/aws-cloudformation-user-guide PR 752, which quotes the message"
package edslint.rules.nothing_selected

findings contains finding if {
	some i, selector in input.EventSelectors
	selector.IncludeManagementEvents == false
	object.get(selector, "DataResources", []) == []
	finding := {
		"at": ["EventSelectors", i, "IncludeManagementEvents"],
		"message": "the selector selects nothing: `IncludeManagementEvents` is false, and it has no `DataResources`",
		"help": "name the resources whose data events are to be logged in `DataResources`, or leave the selector out",
	}
}

# METADATA
# title: Basic selector that selects nothing
# description: |
#   A basic event selector logs management events, data events or both. One
#   without management events and without `DataResources` logs nothing, and AWS
#   refuses it.
# custom:
#   id: EDS156
#   name: nothing-selected
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Invalid combination of parameters in EventSelectors. When includeManagementEvents is false, DataResources must not be empty."
#   sources:
#     - "Quoted from CloudFormation: \"When includeManagementEvents is false, DataResources must not be empty.\""
package edslint.rules.nothing_selected

findings contains finding if {
	some i, selector in input.EventSelectors
	selector.IncludeManagementEvents == false
	count(object.get(selector, "DataResources", [])) == 0
	finding := {
		"at": ["EventSelectors", i, "IncludeManagementEvents"],
		"message": "`IncludeManagementEvents` is false and there are no `DataResources`, so that the selector logs nothing",
		"help": "add `DataResources`, or leave the selector out",
	}
}

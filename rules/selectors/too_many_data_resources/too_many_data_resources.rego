# METADATA
# title: More data resources than a trail takes
# description: |
#   The basic selectors of a trail hold a limited number of values of
#   `DataResources` over all of them. Advanced selectors take more, and say with
#   one value what begins or ends alike.
# custom:
#   id: EDS153
#   name: too-many-data-resources
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Specify a valid number of DataResources.Values (0 to 250) for all your selectors"
#   sources:
#     - "cdk-preflight, which quotes the message; PutEventSelectors: 250 data resources for each trail"
package edslint.rules.too_many_data_resources

findings contains finding if {
	limit := data.edition.limits.data_resource_values
	total := sum([count(values) | values := input.EventSelectors[_].DataResources[_].Values; is_array(values)])
	total > limit.max
	finding := {
		"at": ["EventSelectors"],
		"message": sprintf("the basic selectors have %d values of `DataResources` in all, but %d is the most that a trail takes", [total, limit.max]),
		"help": "write `arn:aws:s3` for the objects of all buckets, or use advanced selectors, which can say what ARNs begin with",
	}
}

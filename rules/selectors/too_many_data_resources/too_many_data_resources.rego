# METADATA
# title: More data resources than a trail takes
# description: |
#   The basic event selectors of a trail name at most 250 resources, counted over
#   all of them. Advanced event selectors match any number by `StartsWith`.
# custom:
#   id: EDS153
#   name: too-many-data-resources
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Specify a valid number of DataResources.Values (0 to 250) for all your selectors"
#   sources:
#     - "PutEventSelectors and quotas: 250 data resources over all event selectors of a trail"
#     - "Quoted from a deployment: \"Specify a valid number of DataResources.Values (0 to 250) for all your selectors\""
package edslint.rules.too_many_data_resources

findings contains finding if {
	most := data.edition.basic.resources
	total := sum([size(resource.Values) | some resource in input.EventSelectors[_].DataResources])
	total > most
	finding := {
		"at": ["EventSelectors"],
		"message": sprintf("the selectors name %d resources in all, but %d is the most that a trail takes", [total, most]),
		"help": "name all resources of a type by the beginning of their ARN, such as \"arn:aws:s3\", or write `AdvancedEventSelectors` with `StartsWith`",
	}
}

# A list that can't be known holds at least one value.
size(values) := count(values) if {
	is_array(values)
} else := 1

# METADATA
# title: More values than all selectors of a store may have
# description: |
#   All selectors of a store together have at most 500 values. Every value of
#   every operator counts, those of `eventCategory` and `resources.type` too.
# custom:
#   id: EDS110
#   name: too-many-values
#   level: error
#   family: selectors
#   targets: [store, trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "There are too many filters applied. The maximum allowed number of filters is 500."
#   constraints:
#     - "`AdvancedEventSelectors`: at most 500 values over all selectors"
#   sources:
#     - "CloudTrail User Guide, quotas: 500 conditions over all advanced event selectors"
#     - "Seen on trails: 501 values refused, 500 taken"
package edslint.rules.too_many_values

findings contains finding if {
	limit := data.edition.limits.values
	operators := data.edition.operators
	total := sum([size(values) |
		some statement in input.AdvancedEventSelectors[_].FieldSelectors
		some operator, values in statement
		operator in operators
	])
	total > limit.max
	finding := {
		"at": ["AdvancedEventSelectors"],
		"level": limit.level,
		"message": sprintf("the selectors have %d values in all, but %d is the most that a %s takes", [total, limit.max, data.edition.subject]),
		"help": help[data.edition.subject],
	}
}

# A list that can't be known holds at least one value.
size(values) := count(values) if {
	is_array(values)
} else := 1

help := {
	"store": "replace values that begin or end alike by one value of `StartsWith` or `EndsWith`, or divide the selectors between two event data stores",
	"trail": "replace values that begin or end alike by one value of `StartsWith` or `EndsWith`, or divide the selectors between two trails",
}

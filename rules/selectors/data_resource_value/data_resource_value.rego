# METADATA
# title: ARN that a basic selector doesn't take
# description: |
#   A value of `DataResources` is the ARN of a resource of its type, that of a
#   bucket with its slash and perhaps with the beginning of a key behind it, or
#   what all ARNs of the type begin with (`arn:aws:s3`, `arn:aws:lambda`,
#   `arn:aws:dynamodb`). There are no wildcards, and AWS refuses a bucket without
#   its slash.
# custom:
#   id: EDS152
#   name: data-resource-value
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Value arn:aws:s3:::* for DataResources.Values is invalid."
#   sources:
#     - "DataResource, Values: ARNs or partial ARNs of the type; for all of a type, its prefix"
#     - "Seen on trails: \"Value arn:aws:s3:::* for DataResources.Values is invalid.\"; a bucket without a path likewise"
package edslint.rules.data_resource_value

import data.edslint.lib

findings contains finding if {
	some i, selector in input.EventSelectors
	some j, resource in selector.DataResources
	type := data.edition.basic.types[resource.Type]
	some k, value in resource.Values
	is_string(value)
	value != "" # which is a fault of its own
	not regex.match(type.pattern, value)
	level := sure(value, type)
	finding := {
		"at": ["EventSelectors", i, "DataResources", j, "Values", k],
		"level": level,
		"message": sprintf("%s is no ARN that an %s can have here%s", [lib.quote(value), resource.Type, lib.unsure(level, "AWS is not known to refuse it")]),
		"help": sprintf("write %s%s", [lib.any_of(type.forms), lib.arn_legend(type.forms, {})]),
	}
}

# AWS was seen to refuse wildcards, and buckets without a slash; what is of
# another service is of another type.
sure(value, type) := "error" if {
	regex.match(`[*?]|^arn:[^:]*:s3:::[^/]+$`, value)
} else := "error" if {
	every form in type.forms {
		not same_service(value, form)
	}
} else := "warning"

same_service(value, form) if {
	parts := split(value, ":")
	parts[0] == "arn"
	parts[2] == split(form, ":")[2]
}

# In an object's key a wildcard is a character like others.
findings contains finding if {
	some i, selector in input.EventSelectors
	some j, resource in selector.DataResources
	type := data.edition.basic.types[resource.Type]
	some k, value in resource.Values
	regex.match(`[*?]$`, value)
	regex.match(type.pattern, value)
	finding := {
		"at": ["EventSelectors", i, "DataResources", j, "Values", k],
		"level": "warning",
		"message": sprintf("%s ends in a wildcard, but here that is a character like others", [lib.quote(value)]),
		"help": sprintf("write %s, which means all that begins so", [lib.quote(trim_right(value, "*?"))]),
	}
}

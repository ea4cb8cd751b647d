# METADATA
# title: ARN that basic selectors refuse
# description: |
#   In basic selectors a value of `DataResources` is an ARN or how ARNs begin, and
#   means all that begin so. A wildcard has no such meaning there, and a bucket is
#   written with the slash behind its name. For all buckets, functions or tables
#   the value ends behind the service or its kind of resource.
# custom:
#   id: EDS152
#   name: data-resource-value
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   aws-message: "Value arn:aws:s3:::* for DataResources.Values is invalid."
#   sources:
#     - "Reported of deployments: aws-samples/aws-security-reference-architecture-examples issue 335, aws/aws-cdk issue 3450"
package edslint.rules.data_resource_value

import data.edslint.lib

findings contains finding if {
	some i, selector in input.EventSelectors
	some j, resource in selector.DataResources
	some k, value in resource.Values
	some [why, help] in [refused(value)]
	finding := {
		"at": ["EventSelectors", i, "DataResources", j, "Values", k],
		"message": sprintf("%s %s", [lib.quote(value), why]),
		"help": help,
	}
}

refused(value) := ["has a wildcard, which basic selectors refuse", help] if {
	contains(value, "*")
	help := sprintf("write how the ARNs begin, as %s; advanced selectors say it with `StartsWith`", [lib.quote(split(value, "*")[0])])
} else := ["is a bucket without a path, which basic selectors refuse", help] if {
	regex.match(`^arn:[a-z-]+:s3:::[^/]+$`, value)
	help := sprintf("write %s for all objects of the bucket", [lib.quote(sprintf("%s/", [value]))])
}

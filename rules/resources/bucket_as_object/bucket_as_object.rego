# METADATA
# title: Bucket's ARN where an object's is compared
# description: |
#   The ARN in an event on an object is the object's: the bucket's, a slash and
#   the key. `Equals` with the bucket's ARN matches none of them, `NotEquals`
#   excludes none.
# custom:
#   id: EDS205
#   name: bucket-as-object
#   level: warning
#   family: resources
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CloudTrail User Guide, filtering data events: the ARNs of objects and of buckets differ, so StartsWith is to be used; users of Terraform's provider report that NotEquals with such a value excluded nothing"
package edslint.rules.bucket_as_object

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.field == "resources.ARN"
	list.operator in {"Equals", "NotEquals"}
	events := data.edition.events.of_buckets[list.type]
	regex.match(`/(?:\x01|$)`, list.joined)
	some arn in texts.arns_of(list)
	regex.match(`^arn:[a-z-]+:s3:::[^/]+/$`, arn.value)
	not of_bucket(arn, events)
	finding := {
		"at": arn.at,
		"message": sprintf("%s is the ARN of a bucket, which no event on an object has", [lib.quote(arn.value)]),
		"help": sprintf("write it under `%s`, for all objects of the bucket", [texts.same_group(arn.operator, "StartsWith")]),
	}
}

# The selector is about events on the bucket itself.
of_bucket(arn, events) if {
	some text in texts.texts
	text.index == arn.index
	text.field == "eventName"
	some operator, values in text.values
	some value in values
	some event in events
	selects(operator, event, value)
}

selects("Equals", event, event) := true

selects(_, _, null) := true # which can't be known

selects("StartsWith", event, value) if startswith(event, value)

selects("EndsWith", event, value) if endswith(event, value)

# METADATA
# title: Bucket's ARN without its slash
# description: |
#   `StartsWith` with a bucket's ARN also matches the objects of every bucket
#   whose name begins with that name: my-bucket also my-bucket-2. The slash after
#   the name keeps to the one bucket.
# custom:
#   id: EDS204
#   name: bucket-without-slash
#   level: warning
#   family: resources
#   targets: [store, trail]
#   sources:
#     - "CreateEventDataStore, Field: \"To log all data events for all objects in a specific S3 bucket, use the StartsWith operator, and include only the bucket ARN as the matching value. The trailing slash is intentional; do not exclude it.\""
package edslint.rules.bucket_without_slash

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.type == "AWS::S3::Object"
	list.field == "resources.ARN"
	list.operator in {"StartsWith", "NotStartsWith"}
	regex.match(`:::[^/\x01]+(?:\x01|$)`, list.joined)
	some arn in texts.arns_of(list)

	# A bucket's name ends with a letter or digit: what ends otherwise is a prefix on purpose.
	regex.match(`^arn:[a-z-]+:s3:::[a-zA-Z0-9][a-zA-Z0-9._-]+[a-zA-Z0-9]$`, arn.value)
	finding := {
		"at": arn.at,
		"message": sprintf("%s lacks the slash after the bucket: it also %s buckets such as %s", [
			lib.quote(arn.value), does[arn.operator], lib.quote(sprintf("%s-2", [arn.parts[5]])),
		]),
		"help": sprintf("write %s", [lib.quote(sprintf("%s/", [arn.value]))]),
	}
}

does := {"StartsWith": "matches", "NotStartsWith": "leaves out"}

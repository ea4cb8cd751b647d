# METADATA
# title: Reads and writes of all S3 objects
# description: |
#   The selector takes in each read and write of each object in each bucket, usually
#   the busiest data events of an account, and each is paid for. CIS asks for reads
#   and writes of objects to be logged; where it is for that, this is what it costs,
#   and buckets that are only written to by trails and logs are better left out.
# custom:
#   id: EDS813
#   name: all-objects
#   level: note
#   family: advice
#   targets: [store, trail]
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, data events: data events are often high-volume activities; the bucket of a trail is best left out"
#     - "CIS AWS Foundations Benchmark: object-level logging of S3 for read and for write events"
package edslint.rules.all_objects

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	view.type == "AWS::S3::Object"
	view.category == "Data"
	count(view.fields - {"eventCategory", "resources.type", "resources.ARN"}) == 0
	advice.plain(view)
	every_bucket(view)
	finding := {
		"at": ["AdvancedEventSelectors", view.index],
		"message": "the selector takes in all reads and writes of all objects in every bucket, and pays for them",
		"help": "take in writes only, by `readOnly` of \"false\", or name the buckets by `resources.ARN`, as \"arn:aws:s3:::BUCKET/\" under `StartsWith`",
	}
}

every_bucket(view) if not "resources.ARN" in view.fields

every_bucket(view) if {
	operators := advice.statement(view, "resources.ARN").operators
	object.keys(operators) == {"StartsWith"}
	some value in operators.StartsWith
	is_string(value)
	regex.match(`^arn:[a-z-]+:s3:{0,3}$`, value)
}

# METADATA
# title: Access point with an object path
# description: |
#   To log what happens through an access point, AWS advises to write the access
#   point's ARN alone, under `StartsWith` or `NotStartsWith`.
# custom:
#   id: EDS206
#   name: access-point-object
#   level: warning
#   family: resources
#   targets: [store, trail]
#   sources:
#     - "CreateEventDataStore, Field: \"To log events on all objects in an S3 access point, we recommend that you use only the access point ARN, don't include the object path, and use the StartsWith or NotStartsWith operators.\""
package edslint.rules.access_point_object

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.field == "resources.ARN"
	list.operator in {"StartsWith", "NotStartsWith"}
	contains(data.edition.resource_types[list.type].arn_formats[0], ":accesspoint/<")
	some arn in texts.arns_of(list)
	[_, point] := regex.find_all_string_submatch_n(`^(arn:[^/]*:accesspoint/[^/]+)/object(?:/.*)?$`, arn.value, 1)[0]
	finding := {
		"at": arn.at,
		"message": sprintf("%s goes on to objects, where AWS advises to write the access point's ARN alone", [lib.quote(arn.value)]),
		"help": sprintf("write %s", [lib.quote(point)]),
	}
}

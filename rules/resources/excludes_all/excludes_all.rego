# METADATA
# title: Exclusion of every resource of the type
# description: |
#   `NotStartsWith` with what every ARN of the selector's resource type begins
#   with, such as "arn:aws:s3:::" for objects of S3, leaves out all resources. What
#   is left is events without an ARN, which hardly anybody means.
# custom:
#   id: EDS211
#   name: excludes-all
#   level: warning
#   family: resources
#   targets: [store, trail]
#   security-severity: "6.0"
#   sources:
#     - "CreateEventDataStore, Field: the formats of ARNs of each type"
package edslint.rules.excludes_all

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.operator == "NotStartsWith"
	list.field == "resources.ARN"
	formats := data.edition.resource_types[list.type].arn_formats
	count(formats) > 0
	some k, value in list.values
	startswith("arn:", substring(value, 0, 4)) # else no ARN begins so
	partition := partition_of(value)
	every format in formats {
		startswith(regex.find_n(`^[^<]*`, replace(format, "<partition>", partition), 1)[0], value)
	}
	at := lib.statement_path(list.text.index, list.text.statement, ["NotStartsWith", k])
	not texts.slips[at]
	finding := {
		"at": at,
		"message": sprintf("every ARN of an %s begins with %s, so that no event on one is left", [list.type, lib.quote(value)]),
		"help": "write the beginning of the ARNs that are to be left out, or leave this out",
	}
}

partition_of(value) := part if {
	part := split(value, ":")[1]
	part != ""
} else := "aws"

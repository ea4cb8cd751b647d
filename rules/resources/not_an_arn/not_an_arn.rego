# METADATA
# title: Value that doesn't begin like an ARN
# description: |
#   `resources.ARN` and `userIdentity.arn` hold ARNs, which begin with "arn:". A
#   bare name or a URL under `StartsWith` matches nothing; only
#   `EndsWith` looks at the end of an ARN.
# custom:
#   id: EDS203
#   name: not-an-arn
#   level: warning
#   family: resources
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, Field: the formats of ARNs"
package edslint.rules.not_an_arn

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some text in texts.texts
	some operator in operators(text)
	some k, value in text.values[operator]
	not startswith(value, "arn:")
	is_string(value)
	not start(operator, value)
	at := lib.statement_path(text.index, text.statement, [operator, k])
	not texts.slips[at]
	finding := {
		"at": at,
		"message": sprintf("%s doesn't begin like an ARN, and every `%s` begins with \"arn:\"", [lib.quote(value), text.field]),
		"help": help(text, operator, value),
	}
}

# A whole `resources.ARN` is judged by the formats of its type, if any is known.
operators(text) := ["StartsWith", "NotStartsWith"] if {
	text.field == "resources.ARN"
	text.type != ""
}

operators(text) := ["Equals", "StartsWith", "NotEquals", "NotStartsWith"] if text.field == "userIdentity.arn"

# "ar" begins like an ARN, too.
start(operator, value) if {
	operator in {"StartsWith", "NotStartsWith"}
	startswith("arn:", value)
}

help(text, operator, value) := sprintf("write %s", [lib.quote(sprintf("arn:aws:s3:::%s", [key]))]) if {
	text.type == "AWS::S3::Object"
	text.field == "resources.ARN"
	key := object_path(value)
} else := sprintf("write the beginning of an ARN, which is written as %s; `%s` takes its end", [
	lib.any_of(formats(text)), texts.same_group(operator, "EndsWith"),
])

formats(text) := ["arn:<partition>:sts::<account_ID>:assumed-role/<role>/<session>"] if {
	text.field == "userIdentity.arn"
} else := formats if {
	formats := data.edition.resource_types[text.type].arn_formats
	count(formats) > 0
} else := ["arn:<partition>:<service>:<region>:<account_ID>:<resource>"]

# s3://bucket/key, bucket/key and bucket.
object_path(value) := path if {
	path := trim_prefix(value, "s3://")
	regex.match(`^[a-z0-9][a-z0-9.-]+[a-z0-9]/`, path)
} else := concat("", [path, "/"]) if {
	path := trim_prefix(value, "s3://")
	regex.match(`^[a-z0-9][a-z0-9.-]+[a-z0-9]$`, path)
}

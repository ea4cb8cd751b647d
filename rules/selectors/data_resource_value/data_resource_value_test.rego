package edslint.rules.data_resource_value_test

import data.edslint.test

of(type, value) := {"EventSelectors": [{"DataResources": [{"Type": type, "Values": [value]}]}]}

test_bucket_without_slash if {
	found(of("AWS::S3::Object", "arn:aws:s3:::audit-logs")) == {{
		"at": ["EventSelectors", 0, "DataResources", 0, "Values", 0],
		"level": "error",
		"message": `"arn:aws:s3:::audit-logs" is no ARN that an AWS::S3::Object can have here`,
		"help": concat("", [
			"write arn:<partition>:s3, arn:<partition>:s3:::, arn:<partition>:s3:::<bucket_name>/ or arn:<partition>:s3:::<bucket_name>/<object_path>",
			", where <bucket_name> is letters, digits, dots, underscores and hyphens and <object_path> is an object key",
		]),
	}}
}

test_refused[value] if {
	some [type, value] in [
		["AWS::S3::Object", "arn:aws:s3:::*"],
		["AWS::S3::Object", "audit-logs"],
		["AWS::S3::Object", "arn:aws:lambda"],
		["AWS::Lambda::Function", "arn:aws:lambda:*"],
		["AWS::DynamoDB::Table", "arn:aws:s3"],
		["AWS::Lambda::Function", "urn:aws:lambda:eu-west-1"],
	]
	[finding] := [one | some one in found(of(type, value))]
	finding.level == "error"
}

test_doubtful if {
	some finding in found(of("AWS::Lambda::Function", "arn:aws:lambda:eu-west-1"))
	finding.level == "warning"
	endswith(finding.message, "; AWS is not known to refuse it")
}

test_wildcard_in_a_key if {
	found(of("AWS::S3::Object", "arn:aws:s3:::audit-logs/*")) == {{
		"at": ["EventSelectors", 0, "DataResources", 0, "Values", 0],
		"level": "warning",
		"message": `"arn:aws:s3:::audit-logs/*" ends in a wildcard, but here that is a character like others`,
		"help": `write "arn:aws:s3:::audit-logs/", which means all that begins so`,
	}}
}

test_only_wildcards_are_left_out if {
	{finding.help | some finding in found(of("AWS::S3::Object", "arn:aws:s3:::audit-logs/a~?*"))} == {
		`write "arn:aws:s3:::audit-logs/a~", which means all that begins so`,
	}
}

test_taken[value] if {
	some [type, value] in [
		["AWS::S3::Object", "arn:aws:s3"],
		["AWS::S3::Object", "arn:aws:s3:::"],
		["AWS::S3::Object", "arn:aws:s3:::audit-logs/"],
		["AWS::S3::Object", "arn:aws-cn:s3:::audit-logs/2024/"],
		["AWS::Lambda::Function", "arn:aws:lambda"],
		["AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:111122223333:function:audit"],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb"],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:table/audit"],
	]
	found(of(type, value)) == set()
}

# Which is a fault of its own.
test_empty if found(of("AWS::S3::Object", "")) == set()

test_unknown if found(of("AWS::S3::Object", null)) == set()

test_type_of_no_basic_selector if found(of("AWS::SQS::Queue", "arn:aws:sqs:*")) == set()

found(members) := test.findings_with("data-resource-value", test.trail(members), {"target": "trail"})

package edslint.rules.not_an_arn_test

import data.edslint.rules.not_an_arn as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arn(name, operator, value) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as arn("AWS::S3::Object", "StartsWith", "s3://logs/2026/")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
		"message": "\"s3://logs/2026/\" doesn't begin like an ARN, and every `resources.ARN` begins with \"arn:\"",
		"help": `write "arn:aws:s3:::logs/2026/"`,
	}}
}

test_help[[name, operator, value]] if {
	some [name, operator, value, help] in [
		["AWS::S3::Object", "StartsWith", "my-logs", `write "arn:aws:s3:::my-logs/"`],
		["AWS::S3::Object", "StartsWith", "s3://my-logs", `write "arn:aws:s3:::my-logs/"`],
		[
			"AWS::S3::AccessPoint", "NotStartsWith", "/logs",
			concat("", [
				"write the beginning of an ARN, which is written as arn:<partition>:s3:<region>:<account_ID>:accesspoint/<access_point_name> or ",
				"arn:<partition>:s3:<region>:<account_ID>:accesspoint/<access_point_name>/object/<object_path>; `NotEndsWith` takes its end",
			]),
		],
		[
			"AWS::S3::Object", "StartsWith", "/logs",
			concat("", [
				"write the beginning of an ARN, which is written as arn:<partition>:s3:::<bucket_name>/ or ",
				"arn:<partition>:s3:::<bucket_name>/<object_path>/; `EndsWith` takes its end",
			]),
		],
		[
			"AWS::SQS::Queue", "StartsWith", "orders",
			"write the beginning of an ARN, which is written as arn:<partition>:sqs:<region>:<account_ID>:<queue_name>; `EndsWith` takes its end",
		],
		[
			"AWS::XRay::Trace", "StartsWith", "trace",
			"write the beginning of an ARN, which is written as arn:<partition>:<service>:<region>:<account_ID>:<resource>; `EndsWith` takes its end",
		],
	]
	findings := rule.findings with input as arn(name, operator, value) with data.edition as data.editions["2026-05"]
	{finding.help | some finding in findings} == {help}
}

test_identity if {
	findings := rule.findings with input as store([[category("Management"), {"Field": "userIdentity.arn", "NotStartsWith": ["AWSServiceRoleFor"]}]])
		with data.edition as data.editions["2026-05"]
	{finding.help | some finding in findings} == {concat("", [
		"write the beginning of an ARN, which is written as arn:<partition>:sts::<account_ID>:assumed-role/<role>/<session>; ",
		"`NotEndsWith` takes its end",
	])}
}

# Only of a beginning it is enough to begin as an ARN does.
test_whole_identity[[operator, value]] if {
	some [operator, value, expected] in [
		["Equals", "deploy", 1], ["NotEquals", "deploy", 1], ["Equals", "ar", 1], ["NotEquals", "arn", 1],
		["StartsWith", "ar", 0], ["NotStartsWith", "arn", 0],
	]
	findings := rule.findings with input as store([[category("Management"), {"Field": "userIdentity.arn", operator: [value]}]])
		with data.edition as data.editions["2026-05"]
	count(findings) == expected
}

test_no_beginning[value] if {
	some value in ["rn:", "xarn:aws:s3:::logs/"]
	findings := rule.findings with input as arn("AWS::S3::Object", "StartsWith", value)
	count(findings) == 1
}

# The selector's type has no say in it.
test_identity_beside_type if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "userIdentity.arn", "StartsWith": ["deploy-role"]},
	]])
		with data.edition as data.editions["2026-05"]
	every finding in findings { contains(finding.help, "assumed-role/<role>/<session>") }
	count(findings) == 1
}

test_type_unknown if {
	findings := rule.findings with input as arn("AWS::S3::Objects", "StartsWith", "my-logs")
	findings == set()
}

# A type of which no format is known may have no ARNs.
test_whole_without_formats if {
	findings := rule.findings with input as arn("AWS::XRay::Trace", "Equals", "trace")
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_near_misses[[operator, value]] if {
	some [operator, value] in [
		["StartsWith", "arn:aws:s3:::logs/"],
		["StartsWith", "arn:"],
		["StartsWith", "ar"],
		["EndsWith", ".csv"],
		["NotEndsWith", "logs/june.csv"],
		["Equals", "logs"], # no ARN of the type, which is said
		["StartsWith", " arn:aws:s3:::logs/"], # white space, which is said
		["StartsWith", "*/logs/"],
	]
	findings := rule.findings with input as arn("AWS::S3::Object", operator, value)
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

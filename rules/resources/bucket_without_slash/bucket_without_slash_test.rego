package edslint.rules.bucket_without_slash_test

import data.edslint.rules.bucket_without_slash as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arn(name, operator, value) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as arn("AWS::S3::Object", "StartsWith", "arn:aws:s3:::my-bucket")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
		"message": `"arn:aws:s3:::my-bucket" lacks the slash after the bucket: it also matches buckets such as "my-bucket-2"`,
		"help": `write "arn:aws:s3:::my-bucket/"`,
	}}
}

test_excluded if {
	findings := rule.findings with input as arn("AWS::S3::Object", "NotStartsWith", "arn:aws-us-gov:s3:::my-bucket")
	{finding.message | some finding in findings} == {`"arn:aws-us-gov:s3:::my-bucket" lacks the slash after the bucket: it also leaves out buckets such as "my-bucket-2"`}
}

test_near_misses[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my-bucket/"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my-bucket/log"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my-"], # buckets that begin so, on purpose
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my."],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my"], # too short to be a bucket's name
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my*"],
		["AWS::S3::Object", "EndsWith", "arn:aws:s3:::my-bucket"],
		["AWS::S3::Object", "Equals", "arn:aws:s3:::my-bucket"],
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:::my-bucket"],
	]
	findings := rule.findings with input as arn(name, operator, value)
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

test_another_field if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "userIdentity.arn", "StartsWith": ["arn:aws:s3:::my-bucket"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

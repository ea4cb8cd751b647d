package edslint.rules.arn_format_test

import data.edslint.rules.arn_format as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

data_of(name, statement) := store([[category("Data"), type(name), object.union({"Field": "resources.ARN"}, statement)]])

test_finding if {
	findings := rule.findings with input as data_of("AWS::S3::Object", {"Equals": ["arn:aws:s3:::audit-logs"]})
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"level": "error",
		"message": concat("", [
			`"arn:aws:s3:::audit-logs" is no ARN of an AWS::S3::Object: `,
			`"audit-logs" doesn't fit <bucket_name>/ or <bucket_name>/<object_path>/`,
		]),
		"help": concat("", [
			"under `Equals` write the whole ARN, as arn:<partition>:s3:::<bucket_name>/ or ",
			"arn:<partition>:s3:::<bucket_name>/<object_path>/, where <bucket_name> is letters, digits, dots, ",
			"underscores and hyphens and <object_path> is an object key; `StartsWith` takes a part of one",
		]),
	}}
}

# AWS was seen to let such values pass, which the newer edition says.
test_newer_edition_warns if {
	findings := rule.findings with input as data_of("AWS::SQS::Queue", {"NotEquals": ["arn:aws:sqs:eu-west-1:audit"]})
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "NotEquals", 0],
		"level": "warning",
		"message": concat("", [
			`"arn:aws:sqs:eu-west-1:audit" is no ARN of an AWS::SQS::Queue: `,
			"an ARN has six parts, divided by colons; AWS is not known to refuse it",
		]),
		"help": concat("", [
			"under `NotEquals` write the whole ARN, as arn:<partition>:sqs:<region>:<account_ID>:<queue_name>, ",
			"where <queue_name> is letters, digits, underscores and hyphens; `NotStartsWith` takes a part of one",
		]),
	}}
}

# What a part of the ARN may be, for some types other than for the rest.
test_help_of_parts[edition] if {
	some edition in object.keys(data.editions)
	findings := rule.findings with input as data_of("AWS::DynamoDB::Table", {"Equals": ["orders"]})
		with data.edition as data.editions[edition]
	{finding.help | some finding in findings} == {concat("", [
		"under `Equals` write the whole ARN, as arn:<partition>:dynamodb:<region>:<account_ID>:table/<table_name>, ",
		"where <table_name> is letters, digits, dots, underscores and hyphens; `StartsWith` takes a part of one",
	])}
}

test_every_value_of_both_operators if {
	findings := rule.findings with input as data_of("AWS::S3::Object", {
		"Equals": ["arn:aws:s3:::a-bucket/", "arn:aws:s3:::b-bucket", null, "s3"],
		"NotEquals": ["arn:aws:s3:::c-bucket"],
	})
	{array.slice(finding.at, 4, 6) | some finding in findings} == {["Equals", 1], ["Equals", 3], ["NotEquals", 0]}
}

test_every_selector if {
	selector := [category("Data"), {"Field": "resources.ARN", "Equals": ["arn:aws:s3:::audit"]}, type("AWS::S3::Object")]
	findings := rule.findings with input as store([selector, [category("Management")], selector])
	{array.slice(finding.at, 0, 4) | some finding in findings} == {
		["AdvancedEventSelectors", 0, "FieldSelectors", 1],
		["AdvancedEventSelectors", 2, "FieldSelectors", 1],
	}
}

# The ARN is that of the selector's type.
test_arn_of_the_type[name] if {
	some name, wrong in {"AWS::DynamoDB::Table": 0, "AWS::DynamoDB::Stream": 1, "AWS::S3::Object": 1}
	findings := rule.findings with input as data_of(name, {"Equals": ["arn:aws:dynamodb:eu-west-1:111122223333:table/orders"]})
	count(findings) == wrong
}

# What is accepted, though the page doesn't print it.
test_accepted[name] if {
	some name, arn in {
		"AWS::S3::Object": "arn:aws:s3:::audit-logs/2024/report.csv",
		"AWS::Lambda::Function": "arn:aws:lambda:eu-west-1:111122223333:function:resize:PROD",
	}
	findings := rule.findings with input as data_of(name, {"Equals": [arn]})
	findings == set()
}

test_fault_of_accepted_format if {
	findings := rule.findings with input as data_of("AWS::SWF::Domain", {"Equals": ["arn:aws:swf::1111:/domain/audit"]})
		with data.edition as data.editions["2026-05"]
	every finding in findings { contains(finding.message, `its account ID is "1111", not 12 digits`) }
	count(findings) == 1
}

test_part_of_an_arn[operator] if {
	some operator in ["StartsWith", "EndsWith", "NotStartsWith", "NotEndsWith"]
	findings := rule.findings with input as data_of("AWS::S3::Object", {operator: ["arn:aws:s3:::audit"]})
	findings == set()
}

test_nothing_to_judge[name] if {
	wrong := {"Field": "resources.ARN", "Equals": ["audit"]}
	some name, statements in {
		"no type": [category("Data"), wrong],
		"unknown type": [category("Data"), type("AWS::S3::Obejct"), wrong],
		"two types": [category("Data"), {"Field": "resources.type", "Equals": ["AWS::S3::Object", "AWS::S3::AccessPoint"]}, wrong],
		"null type": [category("Data"), type(null), wrong],
		"null operator": [category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": null}],
		"null value": [category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": [null]}],
		"null field": [category("Data"), type("AWS::S3::Object"), {"Field": null, "Equals": ["audit"]}],
		"null statement": [category("Data"), type("AWS::S3::Object"), null],
		"another field": [category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": ["GetObject"]}],
		"no field of the category": [category("Management"), type("AWS::S3::Object"), wrong],
		"none": [],
		"null": null,
	}
	findings := rule.findings with input as store([statements])
	findings == set()
}

test_type_without_formats if {
	findings := rule.findings with input as data_of("AWS::XRay::Trace", {"Equals": ["audit"]})
		with data.edition as data.editions["2026-05"]
	findings == set()
}

# Only the category may be unknown: the type says what its ARNs look like.
test_category_unknown if {
	findings := rule.findings with input as store([[type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": ["audit"]}]])
	count(findings) == 1
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

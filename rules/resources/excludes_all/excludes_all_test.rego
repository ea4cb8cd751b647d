package edslint.rules.excludes_all_test

import data.edslint.rules.excludes_all as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arns(name, operator, values) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: values}]])

test_finding if {
	findings := rule.findings with input as arns("AWS::S3::Object", "NotStartsWith", ["arn:aws:s3:::a/", "arn:aws:s3:::"])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "NotStartsWith", 1],
		"message": `every ARN of an AWS::S3::Object begins with "arn:aws:s3:::", so that no event on one is left`,
		"help": "write the beginning of the ARNs that are to be left out, or leave this out",
	}}
}

test_cases[[name, value]] if {
	some [name, value, times] in [
		["AWS::S3::Object", "arn:aws:s3", 1],
		["AWS::S3::Object", "arn:aws-cn:s3:::", 1],
		["AWS::S3::Object", "arn:", 1],
		["AWS::S3::Object", "arn", 1],
		["AWS::Lambda::Function", "arn:aws:lambda:", 1],
		["AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:", 0],
		["AWS::S3::Object", "arn:aws:s3:::a", 0],
		["AWS::S3::Object", "arn:aws:lambda:", 0],
		["AWS::S3::Object", "arn:aws*", 0],
		["AWS::S3::Object", "xyz", 0],
		["AWS::S3::Object", "arn::", 0],
		["AWS::New::Thing", "arn:aws:", 0],
	]
	findings := rule.findings with input as arns(name, "NotStartsWith", [value])
	count(findings) == times
}

test_other_operator[operator] if {
	some operator in ["StartsWith", "NotEquals", "NotEndsWith"]
	findings := rule.findings with input as arns("AWS::S3::Object", operator, ["arn:aws:s3"])
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null value": arns("AWS::S3::Object", "NotStartsWith", [null]),
		"null operator": arns("AWS::S3::Object", "NotStartsWith", null),
	}
	findings := rule.findings with input as request
	findings == set()
}

test_another_field if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "userIdentity.arn", "NotStartsWith": ["arn:"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

# Nothing is known of the ARNs of a type without formats.
test_no_formats if {
	findings := rule.findings with input as arns("AWS::S3::Object", "NotStartsWith", ["arn:"])
		with data.edition.resource_types as {"AWS::S3::Object": {"arn_formats": []}}
	findings == set()
}

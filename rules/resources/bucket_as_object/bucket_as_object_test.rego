package edslint.rules.bucket_as_object_test

import data.edslint.rules.bucket_as_object as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arn(name, operator, value) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as arn("AWS::S3::Object", "NotEquals", "arn:aws:s3:::my-bucket/")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "NotEquals", 0],
		"message": `"arn:aws:s3:::my-bucket/" is the ARN of a bucket, which no event on an object has`,
		"help": "write it under `NotStartsWith`, for all objects of the bucket",
	}}
}

test_near_misses[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::my-bucket/"],
		["AWS::S3::Object", "Equals", "arn:aws:s3:::my-bucket/folder/"],
		["AWS::S3::Object", "Equals", "arn:aws:s3:::my-bucket/key"],
		["AWS::S3::Object", "Equals", "arn:aws:s3:::my-bucket"], # no ARN of the type, which is said
		["AWS::S3::AccessPoint", "Equals", "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine"],
	]
	findings := rule.findings with input as arn(name, operator, value)
	findings == set()
}

# Some events are on the bucket itself.
test_event_names[name] if {
	some name, case in {
		"object": {"statement": {"Equals": ["GetObject"]}, "wrong": 1},
		"bucket": {"statement": {"Equals": ["GetObject", "ListObjects"]}, "wrong": 0},
		"unknown": {"statement": {"Equals": [null]}, "wrong": 0},
		"beginning": {"statement": {"StartsWith": ["List"]}, "wrong": 0},
		"other beginning": {"statement": {"StartsWith": ["Get"]}, "wrong": 1},
		"end": {"statement": {"EndsWith": ["Bucket"]}, "wrong": 0},
		"other end": {"statement": {"EndsWith": ["Acl"]}, "wrong": 1},
		"middle as beginning": {"statement": {"StartsWith": ["Objects"]}, "wrong": 1},
		"middle as end": {"statement": {"EndsWith": ["List"]}, "wrong": 1},
		"excluded": {"statement": {"NotEquals": ["ListObjects"]}, "wrong": 1},
	}
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "resources.ARN", "Equals": ["arn:aws:s3:::my-bucket/"]},
		object.union({"Field": "eventName"}, case.statement),
	]])
	count(findings) == case.wrong
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

# Neither another selector says which events are meant, nor another field.
test_event_names_elsewhere[name] if {
	some name, c in {
		"selector": [[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": ["ListObjects"]}], []],
		"field": [[category("Management")], [{"Field": "eventSource", "Equals": ["ListObjects"]}]],
	}
	findings := rule.findings with input as store([
		c[0],
		array.concat([category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": ["arn:aws:s3:::my-bucket/"]}], c[1]),
	])
		with data.edition as data.editions["2026-05"]
	count(findings) == 1
}

test_another_field if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "userIdentity.arn", "Equals": ["arn:aws:s3:::my-bucket/"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

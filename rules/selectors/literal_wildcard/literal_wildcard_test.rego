package edslint.rules.literal_wildcard_test

import data.edslint.rules.literal_wildcard as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

event_name(operator, value) := store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as event_name("Equals", "Get*")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"message": `"Get*" is no pattern: AWS has no wildcards, so the "*" stands only for itself`,
		"help": "write \"Get\" under `StartsWith`",
	}}
}

test_help[[operator, value]] if {
	generic := "write what comes before the wildcard with `StartsWith`, what comes after it with `EndsWith`, or whole values with `Equals`"
	some [operator, value, help] in [
		["NotEquals", "Get*", "write \"Get\" under `NotStartsWith`"],
		["StartsWith", " Get*", "write \"Get\" under `StartsWith`"],
		["Equals", "*Object", "write \"Object\" under `EndsWith`"],
		["NotEquals", "*Object", "write \"Object\" under `NotEndsWith`"],
		["Equals", "*", "leave the condition out: without it, `eventName` is not looked at"],
		["Equals", "*Object*", generic],
		["Equals", "**Object**", generic],
		["Equals", "~Get*", "write \"~Get\" under `StartsWith`"],
		["Equals", "Get*Acl", generic],
		["Equals", "Get?", generic],
		["Equals", "?et", generic],
	]
	findings := rule.findings with input as event_name(operator, value)
	{finding.help | some finding in findings} == {help}
}

test_near_misses[[field, value]] if {
	some [field, value] in [
		["eventName", "Get"],
		["eventName", "Get*,Put*"], # several values, which is said
		["resources.ARN", "arn:aws:s3:::logs/what?.txt"],
		["resources.ARN", "arn:aws:s3:::logs/5*3.txt"],
	]
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Object"), {"Field": field, "Equals": [value]}]])
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

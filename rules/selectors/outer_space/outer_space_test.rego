package edslint.rules.outer_space_test

import data.edslint.rules.outer_space as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

event_name(operator, value) := store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as event_name("Equals", "PutObject ")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"message": `"PutObject " has white space at an end, which AWS compares like any other character`,
		"help": `write "PutObject"`,
	}}
}

test_near_misses[[operator, value]] if {
	some [operator, value] in [
		["StartsWith", "arn:aws:s3:::logs/Annual "],
		["EndsWith", " copy.csv"],
		["Equals", "arn:aws:s3:::logs/* "], # a wildcard, which is said
		["Equals", "arn:aws:s3:::logs/annual report.csv"],
	]
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", operator: [value]}]])
	findings == set()
}

# Fields that take only some values are judged by these.
test_said_elsewhere if {
	findings := rule.findings with input as store([[category("Data"), {"Field": "readOnly", "Equals": ["true "]}]])
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

package edslint.rules.joined_values_test

import data.edslint.rules.joined_values as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

event_name(operator, value) := store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as event_name("Equals", "PutObject, DeleteObject")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"message": "\"PutObject, DeleteObject\" is one value to AWS, with its \",\", and no `eventName` is written so",
		"help": `write 2 values: "PutObject", "DeleteObject"`,
	}}
}

test_arns if {
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Object"), {
		"Field": "resources.ARN",
		"StartsWith": ["arn:aws:s3:::a-bucket/,arn:aws:s3:::b-bucket/x,y"],
	}]])
	{finding.help | some finding in findings} == {`write 2 values: "arn:aws:s3:::a-bucket/", "arn:aws:s3:::b-bucket/x,y"`}
}

# A list written as a string.
test_brackets if {
	findings := rule.findings with input as event_name("Equals", `["PutObject", "DeleteObject"]`)
	{finding.help | some finding in findings} == {`write 2 values: "PutObject", "DeleteObject"`}
}

test_pieces[value] if {
	some value, help in {
		"PutObject\t,\tDeleteObject": `write 2 values: "PutObject", "DeleteObject"`,
		"A;B;C": `write 3 values: "A", "B", "C"`,
		"A|B|C|D": `write 4 values: "A", "B", "C", "D"`,
		"PutObject~,DeleteObject": `write 2 values: "PutObject~", "DeleteObject"`,
	}
	findings := rule.findings with input as event_name("Equals", value)
	{finding.help | some finding in findings} == {help}
}

# A key may have a comma, and then ends in what is taken for a wildcard, which is said.
test_wildcard_behind_a_comma if {
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Object"), {
		"Field": "resources.ARN",
		"StartsWith": ["arn:aws:s3:::logs/a,b/*"],
	}]])
	findings == set()
}

test_other_help[value] if {
	some value in ["PutObject,", "A;B;C;D;E"]
	findings := rule.findings with input as event_name("NotEquals", value)
	{finding.help | some finding in findings} == {"write each value as an item of its own"}
}

test_near_misses[[field, value]] if {
	some [field, value] in [
		["eventName", "PutObject"],
		["eventName", "Put*"], # a wildcard, which is said
		["resources.ARN", "arn:aws:s3:::logs/a,b.txt"],
		["resources.ARN", "arn:aws:s3:::logs/a;b|c.txt"],
	]
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Object"), {"Field": field, "Equals": [value]}]])
	findings == set()
}

test_session_name_with_comma if {
	findings := rule.findings with input as store([[category("Management"), {
		"Field": "userIdentity.arn",
		"Equals": ["arn:aws:sts::111122223333:assumed-role/deploy/Doe,Jane"],
	}]])
		with data.edition as data.editions["2026-05"]
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

package edslint.rules.unknown_field_test

import data.edslint.rules.unknown_field as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_findings if {
	findings := rule.findings with input as store([
		[category("Management")],
		[{"Field": "resource.type", "Equals": ["AWS::S3::Object"]}, category("Data"), {"Field": "sourceIPAddress"}],
	])
	findings == {
		finding(0, "\"resource.type\" is no field of a selector; did you mean \"resources.type\"?"),
		finding(2, "\"sourceIPAddress\" is no field of a selector"),
	}
}

finding(j, message) := {
	"at": ["AdvancedEventSelectors", 1, "FieldSelectors", j, "Field"],
	"message": message,
	"help": concat("", [
		"write a field that edition 2023-06 knows: `eventCategory`, `eventName`, `eventSource`, `readOnly`, ",
		"`resources.ARN` or `resources.type`",
	]),
}

# A field that only the newest edition has is no misspelling, and one that is
# misspelt may be meant.
test_later_field[field] if {
	some field, says in {
		"userIdentity.arn": " in edition 2023-06; edition 2026-05 has it (set `--edition latest`)",
		"userIdentity.ARN": `; did you mean "userIdentity.arn"?`,
		"vpcEndpointID": `; did you mean "vpcEndpointId"?`,
	}
	findings := rule.findings with input as store([[category("Data"), {"Field": field, "Equals": ["a"]}]])
	{finding.message | some finding in findings} == {sprintf("%q is no field of a selector%s", [field, says])}
}

test_field[field] if {
	some field, unknown in {
		"readOnly": 0,
		"readonly": 1,
		"ReadOnly": 1,
		"resources.ARN": 0,
		"resources.arn": 1,
		"eventName ": 1,
		"event-name": 1,
		"userAgent": 1,
	}
	findings := rule.findings with input as store([[category("Data"), {"Field": field}]])
	count(findings) == unknown
}

test_fields_of_editions[edition] if {
	some edition, unknown in {"2023-06": {"userIdentity.arn", "eventType"}, "2026-05": set()}
	fields := ["eventCategory", "eventName", "eventType", "userIdentity.arn", "readOnly"]
	findings := rule.findings with input as store([[{"Field": field} | some field in fields]])
		with data.edition as data.editions[edition]
	{fields[finding.at[3]] | some finding in findings} == unknown
}

test_every_place if {
	findings := rule.findings with input as store([[{"Field": "user"}, category("Data"), {"Field": "user"}], [{"Field": "user"}]])
	{[finding.at[1], finding.at[3]] | some finding in findings} == {[0, 0], [0, 2], [1, 0]}
}

# No selector has a hundred fields: from there on, none is compared with all.
test_many_fields if {
	findings := rule.findings with input as store([[{"Field": "readonly"} | some _ in numbers.range(1, 102)]])
	{finding.at[3] | some finding in findings} == {j | some j in numbers.range(0, 101)}
	{finding.at[3] | some finding in findings; contains(finding.message, "did you mean")} == {j | some j in numbers.range(0, 99)}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null, category("Data")]]),
		"null field": store([[{"Field": null, "Equals": ["a"]}]]),
		"no field": store([[{"Equals": ["a"]}]]),
		"known": store([[category("Data"), type("AWS::S3::Object")]]),
		"known, of another category": store([[category("Evidence"), type("AWS::S3::Object")]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

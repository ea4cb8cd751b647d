package edslint.rules.several_values_test

import data.edslint.rules.several_values as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

types(names) := {"Field": "resources.type", "Equals": names}

test_findings if {
	findings := rule.findings with input as store([
		[{"Field": "eventCategory", "Equals": ["Management", "Data"]}],
		[category("Data"), types(["AWS::S3::Object", "AWS::Lambda::Function", "AWS::EC2::Snapshot"])],
	])
	findings == {
		finding("eventCategory", 2, 0, 0),
		finding("resources.type", 3, 1, 1),
	}
}

finding(field, n, i, j) := {
	"at": ["AdvancedEventSelectors", i, "FieldSelectors", j, "Equals", 1],
	"level": "error",
	"message": sprintf("`%s` has %d values, but a selector takes one", [field, n]),
	"help": "write one selector for each value",
}

# Where nothing says that AWS refuses it.
test_newer_edition_warns if {
	findings := rule.findings with input as store([[category("Data"), types(["AWS::S3::Object", "AWS::SQS::Queue"])]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 1],
		"level": "warning",
		"message": "`resources.type` has 2 values, but a selector takes one; AWS is not known to refuse more",
		"help": "write one selector for each value",
	}}
}

test_every_value_that_there_is[edition][name] if {
	some edition in object.keys(data.editions)
	some name, case in {
		"both": {"values": ["false", "true"], "help": "leave the statement out: with every value that there is, it filters nothing"},
		"twice": {"values": ["true", "true"], "help": "write one selector for each value"},
	}
	findings := rule.findings with input as store([[category("Management"), {"Field": "readOnly", "Equals": case.values}]])
		with data.edition as data.editions[edition]
	{[finding.level, finding.help] | some finding in findings} == {["warning", case.help]}
}

test_level[edition][field] if {
	some edition, fields in {
		"2023-06": {"eventCategory": ["error"], "resources.type": ["error"], "readOnly": ["warning"], "eventName": [], "resources.ARN": []},
		"2026-05": {"eventCategory": ["error"], "resources.type": ["warning"], "readOnly": ["warning"], "eventName": [], "eventSource": []},
	}
	some field, levels in fields
	findings := rule.findings with input as store([[{"Field": field, "Equals": ["a", "b"]}]]) with data.edition as data.editions[edition]
	[finding.level | some finding in findings] == levels
}

test_sources_of_network_activity if {
	findings := rule.findings with input as store([[
		{"Field": "eventSource", "Equals": ["kms.amazonaws.com", "s3.amazonaws.com"]},
		category("NetworkActivity"),
	]])
		with data.edition as data.editions["2026-05"]
	{[finding.at[3], finding.level] | some finding in findings} == {[0, "warning"]}
}

# A value that can't be known is a value.
test_nulls_are_values if {
	findings := rule.findings with input as store([[category("Data"), types([null, "AWS::S3::Object"])]])
	count(findings) == 1
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), types(null)]]),
		"null field": store([[category("Data"), {"Field": null, "Equals": ["a", "b"]}]]),
		"one": store([[category("Data"), type("AWS::S3::Object")]]),
		"none": store([[category("Data"), types([])]]),
		"another operator": store([[category("Data"), {"Field": "resources.type", "StartsWith": ["AWS::S3", "AWS::EC2"]}]]),
		"another category": store([[category("Management"), types(["AWS::S3::Object", "AWS::EC2::Snapshot"])]]),
		"unknown field": store([[category("Data"), {"Field": "resources.typ", "Equals": ["a", "b"]}]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

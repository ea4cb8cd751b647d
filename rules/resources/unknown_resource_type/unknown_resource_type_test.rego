package edslint.rules.unknown_resource_type_test

import data.edslint.rules.unknown_resource_type as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as store([[category("Data"), type("AWS::S3::Bucket")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 0],
		"level": "error",
		"message": `"AWS::S3::Bucket" is no resource type that edition 2023-06 knows`,
		"help": "types of the same service: AWS::S3::AccessPoint, AWS::S3::Object",
	}}
}

test_misspelling_of_later_type if {
	findings := rule.findings with input as store([[type("AWS::SQS::Queues"), category("Data")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 0, "Equals", 0],
		"level": "error",
		"message": `"AWS::SQS::Queues" is no resource type that edition 2023-06 knows; did you mean "AWS::SQS::Queue"?`,
		"help": `a type is written as AWS::SERVICE::RESOURCE, such as "AWS::S3::Object"`,
	}}
}

# AWS adds types all the time: what is new is only a warning, unless it looks
# misspelt or was seen refused.
test_newer_edition[name] if {
	some name, case in {
		"AWS::WeatherStation::Barometer": {
			"level": "warning",
			"says": "; AWS adds types all the time, so it may be a new one",
		},
		"AWS::S3::Objects": {"level": "error", "says": `; did you mean "AWS::S3::Object"?`},
		"aws::s3::object": {"level": "error", "says": `; did you mean "AWS::S3::Object"?`},
		"AWS::Bedrock::Prompt": {"level": "error", "says": "; AWS was seen to refuse it"},
	}
	findings := rule.findings with input as store([[category("Data"), type(name)]])
		with data.edition as data.editions["2026-05"]
	{[finding.level, finding.message] | some finding in findings} == {[
		case.level,
		sprintf("%q is no resource type that edition 2026-05 knows%s", [name, case.says]),
	]}
}

test_later_type_is_no_misspelling if {
	findings := rule.findings with input as store([[category("Data"), type("AWS::SQS::Queue")]])
	{[finding.level, finding.message] | some finding in findings} == {[
		"error",
		`"AWS::SQS::Queue" is no resource type that edition 2023-06 knows`,
	]}
}

test_help[name] if {
	some name, help in {
		"AWS::Lambda::Alias": "types of the same service: AWS::Lambda::Function",
		"AWS::Lambda": "types of the same service: AWS::Lambda::Function",
		"AWS::Lambda::Function::Alias": "types of the same service: AWS::Lambda::Function",
		"AWS::Lamb::Alias": shape,
		"Lambda": shape,
		"::": shape,
	}
	findings := rule.findings with input as store([[category("Data"), type(name)]])
	{finding.help | some finding in findings} == {help}
}

shape := `a type is written as AWS::SERVICE::RESOURCE, such as "AWS::S3::Object"`

test_every_value if {
	findings := rule.findings with input as store([
		[category("Data"), {"Field": "resources.type", "Equals": ["AWS::S3::Object", "AWS::EC2::Volume", null, "AWS::EC2::Image"]}],
		[category("Data"), type("AWS::S3::Object")],
		[category("Data"), type("AWS::EC2::Image")],
	])
		with data.edition as data.editions["2026-05"]
	{finding.at | some finding in findings} == {
		["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 1],
		["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 3],
		["AdvancedEventSelectors", 2, "FieldSelectors", 1, "Equals", 0],
	}
}

# Where several are an error, they are that and nothing else.
test_several_are_one_fault if {
	findings := rule.findings with input as store([[
		category("Data"),
		{"Field": "resources.type", "Equals": ["AWS::EC2::Volume", "AWS::EC2::Image"]},
	]])
	findings == set()
}

# A selector has one type: only the first ten values are compared with all types.
test_many_values if {
	findings := rule.findings with input as store([[category("Data"), {
		"Field": "resources.type",
		"Equals": ["AWS::S3::Objects" | some _ in numbers.range(1, 12)],
	}]])
		with data.edition as data.editions["2026-05"]
	{finding.at[5] | some finding in findings} == {i | some i in numbers.range(0, 11)}
	{finding.at[5] | some finding in findings; contains(finding.message, "did you mean")} == {i | some i in numbers.range(0, 9)}
}

test_unknown_category_is_no_obstacle if {
	findings := rule.findings with input as store([[type("AWS::EC2::Image")]])
	count(findings) == 1
}

test_no_findings[edition][name] if {
	some edition in object.keys(data.editions)
	some name, statements in {
		"known": [category("Data"), type("AWS::S3::Object")],
		"known values": [category("Data"), {"Field": "resources.type", "Equals": ["AWS::S3::Object", "AWS::Lambda::Function"]}],
		"another category": [category("Management"), type("AWS::EC2::Image")],
		"another operator": [category("Data"), {"Field": "resources.type", "StartsWith": ["AWS::EC2"]}],
		"another field": [category("Data"), {"Field": "eventName", "Equals": ["AWS::EC2::Image"]}],
		"null value": [category("Data"), type(null)],
		"null operator": [category("Data"), {"Field": "resources.type", "Equals": null}],
		"null field": [category("Data"), {"Field": null, "Equals": ["AWS::EC2::Image"]}],
		"null statement": [category("Data"), null],
		"none": [],
		"null": null,
	}
	findings := rule.findings with input as store([statements]) with data.edition as data.editions[edition]
	findings == set()
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

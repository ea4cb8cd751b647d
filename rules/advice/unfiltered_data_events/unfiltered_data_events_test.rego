package edslint.rules.unfiltered_data_events_test

import data.edslint.rules.unfiltered_data_events as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as store([[category("Management")], [type("AWS::Lambda::Function"), category("Data")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 1],
		"message": concat("", [
			"the selector takes in all data events of every AWS::Lambda::Function, and pays for them: ",
			"each invocation is an event",
		]),
		"help": "add a statement on `resources.ARN`, `eventName` or `readOnly` that lets in what you need",
	}}
}

test_types[name] if {
	some name, expected in {
		"AWS::DynamoDB::Table": 1, "AWS::SQS::Queue": 1,
		"AWS::S3::Object": 0, # of which another rule speaks
		"AWS::GuardDuty::Detector": 0, "AWS::SQS::Quoue": 0,
	}
	findings := rule.findings with input as store([[category("Data"), type(name)]])
		with data.edition as data.editions["2026-05"]
	count(findings) == expected
}

test_no_findings[name] if {
	some name, statements in {
		"a filter": [category("Data"), type("AWS::Lambda::Function"), {"Field": "readOnly", "Equals": ["false"]}],
		"no category": [type("AWS::Lambda::Function")],
		"another category": [category("Management"), type("AWS::Lambda::Function")],
		"unknown field": [category("Data"), type("AWS::Lambda::Function"), {"Field": "eventNmae", "Equals": ["a"]}],
		"twice": [category("Data"), type("AWS::Lambda::Function"), type("AWS::Lambda::Function")],
		"category twice": [category("Data"), category("Data"), type("AWS::Lambda::Function")],
		"null statement": [category("Data"), type("AWS::Lambda::Function"), null],
		"null": null,
	}
	findings := rule.findings with input as store([statements])
	findings == set()
}

test_more_types[name] if {
	some name, expected in {"AWS::GuardDuty::Detector": 1, "AWS::SQS::Queue": 1, "AWS::S3::Object": 0}
	findings := rule.findings with input as store([[category("Data"), type(name)]])
		with data.edition as data.editions["2026-05"]
		with data.params.EDS811 as {"more-types": ["AWS::GuardDuty::Detector", "AWS::SQS::Queue"]}
	count(findings) == expected
}

test_why_of_more_types if {
	findings := rule.findings with input as store([[category("Data"), type("AWS::Lambda::Function")]])
		with data.edition.advice.busy_types.types as {}
		with data.params.EDS811 as {"more-types": ["AWS::Lambda::Function"]}
	{finding.message | some finding in findings} == {concat("", [
		"the selector takes in all data events of every AWS::Lambda::Function, and pays for them: ",
		"the config calls the type busy",
	])}
}

package edslint.rules.mixed_kinds_test

import data.edslint.rules.mixed_kinds as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as store([
		[category("Management")],
		[type("AWS::S3::Object"), category("Data")],
		[{"Field": "readOnly"}, category("ConfigurationItem")],
		[category("ConfigurationItem")],
	])
	findings == {{
		"at": ["AdvancedEventSelectors", 2, "FieldSelectors", 1, "Equals", 0],
		"message": "AWS Config configuration items can't share a store with CloudTrail events",
		"help": "move the selectors of category ConfigurationItem to an event data store of their own",
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 0, "Equals", 0],
			"message": "CloudTrail events are selected here",
		}],
	}}
}

# Each further kind is a finding, related to the first.
test_three_kinds if {
	findings := rule.findings with input as store([
		[category("Evidence")],
		[category("Management")],
		[category("Evidence")],
		[category("ActivityAuditLog")],
		[category("Data")],
	])
	{[finding.at[1], finding.related[0].at[1], finding.message] | some finding in findings} == {
		[1, 0, "CloudTrail events can't share a store with AWS Audit Manager evidence"],
		[3, 0, "events from outside AWS can't share a store with AWS Audit Manager evidence"],
	}
}

test_what_is_unknown_is_passed_over if {
	findings := rule.findings with input as store([null, [null], [category("Dta")], [category("Data")], [], [category("Evidence")]])
	{[finding.at[1], finding.related[0].at[1]] | some finding in findings} == {[5, 3]}
}

test_pairs[edition][pair] if {
	some edition, pairs in {
		"2023-06": {
			"Management Data": 0,
			"Data ConfigurationItem": 1,
			"ConfigurationItem Evidence": 1,
			"Evidence ActivityAuditLog": 1,
			"ActivityAuditLog Management": 1,
			"Management NetworkActivity": 0,
			"ConfigurationItem Insight": 0,
		},
		"2026-05": {
			"Management NetworkActivity": 0,
			"Data NetworkActivity": 0,
			"Management Insight": 1,
			"Insight ActivityAuditLog": 1,
			"NetworkActivity ConfigurationItem": 1,
		},
	}
	some pair, wrong in pairs
	findings := rule.findings with input as store([[category(name)] | some name in split(pair, " ")])
		with data.edition as data.editions[edition]
	count(findings) == wrong
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"none": store([]),
		"one": store([[category("Evidence")]]),
		"the same": store([[category("Evidence")], [category("Evidence")]]),
		"nulls": store([null, null]),
		"no categories": store([[type("AWS::S3::Object")], []]),
		"two values": store([[{"Field": "eventCategory", "Equals": ["Management", "Evidence"]}]]),
		"unknown": store([[category("Management")], [category("evidence")]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

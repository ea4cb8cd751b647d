package edslint.rules.nothing_to_start_test

import data.edslint.rules.nothing_to_start as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

waiting(selectors) := object.union(store(selectors), {"StartIngestion": false})

test_finding if {
	findings := rule.findings with input as waiting([[category("ActivityAuditLog")]])
	findings == {{
		"at": ["StartIngestion"],
		"message": "`StartIngestion` is false, but the ingestion of events from outside AWS can't be started later",
		"help": "leave `StartIngestion` out",
	}}
}

test_categories[edition][name] if {
	some edition, categories in {
		"2023-06": {"Management": 0, "Data": 0, "ConfigurationItem": 0, "Evidence": 1, "ActivityAuditLog": 1, "Insight": 0},
		"2026-05": {"Management": 0, "NetworkActivity": 0, "ConfigurationItem": 0, "Evidence": 1, "ActivityAuditLog": 1, "Insight": 1},
	}
	some name, wrong in categories
	findings := rule.findings with input as waiting([[category(name)]]) with data.edition as data.editions[edition]
	count(findings) == wrong
}

test_several_selectors if {
	findings := rule.findings with input as waiting([[category("Evidence")], [category("Evidence")]])
	{finding.message | some finding in findings} == {
		"`StartIngestion` is false, but the ingestion of AWS Audit Manager evidence can't be started later",
	}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"no selectors": {"StartIngestion": false},
		"empty": waiting([]),
		"null selectors": {"StartIngestion": false, "AdvancedEventSelectors": null},
		"null selector": waiting([null]),
		"unknown category": waiting([[category("Evidnce")]]),
		"one that can start": waiting([[category("Evidence")], [category("Data"), type("AWS::S3::Object")]]),
		"one that is unknown": waiting([[category("Evidence")], null]),
		"started": object.union(store([[category("Evidence")]]), {"StartIngestion": true}),
		"null": object.union(store([[category("Evidence")]]), {"StartIngestion": null}),
		"absent": store([[category("Evidence")]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

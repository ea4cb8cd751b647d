package edslint.rules.ingestion_not_started_test

import data.edslint.rules.ingestion_not_started as rule
import data.edslint.test.category
import data.edslint.test.store

waiting(selectors) := object.union(store(selectors), {"StartIngestion": false})

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "StartIngestion": false}
	findings == {{
		"at": ["StartIngestion"],
		"message": "`StartIngestion` is false: the store takes in nothing until it is started with StartEventDataStoreIngestion",
		"help": "leave `StartIngestion` out, unless the store is for copied events of a trail",
	}}
}

# Of the others `nothing-to-start` speaks.
test_categories[name] if {
	some name, expected in {"Management": 1, "ConfigurationItem": 1, "Evidence": 0, "ActivityAuditLog": 0, "Managment": 0}
	findings := rule.findings with input as waiting([[category(name)], null])
	count(findings) == expected
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"true": {"StartIngestion": true},
		"null": {"StartIngestion": null},
		"null selectors": {"StartIngestion": false, "AdvancedEventSelectors": null},
	}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.single_region_test

import data.edslint.rules.single_region as rule
import data.edslint.test.category
import data.edslint.test.store

of_one_region(selectors) := object.union(store(selectors), {"MultiRegionEnabled": false})

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "MultiRegionEnabled": false}
	findings == {{
		"at": ["MultiRegionEnabled"],
		"message": "`MultiRegionEnabled` is false: the store takes in nothing from any other Region than its own",
		"help": "leave `MultiRegionEnabled` out: by default it is true",
	}}
}

test_categories[name] if {
	some name, expected in {
		"Management": 1, "Data": 1, "NetworkActivity": 1, "ConfigurationItem": 1,
		"Insight": 0, "Evidence": 0, "ActivityAuditLog": 0, "Managment": 0,
	}
	findings := rule.findings with input as of_one_region([[category(name)]])
		with data.edition as data.editions["2026-05"]
	count(findings) == expected
}

test_ingestion[name] if {
	some name, expected in {"true": [true, 1], "false": [false, 0], "null": [null, 0]}
	findings := rule.findings with input as {"MultiRegionEnabled": false, "StartIngestion": expected[0]}
	count(findings) == expected[1]
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"true": {"MultiRegionEnabled": true},
		"null": {"MultiRegionEnabled": null},
		"null selectors": {"MultiRegionEnabled": false, "AdvancedEventSelectors": null},
		"no selectors": of_one_region([]),
		"one unknown": of_one_region([[category("Management")], null]),
	}
	findings := rule.findings with input as request
	findings == set()
}

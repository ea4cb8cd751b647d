package edslint.rules.dearer_billing_mode_test

import data.edslint.rules.dearer_billing_mode as rule
import data.edslint.test.category
import data.edslint.test.store

billed(mode, selectors) := object.union(store(selectors), {"BillingMode": mode})

test_finding if {
	findings := rule.findings with input as billed("FIXED_RETENTION_PRICING", [[category("ConfigurationItem")]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["BillingMode"],
		"message": concat("", [
			"`BillingMode` is FIXED_RETENTION_PRICING, which is meant for more than 25 TB a month; ",
			"for AWS Config configuration items AWS advises EXTENDABLE_RETENTION_PRICING",
		]),
		"help": "write \"EXTENDABLE_RETENTION_PRICING\", or leave `BillingMode` out",
	}}
}

test_categories[name] if {
	some name, expected in {
		"ConfigurationItem": 1, "Evidence": 1, "ActivityAuditLog": 1,
		"Management": 0, "Data": 0, "NetworkActivity": 0, "Insight": 0, "Evidnce": 0,
	}
	findings := rule.findings with input as billed("FIXED_RETENTION_PRICING", [[category(name)]])
		with data.edition as data.editions["2026-05"]
	count(findings) == expected
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"advised": billed("EXTENDABLE_RETENTION_PRICING", [[category("Evidence")]]),
		"unknown": billed("PAID", [[category("Evidence")]]),
		"null": billed(null, [[category("Evidence")]]),
		"default": store([[category("Evidence")]]),
		"management events": {"BillingMode": "FIXED_RETENTION_PRICING"},
		"empty": billed("FIXED_RETENTION_PRICING", []),
		"null selector": billed("FIXED_RETENTION_PRICING", [[category("Evidence")], null]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

test_several_kinds if {
	findings := rule.findings with input as billed("FIXED_RETENTION_PRICING", [[category("Evidence")], [category("ConfigurationItem")]])
		with data.edition as data.editions["2026-05"]
	some finding in findings
	contains(finding.message, "; for AWS Audit Manager evidence and AWS Config configuration items AWS advises ")
}

test_no_modes if {
	findings := rule.findings with input as billed("FIXED_RETENTION_PRICING", [[category("Evidence")]])
	findings == set()
}

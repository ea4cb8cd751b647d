package edslint.rules.retention_beyond_price_test

import data.edslint.rules.retention_beyond_price as rule

test_finding[name] if {
	some name, request in {
		"mode": {"BillingMode": "EXTENDABLE_RETENTION_PRICING", "RetentionPeriod": 3653},
		"default mode": {"RetentionPeriod": 3653},
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["RetentionPeriod"],
		"message": concat("", [
			"`RetentionPeriod` is 3653 days, but the price under EXTENDABLE_RETENTION_PRICING ",
			"has only 366 days in it: the others are paid for",
		]),
		"help": concat("", [
			"write the days that you need, or FIXED_RETENTION_PRICING for a store that takes in ",
			"more than 25 TB a month: that has 2557 days in its price",
		]),
	}}
}

test_days[name] if {
	some name, c in {
		"ten years": ["EXTENDABLE_RETENTION_PRICING", 3653, 1],
		"seven years": ["EXTENDABLE_RETENTION_PRICING", 2557, 1],
		"two years": ["EXTENDABLE_RETENTION_PRICING", 731, 0],
		"included": ["EXTENDABLE_RETENTION_PRICING", 366, 0],
		"null days": ["EXTENDABLE_RETENTION_PRICING", null, 0],
		"all included": ["FIXED_RETENTION_PRICING", 2557, 0],
		"refused": ["FIXED_RETENTION_PRICING", 3653, 0],
		"unknown mode": ["PAID", 3653, 0],
		"null mode": [null, 3653, 0],
	}
	findings := rule.findings with input as {"BillingMode": c[0], "RetentionPeriod": c[1]}
		with data.edition as data.editions["2026-05"]
	count(findings) == c[2]
}

test_no_modes if {
	findings := rule.findings with input as {"RetentionPeriod": 2557}
	findings == set()
}

# As an edition might have it in which each mode has less in its price than another.
test_other_prices[name] if {
	some name, c in {
		"included": ["EXTENDABLE_RETENTION_PRICING", {"EXTENDABLE_RETENTION_PRICING": 3653, "FIXED_RETENTION_PRICING": 4000}, 0],
		"not included": ["EXTENDABLE_RETENTION_PRICING", {"EXTENDABLE_RETENTION_PRICING": 3652, "FIXED_RETENTION_PRICING": 4000}, 1],
		"refused": ["FIXED_RETENTION_PRICING", {"EXTENDABLE_RETENTION_PRICING": 3000, "FIXED_RETENTION_PRICING": 366}, 0],
	}
	edition := json.patch(
		data.editions["2026-05"],
		[{"op": "replace", "path": "/advice/billing/included_days", "value": c[1]}],
	)
	findings := rule.findings with input as {"BillingMode": c[0], "RetentionPeriod": 3653} with data.edition as edition
	count(findings) == c[2]
}

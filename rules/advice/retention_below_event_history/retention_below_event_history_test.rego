package edslint.rules.retention_below_event_history_test

import data.edslint.rules.retention_below_event_history as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "RetentionPeriod": 30}
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 30 days, less than the 90 days of the Event history, which costs nothing",
		"help": "keep events for a year: 365 days or more",
	}}
}

# What is refused anyway is another rule's matter.
test_days[days] if {
	some edition in data.editions
	some days, expected in {-1: 0, 6: 0, 7: 1, 89: 1, 90: 0, 3653: 0}
	findings := rule.findings with input as {"RetentionPeriod": days} with data.edition as edition
	count(findings) == expected
}

test_nothing_to_judge[name] if {
	some name, request in {"nothing": {}, "null": {"RetentionPeriod": null}}
	findings := rule.findings with input as request
	findings == set()
}

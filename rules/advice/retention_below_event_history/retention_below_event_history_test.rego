package edslint.rules.retention_below_event_history_test

import data.edslint.rules.retention_below_event_history as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "RetentionPeriod": 30}
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 30 days, less than the 90 days for which the Event history keeps management events at no cost",
		"help": "keep events for a year: 365 days or more",
	}}
}

# What is refused anyway is another rule's matter.
test_days[edition][days] if {
	some edition in object.keys(data.editions)
	some days, expected in {-1: 0, 6: 0, 7: 1, 89: 1, 90: 0, 3653: 0}
	findings := rule.findings with input as {"RetentionPeriod": days} with data.edition as data.editions[edition]
	count(findings) == expected
}

test_least_of_all_modes if {
	findings := rule.findings with input as {"RetentionPeriod": 10} with data.edition.retention.modes as {"A": {"min": 7}, "B": {"min": 30}}
	count(findings) == 1
}

# The Event history has management events only.
test_categories[name] if {
	some name, c in {
		"management": [[[category("Management")]], 1],
		"management too": [[[category("Data"), type("AWS::S3::Object")], [category("Management")]], 1],
		"data": [[[category("Data"), type("AWS::S3::Object")]], 0],
		"unknown": [[null], 0],
		"none": [[], 0],
	}
	findings := rule.findings with input as object.union(store(c[0]), {"RetentionPeriod": 30})
	count(findings) == c[1]
}

test_nothing_to_judge[name] if {
	some name, request in {"nothing": {}, "null": {"RetentionPeriod": null}}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.retention_below_a_year_test

import data.edslint.rules.retention_below_a_year as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "RetentionPeriod": 180}
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 180 days, less than a year",
		"help": "keep events for 365 days or more",
	}}
}

# Below the 90 days of the Event history another rule speaks.
test_days[edition][days] if {
	some edition in object.keys(data.editions)
	some days, expected in {6: 0, 7: 0, 89: 0, 90: 1, 364: 1, 365: 0, 366: 0, 2557: 0}
	findings := rule.findings with input as {"RetentionPeriod": days} with data.edition as data.editions[edition]
	count(findings) == expected
}

# The Event history has management events only.
test_days_of_data[edition][days] if {
	some edition in object.keys(data.editions)
	some days, expected in {6: 0, 7: 1, 89: 1, 364: 1, 365: 0}
	request := object.union(store([[category("Data"), type("AWS::S3::Object")]]), {"RetentionPeriod": days})
	findings := rule.findings with input as request with data.edition as data.editions[edition]
	count(findings) == expected
}

test_least_of_all_modes if {
	request := object.union(store([[category("Data"), type("AWS::S3::Object")]]), {"RetentionPeriod": 10})
	findings := rule.findings with input as request with data.edition.retention.modes as {"A": {"min": 7}, "B": {"min": 30}}
	count(findings) == 1
}

test_nothing_to_judge[name] if {
	some name, request in {"nothing": {}, "null": {"RetentionPeriod": null}}
	findings := rule.findings with input as request
	findings == set()
}

test_other_days if {
	findings := rule.findings with input as {"Name": "audit-store", "RetentionPeriod": 365}
		with data.params.EDS803 as {"min-days": 400}
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 365 days, less than 400",
		"help": "keep events for 400 days or more",
	}}
}

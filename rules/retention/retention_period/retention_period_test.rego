package edslint.rules.retention_period_test

import data.edslint.rules.retention_period as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "RetentionPeriod": 3000}
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 3000, but 2557 days is the most that edition 2023-06 allows",
		"help": "write a number of days from 7 to 2557",
		"newer": "edition 2026-05 allows 3653 unless `BillingMode` is FIXED_RETENTION_PRICING",
	}}
}

test_finding_of_billing_mode if {
	findings := rule.findings with input as {"RetentionPeriod": 2558, "BillingMode": "FIXED_RETENTION_PRICING"}
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["RetentionPeriod"],
		"message": concat("", [
			"`RetentionPeriod` is 2558, but 2557 days is the most that edition 2026-05 allows ",
			"with `BillingMode` FIXED_RETENTION_PRICING",
		]),
		"help": "write a number of days from 7 to 2557",
	}}
}

test_newest_without_billing_modes if {
	findings := rule.findings with input as {"RetentionPeriod": 3000} with data.latest as data.editions["2023-06"]
	{finding.newer | some finding in findings} == {"edition 2023-06 allows 2557"}
}

test_too_short if {
	findings := rule.findings with input as {"RetentionPeriod": 6}
	{finding.message | some finding in findings} == {"`RetentionPeriod` is 6, but 7 days is the least that edition 2023-06 allows"}
}

# The days that are allowed, and those next to them.
test_bounds[edition][mode] if {
	some edition, modes in {
		"2023-06": {"": [7, 2557]},
		"2026-05": {
			"": [7, 3653],
			"EXTENDABLE_RETENTION_PRICING": [7, 3653],
			"FIXED_RETENTION_PRICING": [7, 2557],
		},
	}
	some mode, allowed in modes
	[least, most] := allowed
	wrong := {days |
		some days in [-1, 0, 1, least - 1, least, 365, most, most + 1, 1000000]
		findings := rule.findings with input as store(days, mode) with data.edition as data.editions[edition]
		count(findings) == 1
	}
	wrong == {-1, 0, 1, least - 1, most + 1, 1000000}
}

store(days, "") := {"RetentionPeriod": days}

store(days, mode) := {"RetentionPeriod": days, "BillingMode": mode} if mode != ""

# Without billing modes, one that is there is a fault of its own.
test_billing_mode_of_later_edition if {
	findings := rule.findings with input as {"RetentionPeriod": 3000, "BillingMode": null}
	{finding.at | some finding in findings} == {["RetentionPeriod"]}
	{finding.message | some finding in findings} == {"`RetentionPeriod` is 3000, but 2557 days is the most that edition 2023-06 allows"}
}

# What no mode allows is wrong in whichever it is.
test_unknown_mode if {
	findings := rule.findings with input as {"RetentionPeriod": 3654, "BillingMode": null} with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["RetentionPeriod"],
		"message": "`RetentionPeriod` is 3654, but 3653 days is the most that edition 2026-05 allows with any `BillingMode`",
		"help": "write a number of days from 7 to 3653",
	}}
}

test_zero if {
	findings := rule.findings with input as {"RetentionPeriod": 0}
	{finding.help | some finding in findings} == {"leave it out for the default (the AWS CLI's skeleton writes 0 for what isn't given), or write a number of days from 7 to 2557"}
}

test_nothing_to_judge[name] if {
	some name, request in {
		"nothing": {},
		"null": {"RetentionPeriod": null},
		"null mode": {"RetentionPeriod": 3000, "BillingMode": null},
		"only a mode": {"BillingMode": "FIXED_RETENTION_PRICING"},
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

# Where the mode can't be known, what any allows is allowed.
test_least_of_any_mode if {
	findings := rule.findings with input as {"RetentionPeriod": 10, "BillingMode": null}
		with data.edition as data.editions["2026-05"]
		with data.edition.retention.modes as {"A": {"min": 7, "max": 20}, "B": {"min": 30, "max": 40}}
	findings == set()
}

package edslint.rules.event_source_suffix_test

import data.edslint.rules.event_source_suffix as rule
import data.edslint.test.category
import data.edslint.test.store

sources(operator, value) := store([[category("Management"), {"Field": "eventSource", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as sources("NotEquals", "KMS") with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "NotEquals", 0],
		"message": `"KMS" is no event source: that is the host name of a service, with ".amazonaws.com"`,
		"help": `write "kms.amazonaws.com"`,
	}}
}

test_near_misses[[operator, value]] if {
	some [operator, value] in [
		["Equals", "kms.amazonaws.com"],
		["StartsWith", "kms"],
		["EndsWith", "com"],
		["NotStartsWith", "kms"],
		["Equals", "kms,s3"], # several values, which is said
		["Equals", "k*"],
	]
	findings := rule.findings with input as sources(operator, value) with data.edition as data.editions["2026-05"]
	findings == set()
}

test_other_field if {
	findings := rule.findings with input as store([[category("Management"), {"Field": "eventName", "Equals": ["Decrypt"]}]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

# Where only some values are allowed, that is said.
test_said_elsewhere[edition] if {
	some edition, statements in {
		"2023-06": [category("Management"), {"Field": "eventSource", "NotEquals": ["kms"]}],
		"2026-05": [category("NetworkActivity"), {"Field": "eventSource", "Equals": ["kms"]}],
	}
	findings := rule.findings with input as store([statements]) with data.edition as data.editions[edition]
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Management"), {"Field": "eventSource", "Equals": null}]]),
		"null value": store([[category("Management"), {"Field": "eventSource", "Equals": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

test_taken_in if {
	findings := rule.findings with input as sources("Equals", "kms") with data.edition as data.editions["2026-05"]
	{finding.at[4] | some finding in findings} == {"Equals"}
}

package edslint.rules.value_not_allowed_test

import data.edslint.rules.value_not_allowed as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as store([[category("Management"), {"Field": "readOnly", "Equals": ["yes"]}]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 0],
		"level": "error",
		"message": "`readOnly` can't be \"yes\": it takes only \"true\" or \"false\"",
		"help": `"true" logs only read events, "false" only write events; leave the field out for both`,
	}}
}

test_misspelt_category if {
	findings := rule.findings with input as store([[category("management")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 0, "Equals", 0],
		"level": "error",
		"message": concat("", [
			"`eventCategory` can't be \"management\": it takes only ",
			"\"Management\", \"Data\", \"ConfigurationItem\", \"Evidence\" or \"ActivityAuditLog\"; did you mean \"Management\"?",
		]),
		"help": "write the category exactly so, with its capital letters",
	}}
}

# A misspelling of what only the newest edition has.
test_misspelling_of_later_value if {
	findings := rule.findings with input as store([[category("NetworkActivty")]])
	every finding in findings { endswith(finding.message, `; did you mean "NetworkActivity"?`) }
	count(findings) == 1
}

test_later_value_is_no_misspelling if {
	findings := rule.findings with input as store([[category("NetworkActivity")]])
	every finding in findings { endswith(finding.message, `"Evidence" or "ActivityAuditLog"`) }
	count(findings) == 1
}

test_source_of_management_events if {
	findings := rule.findings with input as store([[
		category("Management"),
		{"Field": "eventSource", "NotEquals": ["kms.amazonaws.com", "config.amazonaws.com"]},
	]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "NotEquals", 1],
		"level": "error",
		"message": "`eventSource` can't be \"config.amazonaws.com\": it takes only \"kms.amazonaws.com\" or \"rdsdata.amazonaws.com\"",
		"help": `write a value that AWS documents, such as "kms.amazonaws.com"`,
	}}
}

# Nothing is said to be refused here, so it is only a warning.
test_doubtful_value if {
	findings := rule.findings with input as store([[
		category("Data"),
		{"Field": "sessionCredentialFromConsole", "NotEquals": ["false"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "NotEquals", 0],
		"level": "warning",
		"message": "`sessionCredentialFromConsole` is \"false\", but AWS documents only \"true\"; AWS is not known to refuse it",
		"help": "an event record has this field only where it is true: write NotEquals \"true\" for the others",
	}}
}

# A list of ten values or more is too long for a message.
test_number_of_values[n] if {
	some n, begins in {9: "`sessionCredentialFromConsole` is \"no\", but AWS documents only ", 10: `"no" is no `}
	findings := rule.findings with input as store([[category("Data"), {"Field": "sessionCredentialFromConsole", "Equals": ["no"]}]])
		with data.edition as data.editions["2026-05"]
		with data.edition.categories.Data.fields.sessionCredentialFromConsole.values as [sprintf("value-%d", [i]) | some i in numbers.range(1, n)]
	[finding] := [found | some found in findings]
	startswith(finding.message, begins)
}

test_source_of_network_activity if {
	findings := rule.findings with input as store([[
		category("NetworkActivity"),
		{"Field": "eventSource", "Equals": ["kms.amazonaws.com", "kms.amazonaws.co"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 1],
		"level": "warning",
		"message": concat("", [
			"\"kms.amazonaws.co\" is no `eventSource` that edition 2026-05 knows; did you mean \"kms.amazonaws.com\"?",
			"; AWS is not known to refuse it",
		]),
		"help": `write a value that AWS documents, such as "aco-automation.amazonaws.com"`,
	}}
}

# The values that each field takes; [level, …] for those that it doesn't.
test_values[edition][field] if {
	some edition, fields in {
		"2023-06": {
			"eventCategory": {
				"Management": [], "Data": [], "ConfigurationItem": [], "Evidence": [], "ActivityAuditLog": [],
				"Insight": ["error"], "NetworkActivity": ["error"], "data": ["error"],
			},
			"readOnly": {"true": [], "false": [], "True": ["error"], " true": ["error"]},
		},
		"2026-05": {
			"eventCategory": {"Management": [], "Insight": [], "NetworkActivity": [], "network": ["error"]},
			"errorCode": {"VpceAccessDenied": [], "AccessDenied": ["error"]},
			"sessionCredentialFromConsole": {"true": [], "True": ["warning"]},
			"eventSource": {"anything.amazonaws.com": []},
		},
	}
	some field, values in fields
	every value, levels in values {
		findings := rule.findings with input as store([[{"Field": field, "Equals": [value]}]]) with data.edition as data.editions[edition]
		[finding.level | some finding in findings] == levels
	}
}

test_every_value if {
	findings := rule.findings with input as store([
		[category("Data"), {"Field": "readOnly", "Equals": ["no", "true", null, "yes", "no"]}],
		[category("Dat"), {"Field": "readOnly", "Equals": ["1"]}],
	])
	{[finding.at[1], finding.at[3], finding.at[5]] | some finding in findings} == {
		[0, 1, 0], [0, 1, 3], [0, 1, 4],
		[1, 0, 0], [1, 1, 0],
	}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null, category("Data")]]),
		"null value": store([[category(null)]]),
		"null operator": store([[{"Field": "eventCategory", "Equals": null}]]),
		"null field": store([[{"Field": null, "Equals": ["yes"]}]]),
		"any value": store([[category("Data"), {"Field": "eventName", "Equals": ["yes"]}, type("AWS::Foo::Bar")]]),
		"another operator": store([[category("Data"), {"Field": "readOnly", "StartsWith": ["yes"]}]]),
		"field of another category": store([[category("Evidence"), {"Field": "readOnly", "Equals": ["yes"]}]]),
		"unknown field": store([[category("Data"), {"Field": "readonly", "Equals": ["yes"]}]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

# Where several are an error, they are that and nothing else; elsewhere each is judged.
test_several[name] if {
	some name, case in {
		"error": {"field": "eventCategory", "values": ["Data", "true"], "findings": 0},
		"warning": {"field": "readOnly", "values": ["true", "yes"], "findings": 1},
	}
	findings := rule.findings with input as store([[{"Field": case.field, "Equals": case.values}]])
	count(findings) == case.findings
}

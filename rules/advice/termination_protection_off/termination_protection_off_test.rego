package edslint.rules.termination_protection_off_test

import data.edslint.rules.termination_protection_off as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "TerminationProtectionEnabled": false}
	findings == {{
		"at": ["TerminationProtectionEnabled"],
		"message": "`TerminationProtectionEnabled` is false: one call is enough to delete the store with all events in it",
		"help": "leave `TerminationProtectionEnabled` out: by default it is true",
	}}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"true": {"TerminationProtectionEnabled": true},
		"null": {"TerminationProtectionEnabled": null},
	}
	findings := rule.findings with input as request
	findings == set()
}

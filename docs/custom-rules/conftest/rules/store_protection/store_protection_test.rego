package edslint.rules.store_protection_test

import data.edslint.test

test_findings if {
	request := {"TerminationProtectionEnabled": false, "RetentionPeriod": 90}
	{[f.at[0], f.message] | some f in test.findings("store-protection", test.request(request))} == {
		["TerminationProtectionEnabled", "termination protection is off"],
		["RetentionPeriod", "events are kept for 90 days, but must be for 365"],
		["TagsList", "the tag owner is missing"],
	}
}

test_no_findings[name] if {
	some name, request in {
		"all said": {"TerminationProtectionEnabled": true, "RetentionPeriod": 365, "TagsList": [{"Key": "owner"}]},
		"by default": {"TagsList": [{"Key": "team"}, {"Key": "owner"}]},
		"unknown": {"TerminationProtectionEnabled": null, "RetentionPeriod": null, "TagsList": null},
		"unknown key": {"TagsList": [{"Key": null}]},
	}
	test.findings("store-protection", test.request(request)) == set()
}

test_days if {
	options := {"params": {"ACME011": {"min-days": 30}}}
	request := {"RetentionPeriod": 90, "TagsList": [{"Key": "owner"}]}
	test.findings_with("store-protection", test.request(request), options) == set()
}

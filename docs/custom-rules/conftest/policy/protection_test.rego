package main

test_denied if {
	deny == {
		"audit: termination protection is off",
		"audit: events are kept for 90 days, but must be for 365",
		"audit: the tag owner is missing",
	} with input as {"Name": "audit", "TerminationProtectionEnabled": false, "RetentionPeriod": 90}
}

test_allowed if {
	deny == set() with input as {
		"Name": "audit", "TerminationProtectionEnabled": true, "RetentionPeriod": 365,
		"TagsList": [{"Key": "owner", "Value": "security"}],
	}
}

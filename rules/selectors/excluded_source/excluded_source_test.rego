package edslint.rules.excluded_source_test

import data.edslint.test

of(sources) := {"EventSelectors": [{"ExcludeManagementEventSources": sources}]}

test_other_source if {
	found(of(["kms.amazonaws.com", "ec2.amazonaws.com"])) == {{
		"at": ["EventSelectors", 0, "ExcludeManagementEventSources", 1],
		"message": "`ExcludeManagementEventSources` can't have \"ec2.amazonaws.com\": it takes only \"kms.amazonaws.com\" or \"rdsdata.amazonaws.com\"",
		"help": "write one of these, or leave it out",
	}}
}

test_misspelt if {
	some finding in found(of(["kms.amazonaws.co"]))
	endswith(finding.message, `; did you mean "kms.amazonaws.com"?`)
}

test_known_or_unknown if found(of(["kms.amazonaws.com", "rdsdata.amazonaws.com", null])) == set()

found(members) := test.findings_with("excluded-source", test.trail(members), {"target": "trail"})

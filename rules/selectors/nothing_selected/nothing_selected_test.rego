package edslint.rules.nothing_selected_test

import data.edslint.test

test_nothing[name] if {
	some name, selector in {
		"no resources": {"IncludeManagementEvents": false},
		"an empty list": {"IncludeManagementEvents": false, "DataResources": []},
	}
	found({"EventSelectors": [selector]}) == {{
		"at": ["EventSelectors", 0, "IncludeManagementEvents"],
		"message": "`IncludeManagementEvents` is false and there are no `DataResources`, so that the selector logs nothing",
		"help": "add `DataResources`, or leave the selector out",
	}}
}

test_something[name] if {
	some name, selector in {
		"management events": {"DataResources": []},
		"data events": {"IncludeManagementEvents": false, "DataResources": [{}]},
		"unknown": {"IncludeManagementEvents": false, "DataResources": null},
		"unknown flag": {"IncludeManagementEvents": null},
	}
	found({"EventSelectors": [selector]}) == set()
}

found(members) := test.findings_with("nothing-selected", test.trail(members), {"target": "trail"})

package edslint.rules.nothing_selected_test

import data.edslint.rules.nothing_selected as rule

test_finding[name] if {
	some name, selector in {
		"none": {"IncludeManagementEvents": false},
		"empty": {"IncludeManagementEvents": false, "DataResources": []},
	}
	findings := rule.findings with input as {"TrailName": "t", "EventSelectors": [{}, selector]}
	findings == {{
		"at": ["EventSelectors", 1, "IncludeManagementEvents"],
		"message": "the selector selects nothing: `IncludeManagementEvents` is false, and it has no `DataResources`",
		"help": "name the resources whose data events are to be logged in `DataResources`, or leave the selector out",
	}}
}

test_both_found if count(test_finding) == 2

test_selects[name] if {
	some name, selector in {
		"management events": {"IncludeManagementEvents": true},
		"by default": {},
		"data events": {"IncludeManagementEvents": false, "DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3"]}]},
		"unknown resources": {"IncludeManagementEvents": false, "DataResources": null},
		"unknown flag": {"IncludeManagementEvents": null},
	}
	findings := rule.findings with input as {"TrailName": "t", "EventSelectors": [selector]}
	findings == set()
}

test_all_select if count(test_selects) == 5

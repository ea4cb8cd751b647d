package edslint.rules.both_selectors_test

import data.edslint.rules.both_selectors as rule

advanced := [{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]}]

test_finding if {
	findings := rule.findings with input as {"TrailName": "t", "EventSelectors": [{}], "AdvancedEventSelectors": advanced}
	findings == {{
		"at": ["EventSelectors"],
		"message": "a trail has either `EventSelectors` or `AdvancedEventSelectors`, and this request has both",
		"help": "say all in `AdvancedEventSelectors`, which can say what basic selectors can, and leave `EventSelectors` out",
		"related": [{"at": ["AdvancedEventSelectors"], "message": "the advanced selectors stand here"}],
	}}
}

test_one_kind[name] if {
	some name, request in {
		"basic": {"EventSelectors": [{}]},
		"advanced": {"AdvancedEventSelectors": advanced},
		"none": {"EventSelectors": [], "AdvancedEventSelectors": []},
		"empty basic": {"EventSelectors": [], "AdvancedEventSelectors": advanced},
		"empty advanced": {"EventSelectors": [{}], "AdvancedEventSelectors": []},
		"no list": {"EventSelectors": {"a": {}}, "AdvancedEventSelectors": advanced},
		"unknown basic": {"EventSelectors": null, "AdvancedEventSelectors": advanced},
		"unknown advanced": {"EventSelectors": [{}], "AdvancedEventSelectors": null},
	}
	findings := rule.findings with input as request
	findings == set()
}

test_all_names if count(test_one_kind) == 8

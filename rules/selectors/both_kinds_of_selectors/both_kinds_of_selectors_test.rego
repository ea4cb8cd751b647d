package edslint.rules.both_kinds_of_selectors_test

import data.edslint.test

advanced := [{"FieldSelectors": [test.category("Management")]}]

test_both if {
	found({"EventSelectors": [{"ReadWriteType": "All"}], "AdvancedEventSelectors": advanced}) == {{
		"at": ["EventSelectors"],
		"message": "the trail has `EventSelectors` beside `AdvancedEventSelectors`, but takes only one of the two",
		"help": "leave `EventSelectors` out; what they select, `AdvancedEventSelectors` can select too",
		"related": [{"at": ["AdvancedEventSelectors"], "message": "the advanced event selectors stand here"}],
	}}
}

test_one_or_unknown[name] if {
	some name, members in {
		"basic": {"EventSelectors": [{}]},
		"advanced": {"AdvancedEventSelectors": advanced},
		"none of the basic": {"EventSelectors": [], "AdvancedEventSelectors": advanced},
		"unknown": {"EventSelectors": null, "AdvancedEventSelectors": advanced},
	}
	found(members) == set()
}

found(members) := test.findings_with("both-kinds-of-selectors", test.trail(members), {"target": "trail"})

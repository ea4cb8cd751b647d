package edslint.rules.too_many_basic_selectors_test

import data.edslint.test

test_six if {
	found({"EventSelectors": [{} | some _ in numbers.range(1, 6)]}) == {{
		"at": ["EventSelectors", 5],
		"message": "`EventSelectors` has 6 selectors, but 5 is the most that a trail takes",
		"help": "merge selectors that differ only in their `DataResources`, or write `AdvancedEventSelectors`",
	}}
}

test_five if found({"EventSelectors": [{} | some _ in numbers.range(1, 5)]}) == set()

found(members) := test.findings_with("too-many-basic-selectors", test.trail(members), {"target": "trail"})

package edslint.rules.too_many_selectors_test

import data.edslint.rules.too_many_selectors as rule
import data.edslint.test.category
import data.edslint.test.store

many(n) := store([[category("Management")] | some _ in numbers.range(1, n)])

test_finding if {
	findings := rule.findings with input as many(6)
	findings == {{
		"at": ["AdvancedEventSelectors", 5],
		"level": "error",
		"message": "`AdvancedEventSelectors` has 6 selectors, but 5 is the most that edition 2023-06 documents",
		"help": "merge selectors that differ only in the values of one field, or make a second event data store",
	}}
}

# AWS's own guide has an example with six.
test_newer_edition_warns if {
	findings := rule.findings with input as many(20) with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 5],
		"level": "warning",
		"message": concat("", [
			"`AdvancedEventSelectors` has 20 selectors, but 5 is the most that edition 2026-05 documents",
			"; AWS was seen to take more",
		]),
		"help": "merge selectors that differ only in the values of one field, or make a second event data store",
	}}
}

test_nulls_are_selectors if {
	findings := rule.findings with input as {"AdvancedEventSelectors": [null, null, null, null, null, null]}
	count(findings) == 1
}

test_no_findings[edition][name] if {
	some edition in object.keys(data.editions)
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"none": {"AdvancedEventSelectors": []},
		"one": many(1),
		"five": many(5),
	}
	findings := rule.findings with input as request with data.edition as data.editions[edition]
	findings == set()
}

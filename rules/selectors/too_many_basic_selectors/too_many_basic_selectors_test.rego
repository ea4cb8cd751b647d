package edslint.rules.too_many_basic_selectors_test

import data.edslint.rules.too_many_basic_selectors as rule

selectors(n) := {"TrailName": "t", "EventSelectors": [{} | some _ in numbers.range(1, n)]}

test_finding if {
	findings := rule.findings with input as selectors(7) with data.edition as data.trails["2026-05"]
	findings == {{
		"at": ["EventSelectors", 5],
		"message": "`EventSelectors` has 7 selectors, but 5 is the most that a trail takes",
		"help": "put what has the same `ReadWriteType` into one selector, or use advanced selectors",
	}}
}

test_six if {
	findings := rule.findings with input as selectors(6) with data.edition as data.trails["2026-05"]
	count(findings) == 1
}

test_taken[name] if {
	some name, request in {"five": selectors(5), "one": selectors(1), "none": {}, "empty": {"EventSelectors": []}, "unknown": {"EventSelectors": null}}
	findings := rule.findings with input as request with data.edition as data.trails["2026-05"]
	findings == set()
}

test_all_taken if count(test_taken) == 5

package edslint.rules.too_many_tags_test

import data.edslint.rules.too_many_tags as rule

tagged(n) := {"TagsList": [{"Key": sprintf("key-%d", [i])} | some i in numbers.range(1, n)]}

test_finding if {
	findings := rule.findings with input as tagged(51)
	findings == {{
		"at": ["TagsList", 50],
		"level": "warning",
		"message": "`TagsList` has 51 tags: a request may carry 200, but a store has at most 50",
		"help": "leave out the tags that are not needed",
	}}
}

test_number[edition][n] if {
	some edition in object.keys(data.editions)
	some n, many in {1: false, 50: false, 51: true, 200: true, 201: false}
	findings := rule.findings with input as tagged(n) with data.edition as data.editions[edition]
	[finding.at | some finding in findings] == [["TagsList", 50] | many]
}

test_nulls_are_tags if {
	findings := rule.findings with input as {"TagsList": [null | some _ in numbers.range(1, 51)]}
	count(findings) == 1
}

test_nothing_to_judge[name] if {
	some name, request in {"nothing": {}, "null": {"TagsList": null}, "empty": {"TagsList": []}}
	findings := rule.findings with input as request
	findings == set()
}

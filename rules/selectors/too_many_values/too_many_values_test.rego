package edslint.rules.too_many_values_test

import data.edslint.rules.too_many_values as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

names(n) := [sprintf("arn:aws:s3:::bucket-%d/", [i]) | some i in numbers.range(1, n)]

# A selector with this many values in all.
objects(n) := [category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "Equals": names(n - 2)}]

test_finding if {
	findings := rule.findings with input as store([objects(400), objects(101)])
	findings == {{
		"at": ["AdvancedEventSelectors"],
		"level": "error",
		"message": "the selectors have 501 values in all, but 500 is the most that a store takes",
		"help": concat("", [
			"replace values that begin or end alike by one value of `StartsWith` or `EndsWith`, ",
			"or divide the selectors between two event data stores",
		]),
	}}
}

test_number[edition][name] if {
	some edition in object.keys(data.editions)
	some name, case in {
		"500": {"of": [objects(400), objects(100)], "wrong": 0},
		"501": {"of": [objects(501)], "wrong": 1},
		"of several operators": {"of": [objects(300), [{"Field": "eventName", "StartsWith": names(100), "NotEndsWith": names(101)}]], "wrong": 1},
		"of unknown fields": {"of": [[{"Field": "user", "Equals": names(501)}]], "wrong": 1},
		"equal ones": {"of": [[{"Field": "eventName", "Equals": ["GetObject" | some _ in numbers.range(1, 501)]}]], "wrong": 1},
		"nulls": {"of": [objects(499), [{"Field": "eventName", "Equals": [null, null]}]], "wrong": 1},
		"null operators": {"of": [objects(499), [{"Field": "eventName", "Equals": null, "StartsWith": null}]], "wrong": 1},
		"one null operator": {"of": [objects(499), [{"Field": "eventName", "Equals": null}]], "wrong": 0},
		"what is no list": {"of": [objects(499), [{"Field": "eventName", "Equals": "GetObject"}]], "wrong": 0},
		"what is no operator": {"of": [objects(500), [{"Field": "eventName", "Is": null}]], "wrong": 0},
	}
	findings := rule.findings with input as store(case.of) with data.edition as data.editions[edition]
	count(findings) == case.wrong
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"none": {"AdvancedEventSelectors": []},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

test_trail if {
	findings := rule.findings with input as store([objects(501)]) with data.edition as data.trails["2026-05"]
	{[finding.message, finding.help] | some finding in findings} == {[
		"the selectors have 501 values in all, but 500 is the most that a trail takes",
		concat("", [
			"replace values that begin or end alike by one value of `StartsWith` or `EndsWith`, ",
			"or divide the selectors between two trails",
		]),
	]}
}

package edslint.rules.no_operator_test

import data.edslint.rules.no_operator as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_findings if {
	findings := rule.findings with input as store([
		[category("Management"), {"Field": "readOnly"}],
		[{"Field": "eventCategory"}],
	])
	findings == {finding("readOnly", 0, 1), finding("eventCategory", 1, 0)}
}

finding(field, i, j) := {
	"at": ["AdvancedEventSelectors", i, "FieldSelectors", j],
	"message": sprintf("the statement on %q has no operator", [field]),
	"help": concat("", [
		"add `Equals`, `StartsWith`, `EndsWith`, `NotEquals`, `NotStartsWith` or `NotEndsWith` with a list of values",
		", or leave the statement out",
	]),
}

test_unknown_field if {
	findings := rule.findings with input as store([[{"Field": "userAgent"}]])
	count(findings) == 1
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"empty statement": store([[{}]]),
		"only an operator": store([[{"Equals": ["Data"]}]]),
		"an operator": store([[category("Data"), type("AWS::S3::Object")]]),
		"null operator": store([[{"Field": "eventCategory", "Equals": null}]]),
		"empty operator": store([[{"Field": "eventCategory", "Equals": []}]]),
		"null field": store([[{"Field": null}]]),
		"what may be an operator": store([[{"Field": "eventCategory", "Is": null}]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.operator_not_allowed_test

import data.edslint.rules.operator_not_allowed as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_findings if {
	findings := rule.findings with input as store([
		[category("Management"), {"Field": "readOnly", "Equals": ["true"], "StartsWith": ["t"], "NotEquals": ["false"]}],
		[{"Field": "eventCategory", "NotEquals": ["Data"]}],
	])
	findings == {
		finding("readOnly", 0, 1, "StartsWith"),
		finding("readOnly", 0, 1, "NotEquals"),
		finding("eventCategory", 1, 0, "NotEquals"),
	}
}

finding(field, i, j, operator) := {
	"at": ["AdvancedEventSelectors", i, "FieldSelectors", j, operator],
	"message": sprintf("`%s` can't take `%s`: it takes only `Equals`", [field, operator]),
	"help": "write the condition with `Equals`, or leave it out",
}

# A field that takes fewer operators in one category than in others.
test_operator_of_other_category if {
	findings := rule.findings with input as store([[
		category("NetworkActivity"),
		{"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "NotEquals"],
		"message": "`eventSource` can't take `NotEquals` in a selector of category NetworkActivity: it takes only `Equals`",
		"help": "write the condition with `Equals`, or leave it out",
	}}
}

test_two_allowed if {
	findings := rule.findings with input as store([[
		category("Management"),
		{"Field": "sessionCredentialFromConsole", "StartsWith": ["t"]},
	]])
		with data.edition as data.editions["2026-05"]
	{finding.message | some finding in findings} == {
		"`sessionCredentialFromConsole` can't take `StartsWith`: it takes only `Equals` or `NotEquals`",
	}
}

# Which operators each field takes, of all six.
test_operators[edition][name] if {
	all_operators := data.edition.operators
	some edition, categories in {
		"2023-06": {
			"Management": {"eventCategory": ["Equals"], "readOnly": ["Equals"], "eventSource": ["NotEquals"]},
			"Data": {
				"eventCategory": ["Equals"], "resources.type": ["Equals"], "readOnly": ["Equals"],
				"eventName": all_operators, "resources.ARN": all_operators,
			},
		},
		"2026-05": {
			"Management": {"readOnly": ["Equals"], "eventSource": all_operators, "userIdentity.arn": all_operators},
			"Data": {"eventSource": all_operators, "eventType": all_operators, "resources.type": ["Equals"]},
			"NetworkActivity": {"eventSource": ["Equals"], "errorCode": ["Equals"], "vpcEndpointId": all_operators},
		},
	}
	some name, fields in categories
	every field, operators in fields {
		statement := object.union({"Field": field}, {operator: ["x"] | some operator in all_operators})
		selector := [category(name), statement]
		findings := rule.findings with input as store([selector]) with data.edition as data.editions[edition]
		refused := {finding.at[4] | some finding in findings; finding.at[3] == 1}
		refused == {operator | some operator in all_operators} - {operator | some operator in operators}
	}
}

test_category_unknown if {
	findings := rule.findings with input as store([[{"Field": "readOnly", "EndsWith": ["e"]}]])
	count(findings) == 1
}

test_null_is_an_operator if {
	findings := rule.findings with input as store([[category("Management"), {"Field": "readOnly", "NotEquals": null}]])
	count(findings) == 1
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[category("Data"), null]]),
		"null field": store([[category("Data"), {"Field": null, "NotEquals": ["a"]}]]),
		"no field": store([[category("Data"), {"NotEquals": ["a"]}]]),
		"unknown field": store([[category("Data"), {"Field": "readonly", "NotEquals": ["a"]}]]),
		"field of another category": store([[category("Management"), {"Field": "resources.type", "NotEquals": ["a"]}]]),
		"no operator": store([[category("Data"), {"Field": "readOnly"}]]),
		"what may be an operator": store([[category("Data"), {"Field": "readOnly", "Is": null}]]),
		"allowed": store([[category("Data"), type("AWS::S3::Object"), {"Field": "readOnly", "Equals": ["true"]}]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

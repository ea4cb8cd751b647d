package edslint.rules.never_matches_test

import data.edslint.rules.never_matches as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

names(operators) := store([[
	category("Data"),
	type("AWS::S3::Object"),
	object.union({"Field": "eventName"}, operators),
]])

at(rest) := array.concat(["AdvancedEventSelectors", 0, "FieldSelectors", 2], rest)

test_value if {
	findings := rule.findings with input as names({"Equals": ["PutObject", "GetObject"], "NotEquals": ["GetObject"]})
	findings == {{
		"at": at(["Equals", 1]),
		"message": `"GetObject" can match nothing: the same statement excludes it`,
		"help": "leave out the value, or the exclusion",
		"related": [{"at": at(["NotEquals", 0]), "message": "`NotEquals` \"GetObject\" removes \"GetObject\""}],
	}}
}

test_first_value if {
	findings := rule.findings with input as names({"Equals": ["GetObject", "PutObject"], "NotEquals": ["GetObject"]})
	{finding.at | some finding in findings} == {at(["Equals", 0])}
}

test_statement if {
	findings := rule.findings with input as names({
		"StartsWith": ["GetObject"], "EndsWith": ["Acl", "PolicyAcl"],
		"NotStartsWith": ["Put", "Get"], "NotEndsWith": ["Acl"],
	})
	findings == {{
		"at": at([]),
		"message": "this selector can match nothing: the statement on `eventName` excludes all that it selects",
		"help": "leave out the values that are not meant: an exclusion takes away from what its statement selects",
		"related": [{"at": at(["NotStartsWith", 1]), "message": "`NotStartsWith` \"Get\" removes \"GetObject\""}],
	}}
}

# Each value that is excluded, with what excludes it.
test_values[name] if {
	some name, case in {
		"prefix by prefix": {
			"of": {"StartsWith": ["Put", "GetObject"], "NotStartsWith": ["Get"]},
			"found": {["StartsWith", 1, "all that begins so", "NotStartsWith", 0]},
		},
		"suffix by suffix": {
			"of": {"EndsWith": ["Object", "BucketAcl"], "NotEndsWith": ["Acl"]},
			"found": {["EndsWith", 1, "all that ends so", "NotEndsWith", 0]},
		},
		"value by suffix": {
			"of": {"Equals": ["GetObjectAcl"], "StartsWith": ["Get"], "NotEndsWith": ["Tagging", "Acl"]},
			"found": {["Equals", 0, "it", "NotEndsWith", 1]},
		},
		"value by prefix": {
			"of": {"Equals": ["a", "b", "a"], "NotStartsWith": ["a"]},
			"found": {["Equals", 0, "it", "NotStartsWith", 0], ["Equals", 2, "it", "NotStartsWith", 0]},
		},
	}
	findings := rule.findings with input as names(case.of)
	{[finding.at[4], finding.at[5], regex.replace(finding.message, ".* excludes ", ""), finding.related[0].at[4], finding.related[0].at[5]] |
		some finding in findings
	} == case.found
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statement": store([[null, category("Data")]]),
		"null value": names({"Equals": ["GetObject", null], "NotEquals": ["GetObject"]}),
		"null operator": names({"Equals": ["GetObject"], "NotEquals": ["GetObject"], "StartsWith": null}),
		"a prefix but for one name": names({"StartsWith": ["Get"], "NotEquals": ["GetObjectAcl"]}),
		"a prefix but for a longer one": names({"StartsWith": ["Get"], "NotStartsWith": ["GetBucket"]}),
		"a prefix but for a suffix": names({"StartsWith": ["Get"], "NotEndsWith": ["Get"]}),
		"a suffix but for a longer one": names({"EndsWith": ["Acl"], "NotEndsWith": ["ObjectAcl"]}),
		"other case": names({"Equals": ["getObject"], "NotEquals": ["GetObject"]}),
		"only exclusions": names({"NotEquals": ["GetObject"], "NotStartsWith": ["Get"]}),
		"an operator that the field doesn't take": store([[
			category("Management"),
			{"Field": "readOnly", "Equals": ["true"], "NotEquals": ["true"]},
		]]),
		"category that can't be known": store([[
			category(null),
			{"Field": "eventName", "Equals": ["GetObject"], "NotEquals": ["GetObject"]},
		]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

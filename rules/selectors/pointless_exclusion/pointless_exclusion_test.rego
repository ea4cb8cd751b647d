package edslint.rules.pointless_exclusion_test

import data.edslint.rules.pointless_exclusion as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

names(operators) := store([[
	category("Data"),
	type("AWS::S3::Object"),
	object.union({"Field": "eventName"}, operators),
]])

at(rest) := array.concat(["AdvancedEventSelectors", 0, "FieldSelectors", 2], rest)

test_finding if {
	findings := rule.findings with input as names({
		"Equals": ["PutObject"], "StartsWith": ["Get"],
		"NotEquals": ["GetObjectAcl", "DeleteObject"],
	})
	findings == {{
		"at": at(["NotEquals", 1]),
		"message": "this excludes nothing: no `eventName` that the statement selects is \"DeleteObject\"",
		"help": "leave it out, or exclude something that the statement selects",
		"related": [
			{"at": at(["Equals"]), "message": "`Equals` selects something else"},
			{"at": at(["StartsWith"]), "message": "`StartsWith` selects something else"},
		],
	}}
}

test_values[name] if {
	some name, case in {
		"prefixes": {"of": {"StartsWith": ["Get"], "NotStartsWith": ["Put", "GetObject"]}, "found": {["NotStartsWith", 0]}},
		"suffixes": {"of": {"EndsWith": ["Acl"], "NotEndsWith": ["Tagging", "ObjectAcl"]}, "found": {["NotEndsWith", 0]}},
		"name with another end": {"of": {"EndsWith": ["Acl"], "NotEquals": ["GetObject", "GetObjectAcl"]}, "found": {["NotEquals", 0]}},
		"prefix of no name": {"of": {"Equals": ["GetObject", "a"], "NotStartsWith": ["Put", "Get"]}, "found": {["NotStartsWith", 0]}},
		"end of no name": {"of": {"Equals": ["GetObject", "a"], "NotEndsWith": ["Acl", "Object"]}, "found": {["NotEndsWith", 0]}},
		"twice": {"of": {"Equals": ["a"], "NotEquals": ["b", "b"]}, "found": {["NotEquals", 0], ["NotEquals", 1]}},
	}
	findings := rule.findings with input as names(case.of)
	{[finding.at[4], finding.at[5]] | some finding in findings} == case.found
}

test_words[operator] if {
	some operator, words in {"NotEquals": "is", "NotStartsWith": "begins with", "NotEndsWith": "ends with"}
	findings := rule.findings with input as names({"Equals": ["a"], operator: ["b"]})
	{finding.message | some finding in findings} == {concat("", [
		"this excludes nothing: no `eventName` that the statement selects ", words, ` "b"`,
	])}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statement": store([[null, category("Data")]]),
		"null value": names({"Equals": ["GetObject"], "NotEquals": ["PutObject", null]}),
		"null operator": names({"StartsWith": null, "NotEquals": ["PutObject", "GetObject"]}),
		"a prefix but for one name": names({"StartsWith": ["Get"], "NotEquals": ["GetObjectAcl"]}),
		"a prefix but for a longer one": names({"StartsWith": ["Get"], "NotStartsWith": ["GetBucket"]}),
		"a prefix but for a suffix": names({"StartsWith": ["Get"], "NotEndsWith": ["Acl"]}),
		"a suffix but for a prefix": names({"EndsWith": ["Acl"], "NotStartsWith": ["Get"]}),
		"one of two selecting operators": names({"Equals": ["PutObject"], "StartsWith": ["Get"], "NotEquals": ["GetObjectAcl"]}),
		"only exclusions": names({"NotEquals": ["GetObject", "PutObject"], "NotStartsWith": ["List"]}),
		"another case": names({"StartsWith": ["get"], "NotEquals": ["GetObjectAcl"]}),
		"can match nothing": names({"Equals": ["a"], "NotEquals": ["a", "b"]}),
		"wildcards": names({"StartsWith": ["Get*"], "NotEquals": ["GetObjectAcl"]}),
		"a folder of a bucket": store([[
			category("Data"),
			type("AWS::S3::Object"),
			{"Field": "resources.ARN", "StartsWith": ["arn:aws:s3:::logs/"], "NotStartsWith": ["arn:aws:s3:::logs/tmp/"]},
		]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

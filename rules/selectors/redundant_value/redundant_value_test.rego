package edslint.rules.redundant_value_test

import data.edslint.rules.redundant_value as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

names(operators) := store([[
	category("Data"),
	type("AWS::S3::Object"),
	object.union({"Field": "eventName"}, operators),
]])

at(rest) := array.concat(["AdvancedEventSelectors", 0, "FieldSelectors", 2], rest)

test_twice if {
	findings := rule.findings with input as names({"Equals": ["PutObject", "GetObject", "PutObject"]})
	findings == {{
		"at": at(["Equals", 2]),
		"message": "\"PutObject\" stands twice in `Equals`",
		"help": "leave it out",
		"related": [{"at": at(["Equals", 0]), "message": `"PutObject" first stands here`}],
	}}
}

test_covered if {
	findings := rule.findings with input as names({"Equals": ["GetObject"], "StartsWith": ["Put", "Get"]})
	findings == {{
		"at": at(["Equals", 0]),
		"message": "\"GetObject\" adds nothing: `StartsWith` \"Get\" matches it already",
		"help": `leave it out, or write something narrower than "Get"`,
		"related": [{"at": at(["StartsWith", 1]), "message": `"Get" matches it`}],
	}}
}

test_words[[operator, other]] if {
	some [operator, value, other, says] in [
		["StartsWith", "GetObject", "Get", "matches all that begins so"],
		["EndsWith", "ObjectAcl", "Acl", "matches all that ends so"],
		["NotStartsWith", "GetObject", "Get", "excludes all that begins so"],
		["NotEndsWith", "ObjectAcl", "Acl", "excludes all that ends so"],
	]
	findings := rule.findings with input as names({operator: [value, other]})
	{[finding.message, finding.related[0].message] | some finding in findings} == {[
		sprintf("%q adds nothing: `%s` %q %s already", [value, operator, other, says]),
		sprintf("%q %s", [other, says]),
	]}
}

# Each value that adds nothing, with the one that makes it so.
test_values[name] if {
	some name, case in {
		"prefixes": {
			"of": {"StartsWith": ["GetObject", "Get", "GetObjectAcl"]},
			"found": {
				["StartsWith", 0, "matches all that begins so", "StartsWith", 1],
				["StartsWith", 2, "matches all that begins so", "StartsWith", 0],
			},
		},
		"suffixes": {
			"of": {"EndsWith": ["Acl", "ObjectAcl"]},
			"found": {["EndsWith", 1, "matches all that ends so", "EndsWith", 0]},
		},
		"excluded prefix": {
			"of": {"NotStartsWith": ["Get", "GetObject"]},
			"found": {["NotStartsWith", 1, "excludes all that begins so", "NotStartsWith", 0]},
		},
		"excluded name": {
			"of": {"NotEquals": ["PutObject", "GetObjectAcl"], "NotEndsWith": ["Acl"], "StartsWith": ["G", "P"]},
			"found": {["NotEquals", 1, "excludes it", "NotEndsWith", 0]},
		},
		"excluded twice": {
			"of": {"NotEquals": ["GetObject", "GetObject"]},
			"found": {["NotEquals", 1, "twice", "NotEquals", 0]},
		},
		"three times, and covered": {
			"of": {"Equals": ["a", "a", "a"], "EndsWith": ["a"]},
			"found": {
				["Equals", 0, "matches it", "EndsWith", 0],
				["Equals", 1, "twice", "Equals", 0],
				["Equals", 2, "twice", "Equals", 0],
			},
		},
	}
	findings := rule.findings with input as names(case.of)
	{[finding.at[4], finding.at[5], says(finding.message), finding.related[0].at[4], finding.related[0].at[5]] |
		some finding in findings
	} == case.found
}

says(message) := "twice" if {
	contains(message, "stands twice")
} else := regex.find_n(`(matches|excludes) (it|all that (begins|ends) so)`, message, 1)[0]

# Of a value that can match nothing another rule speaks.
test_removed_value if {
	findings := rule.findings with input as names({
		"Equals": ["GetObject", "GetObject", "PutObject"],
		"StartsWith": ["Get", "P"], "NotStartsWith": ["G", "PutBucket"],
	})
	{[finding.at[4], finding.at[5]] | some finding in findings} == {["Equals", 2]}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statement": store([[null, category("Data")]]),
		"null value": names({"Equals": ["GetObject", "GetObject", null]}),
		"one value": names({"Equals": ["GetObject"]}),
		"AWS unites them": names({"Equals": ["PutObject", "DeleteObject"], "StartsWith": ["Get", "List"], "EndsWith": ["Acl"]}),
		"prefix and suffix": names({"StartsWith": ["Get"], "EndsWith": ["Get"]}),
		"a prefix but for one name": names({"StartsWith": ["Get"], "NotEquals": ["GetObjectAcl"]}),
		"other case": names({"Equals": ["getObject", "GetObject"]}),
		"the value that is covered": names({"Equals": ["Get"], "StartsWith": ["GetObject"]}),
		"can match nothing": names({"Equals": ["Get", "Get"], "NotEquals": ["Get"]}),
		"excludes all": names({"StartsWith": ["Get"], "NotStartsWith": ["Get"], "NotEquals": ["GetObject"]}),
		"excludes nothing": names({"StartsWith": ["Put"], "NotStartsWith": ["Get", "GetObject"], "NotEquals": ["Get", "Get"]}),
		"both values of a field that takes one": store([[category("Management"), {"Field": "readOnly", "Equals": ["true", "true"]}]]),
		"in two selectors": store([
			[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": ["GetObject"]}],
			[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "StartsWith": ["Get"]}],
		]),
	}
	findings := rule.findings with input as request
	findings == set()
}

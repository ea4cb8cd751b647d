package edslint.rules.undone_exclusion_test

import data.edslint.rules.undone_exclusion as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

objects(statements) := array.concat([category("Data"), type("AWS::S3::Object")], statements)

names(operators) := object.union({"Field": "eventName"}, operators)

arns(operators) := object.union({"Field": "resources.ARN"}, operators)

writes := {"Field": "readOnly", "Equals": ["false"]}

test_finding if {
	findings := rule.findings with input as store([
		[category("Management")],
		objects([arns({"NotStartsWith": ["arn:aws:s3:::tmp/", "arn:aws:s3:::logs/"]})]),
		objects([arns({"StartsWith": ["arn:aws:s3:::logs"]})]),
	])
	findings == {{
		"at": ["AdvancedEventSelectors", 1, "FieldSelectors", 2, "NotStartsWith", 1],
		"message": "this keeps nothing out of the store: another selector lets in all that `NotStartsWith` \"arn:aws:s3:::logs/\" excludes here",
		"help": "exclude it in each selector that lets it in, by a condition in the same selector, or nowhere",
		"related": [{"at": ["AdvancedEventSelectors", 2], "message": "this selector lets it in"}],
	}}
}

# What more conditions of either selector do to an exclusion by its ending.
test_beside_others[name] if {
	some name, c in {
		"another exclusion keeps the same out": [{"Equals": ["ab", "cd"], "NotStartsWith": ["a"], "NotEndsWith": ["b"]}, {"StartsWith": ["a"]}, set()],
		"the other leaves out what has another ending": [{"StartsWith": ["P"], "NotEndsWith": ["Acl"]}, {"NotEquals": ["GetAcl", "Px"]}, {"NotEndsWith"}],
		"the other leaves out one of them": [{"StartsWith": ["P"], "NotEndsWith": ["Acl"]}, {"NotEquals": ["PutAcl", "Pub"]}, set()],
	}
	findings := rule.findings with input as store([objects([names(c[0]), writes]), objects([names(c[1])])])
	{finding.at[4] | some finding in findings} == c[2]
}

# Of a selector that another one covers, the whole is said.
test_covered if {
	findings := rule.findings with input as store([
		objects([names({"NotEquals": ["a"], "NotStartsWith": ["x"]})]),
		objects([names({"NotStartsWith": ["x"]})]),
	])
	findings == set()
}

# The same value of another field may still be kept out.
test_field if {
	findings := rule.findings with input as store([
		objects([names({"NotEquals": ["a"]}), {"Field": "eventSource", "NotEquals": ["a"]}]),
		objects([names({"Equals": ["a"]}), {"Field": "eventSource", "NotEquals": ["a"]}]),
	])
		with data.edition as data.editions["2026-05"]
	{finding.at[3] | some finding in findings} == {2}
}

# Each exclusion that is undone, with the selector that does so.
test_exclusions[name] if {
	some name, case in {
		"each undoes the other": {
			"of": [
				[category("Management"), {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}],
				[category("Management"), {"Field": "eventSource", "NotEquals": ["rdsdata.amazonaws.com"]}],
			],
			"found": {[0, "NotEquals", 0, 1], [1, "NotEquals", 0, 0]},
		},
		"beside conditions that the other has not": {
			"of": [
				objects([names({"NotStartsWith": ["Get"]}), writes]),
				objects([names({"StartsWith": ["Get"]})]),
			],
			"found": {[0, "NotStartsWith", 0, 1]},
		},
		"the first of several": {
			"of": [
				objects([names({"NotEquals": ["a", "b", "a"]})]),
				objects([names({"Equals": ["a"]})]),
				objects([names({"EndsWith": ["a"]})]),
			],
			"found": {[0, "NotEquals", 0, 1]},
		},
		"of what is selected": {
			"of": [
				objects([names({"StartsWith": ["Get"], "NotEndsWith": ["Acl"]})]),
				objects([names({"StartsWith": ["GetObject", "GetBucket"], "EndsWith": ["Acl"]})]),
			],
			"found": {[0, "NotEndsWith", 0, 1]},
		},
	}
	findings := rule.findings with input as store(case.of)
	{[finding.at[1], finding.at[4], finding.at[5], finding.related[0].at[1]] | some finding in findings} == case.found
}

test_no_findings[name] if {
	some name, selectors in {
		"none": [],
		"null": [null, null],
		"one": [objects([names({"NotEquals": ["a"]})])],
		"covered as a whole": [objects([]), objects([names({"NotEquals": ["a"]})])],
		"let in in part": [objects([names({"NotStartsWith": ["Get"]})]), objects([names({"Equals": ["GetObject"]})])],
		"let in under another condition": [
			objects([names({"NotEquals": ["GetObject"]})]),
			objects([names({"Equals": ["GetObject"]}), arns({"StartsWith": ["arn:aws:s3:::payroll/"]})]),
		],
		"let in under another condition of a field that both have": [
			objects([names({"NotEquals": ["GetObject"]}), arns({"StartsWith": ["arn:aws:s3:::"]})]),
			objects([names({"Equals": ["GetObject"]}), arns({"StartsWith": ["arn:aws:s3:::payroll/"]})]),
		],
		"of another type": [
			objects([names({"NotStartsWith": ["Get"]})]),
			[category("Data"), type("AWS::DynamoDB::Table"), names({"StartsWith": ["Get"]})],
		],
		"the same exclusion in both": [
			objects([names({"NotStartsWith": ["Get"]}), writes]),
			objects([names({"NotStartsWith": ["Get"]}), arns({"EndsWith": [".csv"]})]),
		],
		"excludes nothing": [
			objects([names({"StartsWith": ["Put"], "NotStartsWith": ["Get"]})]),
			objects([names({"StartsWith": ["Get"]})]),
		],
		"in another selector that excludes it too": [
			objects([names({"NotEquals": ["a"], "NotStartsWith": ["a"]})]),
			objects([names({"Equals": ["a"]})]),
		],
		"KMS, but for its reads": [
			[category("Management"), {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}],
			[category("Management"), writes],
		],
		"null value": [objects([names({"NotEquals": ["a", null]})]), objects([names({"Equals": ["a"]})])],
		"wildcards": [objects([names({"NotEquals": ["a*"]})]), objects([names({"NotEquals": ["b*"]})])],
	}
	findings := rule.findings with input as store(selectors)
	findings == set()
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

# What two exclusions both keep out, neither keeps out alone.
test_kept_out_twice if {
	findings := rule.findings with input as store([
		objects([names({"Equals": ["DeleteObjects", "GetObject"], "NotEndsWith": ["Objects"], "NotStartsWith": ["Delete"]})]),
		objects([names({"StartsWith": ["Get"]}), writes]),
		objects([names({"StartsWith": ["Get"]})]),
	])
	findings == set()
}

# All values of an operator are one fault, if one selector undoes them all.
test_all_values if {
	findings := rule.findings with input as store([
		objects([arns({"StartsWith": ["arn:aws:s3:::"]})]),
		objects([arns({"NotStartsWith": ["arn:aws:s3:::tmp/", "arn:aws:s3:::logs/"]})]),
	])
	findings == {{
		"at": ["AdvancedEventSelectors", 1, "FieldSelectors", 2, "NotStartsWith"],
		"message": "this keeps nothing out of the store: another selector lets in all that `NotStartsWith` excludes here",
		"help": "exclude it in each selector that lets it in, by a condition in the same selector, or nowhere",
		"related": [{"at": ["AdvancedEventSelectors", 0], "message": "this selector lets it in"}],
	}}
}

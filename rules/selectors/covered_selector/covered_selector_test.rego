package edslint.rules.covered_selector_test

import data.edslint.rules.covered_selector as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

objects(statements) := array.concat([category("Data"), type("AWS::S3::Object")], statements)

names(operators) := object.union({"Field": "eventName"}, operators)

arns(operators) := object.union({"Field": "resources.ARN"}, operators)

writes := {"Field": "readOnly", "Equals": ["false"]}

test_covered if {
	findings := rule.findings with input as store([objects([writes]), objects([names({"StartsWith": ["Put"]}), writes])])
	findings == {{
		"at": ["AdvancedEventSelectors", 1],
		"message": "this selector adds nothing: another one matches all of its events",
		"help": "leave it out, or put its conditions into the other selector: an event is logged if any selector matches it",
		"related": [{"at": ["AdvancedEventSelectors", 0], "message": "this selector matches all of its events"}],
	}}
}

# Of equal selectors the later one is reported, whatever their order.
test_equal if {
	findings := rule.findings with input as store([
		objects([names({"Equals": ["a", "b"]}), writes]),
		[writes, names({"Equals": ["b", "a"]}), type("AWS::S3::Object"), category("Data")],
	])
	findings == {{
		"at": ["AdvancedEventSelectors", 1],
		"message": "this selector adds nothing: another one has the same conditions",
		"help": "leave it out",
		"related": [{"at": ["AdvancedEventSelectors", 0], "message": "this selector matches all of its events"}],
	}}
}

# The selectors that are covered, each with the one that covers it.
test_selectors[name] if {
	some name, case in {
		"the earlier by the later": {"of": [objects([writes]), objects([])], "found": {[0, 1]}},
		"all by one": {"of": [objects([writes]), objects([]), objects([writes])], "found": {[0, 1], [2, 0]}},
		"management": {
			"of": [[category("Management")], [category("Management"), {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}]],
			"found": {[1, 0]},
		},
		"of a category without filters": {"of": [[category("Evidence")], [category("Evidence")]], "found": {[1, 0]}},
		"the same set in other words": {
			"of": [objects([names({"StartsWith": ["a"]})]), objects([names({"StartsWith": ["a"], "Equals": ["ab"]})])],
			"found": {[1, 0]},
		},
		"in several fields": {
			"of": [
				objects([names({"StartsWith": ["Get", "Put"]}), arns({"NotStartsWith": ["arn:aws:s3:::tmp/"]})]),
				objects([names({"StartsWith": ["Get"]}), writes, arns({"Equals": ["arn:aws:s3:::logs/a/"]})]),
			],
			"found": {[1, 0]},
		},
	}
	findings := rule.findings with input as store(case.of)
	{[finding.at[1], finding.related[0].at[1]] | some finding in findings} == case.found
}

test_no_findings[name] if {
	some name, selectors in {
		"none": [],
		"null": [null, null],
		"one": [objects([])],
		"other types": [objects([]), [category("Data"), type("AWS::Lambda::Function")]],
		"other categories": [objects([]), [category("Management")]],
		"other fields": [
			objects([names({"StartsWith": ["Get"]})]),
			objects([arns({"StartsWith": ["arn:aws:s3:::logs/"]})]),
		],
		"exclusion in the wider": [
			objects([names({"StartsWith": ["Get"], "NotEquals": ["GetObjectAcl"]})]),
			objects([names({"Equals": ["GetObject", "GetObjectAcl"]})]),
		],
		"overlap": [objects([names({"StartsWith": ["Get"]})]), objects([names({"EndsWith": ["Acl"]})])],
		"wider in one field, narrower in another": [
			objects([names({"StartsWith": ["Get"]}), arns({"StartsWith": ["arn:aws:s3:::logs/"]})]),
			objects([names({"Equals": ["GetObject"]}), arns({"StartsWith": ["arn:aws:s3:::"]})]),
		],
		# An event without the field passes an exclusion.
		"absent": [objects([names({"StartsWith": ["a"]})]), objects([names({"NotEquals": ["a"]})])],
		"can match nothing": [objects([]), objects([names({"Equals": ["a"], "NotEquals": ["a"]})])],
		"unknown type": [[category("Data"), type("AWS::S3::Objekt")], [category("Data"), type("AWS::S3::Objekt")]],
		"no type": [[category("Data"), writes], [category("Data"), writes]],
		"category that can't be known": [[category(null)], [category(null)]],
		"null statement": [objects([]), objects([null])],
		"null value": [objects([]), objects([names({"Equals": [null]})])],
		"no operator": [objects([]), objects([{"Field": "eventName"}])],
		"unknown field": [objects([]), objects([{"Field": "eventname", "Equals": ["a"]}])],
		"field that stands twice": [objects([]), objects([writes, writes])],
		"field of another category": [
			[category("Management")],
			[category("Management"), {"Field": "resources.type", "Equals": ["AWS::S3::Object"]}],
		],
		"wildcards": [objects([]), objects([names({"Equals": ["Get*"]})])],
		"unlisted value": [objects([]), objects([{"Field": "readOnly", "Equals": ["no"]}])],
		"both values": [objects([]), objects([{"Field": "readOnly", "Equals": ["true", "false"]}])],
		"wrong ARN": [objects([]), objects([arns({"Equals": ["arn:aws:s3:::logs"]})])],
	}
	findings := rule.findings with input as store(selectors)
	findings == set()
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

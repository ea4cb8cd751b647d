package edslint.rules.missing_field_test

import data.edslint.rules.missing_field as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_no_category if {
	findings := rule.findings with input as store([[{"Field": "readOnly", "Equals": ["true"]}]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors"],
		"message": "the selector has no statement on `eventCategory`, which every selector needs",
		"help": concat("", [
			`add {"Field": "eventCategory", "Equals": [VALUE]}, where VALUE is `,
			`"Management", "Data", "ConfigurationItem", "Evidence" or "ActivityAuditLog"`,
		]),
	}}
}

test_no_type if {
	findings := rule.findings with input as store([[category("Management")], [category("Data")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 1, "FieldSelectors"],
		"message": "the selector has no statement on `resources.type`, which every Data selector needs",
		"help": `add {"Field": "resources.type", "Equals": [VALUE]}`,
	}}
}

test_no_source if {
	findings := rule.findings with input as store([[category("NetworkActivity"), {"Field": "errorCode"}]])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors"],
		"message": "the selector has no statement on `eventSource`, which every NetworkActivity selector needs",
		"help": `add {"Field": "eventSource", "Equals": [VALUE]}`,
	}}
}

# A long list of values is for AWS's documentation.
test_help_with_values[n] if {
	some n, listed in {9: true, 10: false}
	values := [sprintf("value-%d", [i]) | some i in numbers.range(1, n)]
	findings := rule.findings with input as store([[{"Field": "readOnly"}]])
		with data.edition.fields.eventCategory.values as values
	{contains(finding.help, "where VALUE is") | some finding in findings} == {listed}
}

test_every_selector if {
	findings := rule.findings with input as store([[type("AWS::S3::Object")], [category("Management")], [category("Data")]])
	{finding.at | some finding in findings} == {
		["AdvancedEventSelectors", 0, "FieldSelectors"],
		["AdvancedEventSelectors", 2, "FieldSelectors"],
	}
}

test_no_findings[name] if {
	some name, statements in {
		"management": [category("Management")],
		"data": [type("AWS::S3::Object"), category("Data")],
		"evidence": [category("Evidence")],
		"any value": [category("Data"), type(null)],
		"any operator": [category("Data"), {"Field": "resources.type", "StartsWith": ["AWS"]}],
		"unknown category": [category("Dta")],
		"null category": [{"Field": "eventCategory", "Equals": null}],
		"no operator": [{"Field": "eventCategory"}],
		"misspelt category field": [{"Field": "eventcategory", "Equals": ["Data"]}],
		"misspelt type field": [category("Data"), {"Field": "resource.type", "Equals": ["AWS::S3::Object"]}],
		"null field": [category("Data"), {"Field": null, "Equals": ["AWS::S3::Object"]}],
		"null statement": [category("Data"), null],
		"none": [],
		"null": null,
	}
	findings := rule.findings with input as store([statements])
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"no statements": {"AdvancedEventSelectors": [{"Name": "all"}]},
	}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.field_not_allowed_test

import data.edslint.rules.field_not_allowed as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_finding if {
	findings := rule.findings with input as store([[type("AWS::S3::Object"), category("Management")]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 0, "Field"],
		"level": "error",
		"message": "a selector of category Management can't filter on `resources.type`, which is for Data events",
		"help": "Management selectors take `eventCategory`, `eventSource` or `readOnly`",
	}}
}

test_category_without_filters if {
	findings := rule.findings with input as store([[category("Evidence"), {"Field": "readOnly", "Equals": ["true"]}]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Field"],
		"level": "error",
		"message": "a selector of category Evidence can't filter on `readOnly`, which is for Management or Data events",
		"help": "leave the statement out: Evidence events can't be filtered",
	}}
}

# What the page doesn't say in so many words is only a warning.
test_doubtful_field if {
	findings := rule.findings with input as store([[category("Management"), {"Field": "eventName", "Equals": ["CreateUser"]}]])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Field"],
		"level": "warning",
		"message": "a selector of category Management isn't documented to filter on `eventName`, which is for Data events",
		"help": "Management selectors take `eventCategory`, `eventSource` or `readOnly`",
	}}
}

# Which fields each category has, of all that the edition knows.
test_fields[edition][name] if {
	some edition, categories in {
		"2023-06": {
			"Management": {"eventName", "resources.ARN", "resources.type"},
			"Data": {"eventSource"},
			"ConfigurationItem": {"eventName", "eventSource", "readOnly", "resources.ARN", "resources.type"},
			"Evidence": {"eventName", "eventSource", "readOnly", "resources.ARN", "resources.type"},
			"ActivityAuditLog": {"eventName", "eventSource", "readOnly", "resources.ARN", "resources.type"},
		},
		"2026-05": {
			"Management": {"errorCode", "resources.ARN", "resources.type", "vpcEndpointId"},
			"Data": {"errorCode", "vpcEndpointId"},
			"NetworkActivity": {
				"eventType", "readOnly", "resources.ARN", "resources.type",
				"sessionCredentialFromConsole", "userIdentity.arn",
			},
			"Insight": object.keys(data.editions["2026-05"].fields) - {"eventCategory"},
			"ConfigurationItem": object.keys(data.editions["2026-05"].fields) - {"eventCategory"},
		},
	}
	some name, refused in categories
	fields := [field | some field, _ in data.editions[edition].fields; field != "eventCategory"]
	statements := array.concat([{"Field": field, "Equals": ["x"]} | some field in fields], [category(name)])
	findings := rule.findings with input as store([statements]) with data.edition as data.editions[edition]
	{fields[finding.at[3]] | some finding in findings} == refused
}

test_every_statement if {
	findings := rule.findings with input as store([
		[category("Management")],
		[category("Evidence"), type("AWS::S3::Object"), {"Field": "readOnly"}, type("AWS::S3::Object")],
	])
	{array.slice(finding.at, 1, 4) | some finding in findings} == {
		[1, "FieldSelectors", 1],
		[1, "FieldSelectors", 2],
		[1, "FieldSelectors", 3],
	}
}

test_no_findings[name] if {
	some name, statements in {
		"no category": [type("AWS::S3::Object")],
		"unknown category": [category("Managment"), type("AWS::S3::Object")],
		"two categories": [{"Field": "eventCategory", "Equals": ["Management", "Data"]}, type("AWS::S3::Object")],
		"null category": [category(null), type("AWS::S3::Object")],
		"unknown field": [category("Management"), {"Field": "resources.typ", "Equals": ["AWS::S3::Object"]}],
		"null field": [category("Management"), {"Field": null, "Equals": ["AWS::S3::Object"]}],
		"no field": [category("Management"), {"Equals": ["AWS::S3::Object"]}],
		"null statement": [category("Management"), null],
		"none": [],
		"null": null,
	}
	findings := rule.findings with input as store([statements])
	findings == set()
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

# Where the category is missing or wrong, that is the fault.
test_category_unknown[name] if {
	some name, statements in {
		"none": [{"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}],
		"another operator": [{"Field": "eventCategory", "StartsWith": ["Management"]}, {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}],
		"misspelt": [category("Managment"), {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com"]}],
	}
	findings := rule.findings with input as store([statements]) with data.edition as data.editions["2023-06"]
	findings == set()
}

package edslint.rules.split_selector_test

import data.edslint.rules.split_selector as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

read_only(value) := {"Field": "readOnly", "Equals": [value]}

arns(values) := {"Field": "resources.ARN", "StartsWith": values}

test_finding if {
	findings := rule.findings with input as store([
		[category("Management")],
		[category("Data"), type("AWS::S3::Object"), read_only("false"), arns(["arn:aws:s3:::a/", "arn:aws:s3:::b/"])],
		[arns(["arn:aws:s3:::b/", "arn:aws:s3:::a/"]), category("Data"), read_only("true"), type("AWS::S3::Object")],
	])
	findings == {{
		"at": ["AdvancedEventSelectors", 2],
		"message": "this selector and another one differ only in `readOnly`, and together leave nothing out",
		"help": "make one selector of the two, without `readOnly`",
		"related": [{
			"at": ["AdvancedEventSelectors", 1],
			"message": "here `readOnly` is \"false\", there it is \"true\"",
		}],
	}}
}

test_near_misses[name] if {
	some name, selectors in {
		"one value": [[category("Management"), read_only("true")], [category("Management"), read_only("true")]],
		"another category": [[category("Management"), read_only("true")], [category("Data"), type("AWS::S3::Object"), read_only("false")]],
		"another type": [
			[category("Data"), type("AWS::S3::Object"), read_only("true")],
			[category("Data"), type("AWS::Lambda::Function"), read_only("false")],
		],
		"other conditions": [
			[category("Data"), type("AWS::S3::Object"), read_only("true"), arns(["arn:aws:s3:::a/"])],
			[category("Data"), type("AWS::S3::Object"), read_only("false"), arns(["arn:aws:s3:::b/"])],
		],
		"more conditions": [
			[category("Data"), type("AWS::S3::Object"), read_only("true"), arns(["arn:aws:s3:::a/"])],
			[category("Data"), type("AWS::S3::Object"), read_only("false")],
		],
		"both in one": [[category("Management"), read_only("true")], [category("Management"), {"Field": "readOnly", "Equals": ["true", "false"]}]],
		"unknown": [[category("Management"), read_only("true")], [category("Management"), read_only(null)]],
		"no values": [[category("Management"), read_only("true")], [category("Management"), {"Field": "readOnly"}]],
	}
	findings := rule.findings with input as store(selectors)
	findings == set()
}

# Two of many values leave the others out.
test_two_of_many if {
	findings := rule.findings with input as store([[category("NetworkActivity"), {"Field": "eventSource", "Equals": [source]}] |
		some source in ["kms.amazonaws.com", "s3.amazonaws.com"]
	])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_nothing[name] if {
	some name, request in {"nothing": {}, "null": {"AdvancedEventSelectors": null}, "null selectors": {"AdvancedEventSelectors": [null, null]}}
	findings := rule.findings with input as request
	findings == set()
}

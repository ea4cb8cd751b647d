package edslint.advice_test

import data.edslint.advice
import data.edslint.lib
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_categories[name] if {
	some name, c in {
		"none": [{}, {"Management"}],
		"empty": [store([]), set()],
		"null": [{"AdvancedEventSelectors": null}, set()],
		"known": [store([[category("Data")], [category("Management")], [category("Data")]]), {"Data", "Management"}],
		"one unknown": [store([[category("Data")], null]), {"Data", ""}],
	}
	got := advice.categories with input as c[0]
	got == c[1]
}

test_below_event_history[name] if {
	some name, c in {
		"management": [[[category("Management")]], 89, true],
		"long enough": [[[category("Management")]], 90, false],
		"data": [[[category("Data"), type("AWS::S3::Object")]], 7, false],
	}
	below(store(c[0]), c[1]) == c[2]
}

below(request, days) if {
	advice.below_event_history(days) with input as request
} else := false

test_plain[name] if {
	some name, c in {
		"plain": [[category("Data"), type("AWS::S3::Object")], 1],
		"no category": [[type("AWS::S3::Object")], 0],
		"unknown field": [[category("Data"), {"Field": "eventSuorce", "Equals": ["a"]}], 0],
		"field of another category": [[category("Management"), type("AWS::S3::Object")], 0],
		"field twice": [[category("Data"), type("AWS::S3::Object"), type("AWS::S3::Object")], 0],
		"null statement": [[category("Data"), null], 0],
		"null": [null, 0],
	}
	plain := [view | some view in lib.selectors; advice.plain(view)] with input as store([c[0]])
	count(plain) == c[1]
}

test_statement if {
	request := store([[category("Data"), type("AWS::S3::Object")]])
	found := advice.statement(lib.selectors[0], "resources.type") with input as request
	found == {"index": 1, "operators": {"Equals": ["AWS::S3::Object"]}}
	not has_statement(request, "readOnly")
}

has_statement(request, field) if advice.statement(lib.selectors[0], field) with input as request

test_known if {
	advice.known({"Equals": ["a"], "NotEquals": ["b", "c"]})
	every operators in [{"Equals": null}, {"Equals": [null]}, {"Equals": ["a"], "NotEquals": ["b", null]}, {"Equals": []}, {"Equals": [1]}] {
		not advice.known(operators)
	}
}

test_key_alias[key] if {
	some key, name in {
		"alias/audit": "audit",
		"alias/aws/cloudtrail": "aws/cloudtrail",
		"arn:aws:kms:eu-west-1:111122223333:alias/a/b": "a/b",
		"arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012": "",
		"12345678-1234-1234-1234-123456789012": "",
		"alias:audit": "",
		"arn:aws:kms:eu-west-1:1111:alias/audit": "",
	}
	name_of(key) == name
}

name_of(key) := name if {
	name := advice.key_alias with input as {"KmsKeyId": key}
} else := ""

test_no_key[name] if {
	some name, request in {"nothing": {}, "null": {"KmsKeyId": null}}
	not has_alias(request)
}

has_alias(request) if advice.key_alias with input as request

package edslint.lib.texts_test

import data.edslint.lib.texts
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_texts if {
	found := texts.texts with input as store([
		[category("Management"), {"Field": "readOnly", "Equals": ["true"]}],
		[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "StartsWith": ["Get"], "Matches": ["x"]}],
	])
	found == [{
		"index": 1,
		"statement": 2,
		"field": "eventName",
		"category": "Data",
		"type": "AWS::S3::Object",
		"form": data.edition.texts.fields.eventName,
		"values": {"StartsWith": ["Get"]},
	}]
}

# Statements of a selector that has another fault, and fields that take only some values.
test_no_texts[name] if {
	wild := {"Field": "eventName", "Equals": ["Get*"]}
	some name, statements in {
		"category unknown": [category("Date"), wild],
		"no category": [wild],
		"field twice": [category("Data"), type("AWS::S3::Object"), wild, wild],
		"null statement": [category("Data"), type("AWS::S3::Object"), wild, null],
		"field of another category": [category("Evidence"), wild],
		"listed values": [category("Management"), {"Field": "eventSource", "NotEquals": ["kms*"]}],
		"null field": [category("Data"), {"Field": null, "Equals": ["Get*"]}],
		"null": null,
	}
	found := texts.texts with input as store([statements])
	found == []
}

statement(field, operator, value) := store([[category("Data"), type("AWS::S3::Object"), {"Field": field, operator: [value]}]])

kind(field, operator, value) := kinds if {
	slips := texts.slips with input as statement(field, operator, value) with data.edition as data.editions["2026-05"]
	kinds := [slip.kind | some slip in slips]
}

test_slips[[field, value]] if {
	some [field, value, want] in [
		["eventName", "Get*", ["wildcard"]],
		["eventName", "Get?bject", ["wildcard"]],
		["eventName", " Get*", ["wildcard"]],
		["eventName", "GetObject,PutObject", ["joined"]],
		["eventName", "Get*, Put*", ["joined"]],
		["eventName", "Get|Put", ["joined"]],
		["eventName", "GetObject ", ["space"]],
		["eventName", "\u00a0GetObject", ["space"]],
		["eventName", "GetObject", []],
		["eventName", null, []],
		["userIdentity.arn", "arn:aws:sts::111122223333:assumed-role/deploy/a,b", []],
		["userIdentity.arn", "arn:aws:sts::111122223333:assumed-role/deploy/*", ["wildcard"]],
		["userIdentity.arn", "arn:aws:iam::111122223333:user/a, arn:aws:iam::111122223333:user/b", ["joined"]],
	]
	kind(field, "Equals", value) == want
}

# What an object key may hold is no slip.
test_slips_of_keys[[operator, value]] if {
	some [operator, value, want] in [
		["Equals", "arn:aws:s3:::logs/*", ["wildcard"]],
		["Equals", "arn:aws:s3:::logs/*/june.csv", ["wildcard"]],
		["StartsWith", "arn:aws:s3:::logs/2026-*", ["wildcard"]],
		["StartsWith", "arn:aws:s3:::*", ["wildcard"]],
		["StartsWith", "arn:aws:s3:::*-logs/june", ["wildcard"]],
		["EndsWith", "*.csv", ["wildcard"]],
		["Equals", "arn:aws:s3:::logs/what?.txt", []],
		["StartsWith", "arn:aws:s3:::logs/5*3/", []],
		["EndsWith", "5*3.txt", []],
		["Equals", "arn:aws:s3:::logs/a,b.txt", []],
		["Equals", "arn:aws:s3:::logs/a,arn:aws:s3:::logs/b", ["joined"]],
		["Equals", "arn:aws:s3:::logs/june.csv ", ["space"]],
		["NotEquals", "arn:aws:s3:::logs/june.csv ", ["space"]],
		["StartsWith", " arn:aws:s3:::logs/", ["space"]],
		["StartsWith", "arn:aws:s3:::logs/ ", ["space"]],
		["StartsWith", "arn:aws:s3:::logs ", ["space"]],
		["StartsWith", "arn:aws:s3:::logs/june\n", ["space"]],
		["StartsWith", "arn:aws:s3:::logs/Annual ", []],
		["EndsWith", " copy.csv", []],
		["EndsWith", ".csv ", ["space"]],
		["NotEquals", "arn:aws:s3:::log*s/", []], # no ARN of the type, which is said
	]
	kind("resources.ARN", operator, value) == want
}

test_arns if {
	arns := texts.arns with input as store([
		[category("Data"), type("AWS::S3::Object"), {
			"Field": "resources.ARN",
			"StartsWith": ["arn:aws:s3:::logs/", "logs", null, "arn:aws:s3:::*"],
			"NotEquals": ["arn:aws:s3:::logs"],
			"EndsWith": ["arn:"],
		}],
		[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": ["arn:"]}],
	])
	arns == [{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
		"index": 0,
		"field": "resources.ARN",
		"type": "AWS::S3::Object",
		"operator": "StartsWith",
		"value": "arn:aws:s3:::logs/",
		"parts": ["arn", "aws", "s3", "", "", "logs/"],
	}]
}

test_same_group if {
	texts.same_group("Equals", "StartsWith") == "StartsWith"
	texts.same_group("NotEquals", "StartsWith") == "NotStartsWith"
}

test_commonest if {
	texts.commonest(["b", "a"]) == "b"
	texts.commonest(["b", "a", "a"]) == "a"
}

test_events_of if {
	texts.events_of({"category": "Data", "type": "AWS::S3::Object"}) == "AWS::S3::Object"
	texts.events_of({"category": "NetworkActivity", "type": ""}) == "Management"
}

test_joined[name] if {
	some name, c in {
		"known": [["arn:a", "arn:b"], "\u0001arn:a\u0001arn:b"],
		"one unknown": [["arn:a", null, "arn:b"], "\u0001arn:a\u0001arn:b"],
	}
	statement := {"Field": "resources.ARN", "StartsWith": c[0], "NotStartsWith": ["arn:c"]}
	request := store([[category("Data"), type("AWS::S3::Object"), statement]])
	lists := texts.arn_lists with input as request
	[list.joined | some list in lists] == [c[1], "\u0001arn:c"]
	all := texts.joined_arns with input as request
	all == concat("", [c[1], "\u0001arn:c"])
}

test_arns_begin_so if {
	arns := texts.arns with input as store([[
		category("Data"), type("AWS::S3::Object"),
		{"Field": "resources.ARN", "StartsWith": ["xarn:aws:s3:::a/", "arn:aws:s3:::b/"]},
	]])
	[arn.value | some arn in arns] == ["arn:aws:s3:::b/"]
}

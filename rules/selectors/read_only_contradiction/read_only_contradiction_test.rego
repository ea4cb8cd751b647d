package edslint.rules.read_only_contradiction_test

import data.edslint.rules.read_only_contradiction as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

selector(flag, names) := store([[
	category("Data"),
	type("AWS::S3::Object"),
	{"Field": "readOnly", "Equals": flag},
	object.union({"Field": "eventName"}, names),
]])

test_finding if {
	findings := rule.findings with input as selector(["true"], {"Equals": ["PutObject", "DeleteObject"], "NotEquals": ["GetObject"]})
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"message": "`readOnly` \"true\" lets none of the event names through: they are all write events",
		"help": "leave `readOnly` out: the names say it already",
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 3, "Equals"],
			"message": "these are the event names",
		}],
	}}
}

test_some_names if {
	findings := rule.findings with input as selector(["false"], {"Equals": ["PutObject", "GetObject"]})
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 3, "Equals", 1],
		"message": "\"GetObject\" matches nothing here: it is a read event, which `readOnly` \"false\" leaves out",
		"help": "leave the name out, or log it in a selector of its own",
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
			"message": "`readOnly` is set here",
		}],
	}}
}

# Another operator lets other names through.
test_other_operator[operator] if {
	some operator, at in {"StartsWith": 3, "EndsWith": 3, "NotStartsWith": 2}
	findings := rule.findings with input as selector(["true"], {"Equals": ["PutObject"], operator: ["List"]})
	{finding.at[3] | some finding in findings} == {at}
}

test_management[name] if {
	some name, wrong in {"CreateUser": 1, "Decrypt": 0, "DescribeInstances": 0, "ConsoleLogin": 1, "SwitchRole": 0}
	findings := rule.findings with input as store([[
		category("Management"),
		{"Field": "readOnly", "Equals": ["true"]},
		{"Field": "eventName", "Equals": [name]},
	]])
		with data.edition as data.editions["2026-05"]
	count(findings) == wrong
}

test_category_unknown if {
	findings := rule.findings with input as store([[
		category("Date"),
		{"Field": "readOnly", "Equals": ["true"]},
		{"Field": "eventName", "Equals": ["CreateUser"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_near_misses[name] if {
	some name, request in {
		"reads": selector(["true"], {"Equals": ["GetObject"]}),
		"writes": selector(["false"], {"Equals": ["PutObject"]}),
		"name that may be either": selector(["true"], {"Equals": ["SelectObjectContent"]}),
		"no name": selector(["true"], {"Equals": []}),
		"unknown name": selector(["true"], {"Equals": ["PutObjectFoo"]}),
		"beginning": selector(["true"], {"StartsWith": ["Put"]}),
		"excluded": selector(["true"], {"NotEquals": ["PutObject"]}),
		"both": selector(["true", "false"], {"Equals": ["PutObject"]}),
		"no value": selector(["yes"], {"Equals": ["PutObject"]}),
		"unknown value": selector([null], {"Equals": ["PutObject"]}),
		"other operator": store([[
			category("Data"), type("AWS::S3::Object"),
			{"Field": "readOnly", "Equals": ["true"], "NotEquals": ["false"]},
			{"Field": "eventName", "Equals": ["PutObject"]},
		]]),
		"unknown type": store([[
			category("Data"), type("AWS::S3::Objects"),
			{"Field": "readOnly", "Equals": ["true"]}, {"Field": "eventName", "Equals": ["PutObject"]},
		]]),
		"unknown category": store([[
			category("Date"), type("AWS::S3::Object"),
			{"Field": "readOnly", "Equals": ["true"]}, {"Field": "eventName", "Equals": ["CreateUser"]},
		]]),
		"no field of the category": store([[
			category("Management"),
			{"Field": "readOnly", "Equals": ["true"]}, {"Field": "eventName", "Equals": ["CreateUser"]},
		]]),
		"field twice": store([[
			category("Data"), type("AWS::S3::Object"),
			{"Field": "readOnly", "Equals": ["true"]}, {"Field": "readOnly", "Equals": ["false"]},
			{"Field": "eventName", "Equals": ["PutObject"]},
		]]),
		"other selector": store([
			[category("Data"), type("AWS::S3::Object"), {"Field": "readOnly", "Equals": ["true"]}],
			[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": ["PutObject"]}],
		]),
	}
	findings := rule.findings with input as request
	findings == set()
}

test_other_fields[name] if {
	some name, statements in {
		"of the category": [category("Evidence"), {"Field": "readOnly", "Equals": ["true"]}, {"Field": "eventName", "Equals": ["CreateUser"]}],
		"that takes \"true\"": [
			category("Data"), type("AWS::S3::Object"), {"Field": "sessionCredentialFromConsole", "Equals": ["true"]},
			{"Field": "readOnly", "Equals": ["false"]}, {"Field": "eventName", "Equals": ["PutObject"]},
		],
		"with an event name": [
			category("Data"), type("AWS::S3::Object"), {"Field": "eventSource", "Equals": ["PutObject"]},
			{"Field": "readOnly", "Equals": ["true"]}, {"Field": "eventName", "Equals": ["GetObject"]},
		],
	}
	findings := rule.findings with input as store([statements]) with data.edition as data.editions["2026-05"]
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": selector(["true"], {"Equals": null}),
		"null value": selector(["true"], {"Equals": [null]}),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

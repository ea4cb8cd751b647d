package edslint.rules.role_arn_test

import data.edslint.rules.role_arn as rule
import data.edslint.test.category
import data.edslint.test.store

identity(operator, value) := store([[category("Management"), {"Field": "userIdentity.arn", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as identity("Equals", "arn:aws:iam::111122223333:role/deploy")
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "Equals", 0],
		"message": `"arn:aws:iam::111122223333:role/deploy" is the ARN of a role, but events carry that of the role's session, of STS`,
		"help": "write \"arn:aws:sts::111122223333:assumed-role/deploy/\" under `StartsWith`",
	}}
}

test_help[[operator, value]] if {
	some [operator, value, help] in [
		[
			"NotEquals", "arn:aws-cn:iam::111122223333:role/team/ci/deploy",
			"write \"arn:aws-cn:sts::111122223333:assumed-role/deploy/\" under `NotStartsWith`",
		],
		[
			"StartsWith", "arn:aws:iam::111122223333:role/dep",
			"write \"arn:aws:sts::111122223333:assumed-role/dep\" under `StartsWith`",
		],
		[
			"NotStartsWith", "arn:aws:iam::111122223333:role/team/",
			"write \"arn:aws:sts::111122223333:assumed-role/<role>/\" under `NotStartsWith`",
		],
		[
			"Equals", "arn:aws:sts::111122223333:assumed-role/deploy/",
			"write \"arn:aws:sts::111122223333:assumed-role/deploy/\" under `StartsWith`",
		],
		[
			"NotEquals", "arn:aws:sts::111122223333:assumed-role/deploy",
			"write \"arn:aws:sts::111122223333:assumed-role/deploy/\" under `NotStartsWith`",
		],
	]
	findings := rule.findings with input as identity(operator, value) with data.edition as data.editions["2026-05"]
	{finding.help | some finding in findings} == {help}
}

test_no_session if {
	value := "arn:aws:sts::111122223333:assumed-role/deploy"
	findings := rule.findings with input as identity("Equals", value) with data.edition as data.editions["2026-05"]
	{finding.message | some finding in findings} == {sprintf("%q names no session, but events carry the ARN of a role's session", [value])}
}

test_near_misses[[operator, value]] if {
	some [operator, value] in [
		["Equals", "arn:aws:iam::111122223333:user/role/deploy"],
		["Equals", "arn:aws:sts::111122223333:assumed-role/deploy/session"],
		["StartsWith", "arn:aws:sts::111122223333:assumed-role/deploy/"],
		["StartsWith", "arn:aws:sts::111122223333:assumed-role/deploy"],
		["Equals", "arn:aws:sts::111122223333:federated-user/jane"],
		["Equals", "arn:aws:sts::111122223333:role/deploy"],
		["Equals", "arn:aws:iam::111122223333:assumed-role/deploy"],
		["StartsWith", "arn:aws:iam::111122223333:"],
		["EndsWith", "arn:aws:iam::111122223333:role/deploy"],
	]
	findings := rule.findings with input as identity(operator, value) with data.edition as data.editions["2026-05"]
	findings == set()
}

test_other_field if {
	findings := rule.findings with input as store([[
		category("Data"),
		{"Field": "resources.type", "Equals": ["AWS::XRay::Trace"]},
		{"Field": "resources.ARN", "StartsWith": ["arn:aws:iam::111122223333:role/deploy"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Management"), {"Field": "userIdentity.arn", "Equals": null}]]),
		"null value": store([[category("Management"), {"Field": "userIdentity.arn", "Equals": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

package edslint.rules.identity_left_out_test

import data.edslint.rules.identity_left_out as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

deploy := "arn:aws:sts::111122223333:assumed-role/deploy/"

identity(statement) := [category("Management"), object.union({"Field": "userIdentity.arn"}, statement)]

test_finding if {
	findings := rule.findings with input as store([identity({"NotStartsWith": [deploy]})])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 1, "NotStartsWith", 0],
		"message": `the events of "arn:aws:sts::111122223333:assumed-role/deploy/" are left out, also where an attacker acts as it`,
		"help": "leave out what is noisy and harmless by `eventName`, or by `resources.ARN` of data events",
	}}
}

test_values[name] if {
	some name, c in {
		"a user": [{"NotEquals": ["arn:aws:iam::111122223333:user/backup"]}, 1],
		"the end of a session": [{"NotEndsWith": ["/backup"]}, 1],
		"a part of an account's": [{"NotStartsWith": ["arn:aws:sts::111122223333:"]}, 1],
		"two": [{"NotStartsWith": [deploy, "arn:aws-cn:sts::111122223333:assumed-role/x/"]}, 2],
		"one of an account": [{"StartsWith": ["arn:aws:sts::111122223333:"], "NotStartsWith": [deploy]}, 1],
		"taken in": [{"StartsWith": [deploy], "Equals": ["a"], "EndsWith": ["/x"]}, 0],
		"role that no event has": [{"NotEquals": ["arn:aws:iam::111122223333:role/deploy"]}, 0],
		"session": [{"NotEquals": ["arn:aws:sts::111122223333:assumed-role/deploy/alice"]}, 1],
		"no session": [{"NotEquals": ["arn:aws:sts::111122223333:assumed-role/deploy"]}, 0],
		"any session": [{"NotStartsWith": ["arn:aws:sts::111122223333:assumed-role/deploy"]}, 1],
		"service's role": [{"NotStartsWith": ["arn:aws:sts::111122223333:assumed-role/AWSServiceRoleForConfig/"]}, 0],
		"end of a service's role": [{"NotEndsWith": ["/AWSServiceRoleForConfig"]}, 0],
		"no ARN": [{"NotStartsWith": ["deploy"]}, 0],
		"wildcard": [{"NotEquals": ["arn:aws:sts::111122223333:assumed-role/deploy/*"]}, 0],
		"question mark": [{"NotEndsWith": ["/deploy?"]}, 0],
		"null value": [{"NotStartsWith": [deploy, null]}, 0],
	}
	findings := rule.findings with input as store([identity(c[0])]) with data.edition as data.editions["2026-05"]
	count(findings) == c[1]
}

test_other_selectors[name] if {
	some name, c in {
		"of data": [[category("Data"), type("AWS::S3::Object")], 1],
		"of another category without types": [[category("NetworkActivity")], 1],
		"that lets in all": [[category("Management")], 0],
		"that may let in some": [[category("Management"), {"Field": "readOnly", "Equals": ["false"]}], 0],
		"that can't be known": [null, 0],
	}
	findings := rule.findings with input as store([identity({"NotStartsWith": [deploy]}), c[0]])
		with data.edition as data.editions["2026-05"]
	count(findings) == c[1]
}

test_types if {
	user := {"Field": "userIdentity.arn", "NotEquals": ["arn:aws:iam::111122223333:user/backup"]}
	findings := rule.findings with input as store([
		[category("Data"), type("AWS::S3::Object"), user],
		[category("Data"), type("AWS::SQS::Queue"), user],
	])
		with data.edition as data.editions["2026-05"]
	count(findings) == 2
}

# Of the same type, or one that can't be known, a selector may let them in again.
test_other_types[name] if {
	some name, c in {"the same": [type("AWS::S3::Object"), 0], "unknown": [null, 0], "another": [type("AWS::SQS::Queue"), 1]}
	findings := rule.findings with input as store([
		[category("Data"), type("AWS::S3::Object"), {"Field": "userIdentity.arn", "NotEquals": ["arn:aws:iam::111122223333:user/backup"]}],
		[category("Data"), c[0]],
	])
		with data.edition as data.editions["2026-05"]
	count(findings) == c[1]
}

# The older edition doesn't have the field.
test_no_field if {
	findings := rule.findings with input as store([identity({"NotStartsWith": [deploy]})])
	findings == set()
}

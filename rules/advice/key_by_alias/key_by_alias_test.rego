package edslint.rules.key_by_alias_test

import data.edslint.rules.key_by_alias as rule

test_finding[key] if {
	some key in ["alias/audit", "arn:aws:kms:eu-west-1:111122223333:alias/audit"]
	findings := rule.findings with input as {"KmsKeyId": key}
	findings == {{
		"at": ["KmsKeyId"],
		"message": `"alias/audit" can be made to name another key at any time`,
		"help": "write the ARN of the key itself",
	}}
}

test_no_findings[key] if {
	some key in [
		"alias/aws/cloudtrail", "arn:aws:kms:eu-west-1:111122223333:alias/aws/cloudtrail",
		"arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
		"12345678-1234-1234-1234-123456789012", "alias:audit", null,
	]
	findings := rule.findings with input as {"KmsKeyId": key}
	findings == set()
}

test_name_that_holds_that_of_aws if {
	findings := rule.findings with input as {"KmsKeyId": "alias/team-aws/audit"}
	{finding.message | some finding in findings} == {`"alias/team-aws/audit" can be made to name another key at any time`}
}

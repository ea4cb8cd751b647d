package edslint.rules.aws_managed_key_test

import data.edslint.rules.aws_managed_key as rule

test_finding[key] if {
	some key in ["alias/aws/cloudtrail", "arn:aws:kms:eu-west-1:111122223333:alias/aws/cloudtrail"]
	findings := rule.findings with input as {"KmsKeyId": key}
	findings == {{
		"at": ["KmsKeyId"],
		"message": `"alias/aws/cloudtrail" is a key that AWS manages: its policy can't be made to let CloudTrail use it`,
		"help": "write the ARN of a customer managed key whose policy lets CloudTrail use it, or leave `KmsKeyId` out",
	}}
}

test_no_findings[key] if {
	some key in [
		"alias/audit", "alias/aws", "alias/aws-audit", "alias/audit/aws/key",
		"arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012", "aws/cloudtrail", null,
	]
	findings := rule.findings with input as {"KmsKeyId": key}
	findings == set()
}

package edslint.rules.no_own_key_test

import data.edslint.rules.no_own_key as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store"}
	findings == {{
		"at": [],
		"message": "the store has no KMS key of your own: there is no `KmsKeyId`",
		"help": "add `KmsKeyId` with the ARN of a customer managed key whose policy lets CloudTrail use it",
	}}
}

# What it holds is the matter of other rules.
test_no_findings[name] if {
	some name, key in {"a key": "12345678-1234-1234-1234-123456789012", "AWS's": "alias/aws/cloudtrail", "null": null}
	findings := rule.findings with input as {"KmsKeyId": key}
	findings == set()
}

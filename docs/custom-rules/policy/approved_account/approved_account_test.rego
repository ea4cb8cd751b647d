package edslint.rules.approved_account_test

import data.edslint.test

key(account) := sprintf("arn:aws:kms:eu-west-1:%s:key/12345678-1234-1234-1234-123456789012", [account])

functions(operator, values) := test.store([[
	test.category("Data"),
	test.type("AWS::Lambda::Function"),
	test.statement("resources.ARN", operator, values),
]])

test_key if {
	test.findings("approved-account", test.request({"KmsKeyId": key("777788889999")})) == {{
		"at": ["KmsKeyId"],
		"message": `the account "777788889999" is not in accounts.json`,
		"help": `it has "111122223333" or "444455556666"`,
	}}
}

test_selector[operator] if {
	some operator in ["Equals", "NotEquals"]
	found := test.findings("approved-account", functions(operator, [
		"arn:aws:lambda:eu-west-1:444455556666:function:a",
		"arn:aws:lambda:eu-west-1:777788889999:function:a",
	]))
	{f.at | some f in found} == {["AdvancedEventSelectors", 0, "FieldSelectors", 2, operator, 1]}
}

test_approved[name] if {
	some name, request in {
		"key": {"KmsKeyId": key("111122223333")},
		"alias": {"KmsKeyId": "alias/audit"},
		"unknown key": {"KmsKeyId": null},
		"unknown ARN": functions("Equals", [null]),
	}
	test.findings("approved-account", request) == set()
}

# The list can be another in a test.
test_no_account if {
	found := test.findings("approved-account", test.request({"KmsKeyId": key("111122223333")})) with data.accounts as {}
	{f.at | some f in found} == {["KmsKeyId"]}
}

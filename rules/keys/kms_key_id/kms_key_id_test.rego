package edslint.rules.kms_key_id_test

import data.edslint.rules.kms_key_id as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "KmsKeyId": "audit-key"}
	findings == {{
		"at": ["KmsKeyId"],
		"message": concat("", [
			"`KmsKeyId` can't be \"audit-key\": it is written as <key_ID>, alias/<alias_name>, ",
			"arn:<partition>:kms:<region>:<account_ID>:key/<key_ID> or arn:<partition>:kms:<region>:<account_ID>:alias/<alias_name>",
		]),
		"help": `an alias is written with its prefix: "alias/NAME"`,
	}}
}

test_wrong_forms[edition][key] if {
	some edition in object.keys(data.editions)
	some key in [
		"alias/",
		"Alias/audit",
		"alias:audit",
		"alias/audit.logs",
		"key/12345678-1234-1234-1234-123456789012",
		"12345678-1234-1234-1234-12345678901",
		"12345678-1234-1234-1234-1234567890123",
		"12345678123412341234123456789012",
		"1234567g-1234-1234-1234-123456789012",
		"mrk-12345678-1234-1234-1234-123456789012",
		"mrk-1234567890abcdef1234567890abcde",
		"arn:aws:kms:eu-west-1:111122223333:12345678-1234-1234-1234-123456789012",
		"arn:aws:kms:eu-west-1:111122223333:alias/",
		"arn:aws:kms:eu-west-1:111122223333:alias",
		"arn:aws:kms::111122223333:key/12345678-1234-1234-1234-123456789012",
		"arn:aws:kms:eu-west-1:1111:key/12345678-1234-1234-1234-123456789012",
		"arn:aws:s3:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
		"arn:amazon:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
	]
	findings := rule.findings with input as {"KmsKeyId": key} with data.edition as data.editions[edition]
	count(findings) == 1
}

test_right_forms[edition][key] if {
	some edition in object.keys(data.editions)
	some key in [
		"12345678-1234-1234-1234-123456789012",
		"1234abcd-12ab-34cd-56ef-1234567890AB",
		"mrk-1234567890abcdef1234567890abcdef",
		"alias/audit",
		"alias/audit/logs_2024-01",
		"arn:aws:kms:eu-west-1:111122223333:key/12345678-1234-1234-1234-123456789012",
		"arn:aws-us-gov:kms:us-gov-west-1:111122223333:key/mrk-1234567890abcdef1234567890abcdef",
		"arn:aws-cn:kms:cn-north-1:111122223333:alias/audit",
	]
	findings := rule.findings with input as {"KmsKeyId": key} with data.edition as data.editions[edition]
	findings == set()
}

test_nothing_to_judge[name] if {
	some name, request in {"nothing": {}, "null": {"KmsKeyId": null}}
	findings := rule.findings with input as request
	findings == set()
}

test_fault[key] if {
	some key, says in {
		"arn:aws:kms::111122223333:key/12345678-1234-1234-1234-123456789012": `its Region is "", not a Region such as eu-west-1`,
		"arn:aws:kms:eu-west-1:1111:alias/audit": `its account ID is "1111", not 12 digits`,
		"arn:aws:kms:eu-west-1:111122223333:audit": `"audit" doesn't fit key/<key_ID> or alias/<alias_name>`,
	}
	findings := rule.findings with input as {"KmsKeyId": key}
	{finding.message | some finding in findings} == {sprintf("`KmsKeyId` can't be %q: %s", [key, says])}
}

test_fault_of_no_arn if {
	findings := rule.findings with input as {"KmsKeyId": "xarn:aws:kms:eu-west-1:1111:alias/audit"}
	some finding in findings
	contains(finding.message, ": it is written as <key_ID>, ")
}

test_help[key] if {
	some key, help in {
		"arn:aws:kms:eu-west-1:111122223333:audit": arn_help,
		"key/12345678-1234-1234-1234-123456789012": `leave out "key/", or write the whole ARN of the key`,
		"12345678-1234-1234-1234-12345678901": id_help,
		"1234567g-1234-1234-1234-123456789012": id_help,
		"MRK-1234567890ABCDEF1234567890ABCDEF": id_help,
		"mrk-1234567890abcdef1234567890abcde": id_help,
		# 30 digits are taken for those of a key, 29 are not; nor are those with two other letters.
		"123456789012345678901234567890": id_help,
		"12345678901234567890123456789": alias_help,
		"gg34567890123456789012345678901234": alias_help,
		"audit": alias_help,
		"team-key/audit": alias_help,
		"xarn:aws:kms:eu-west-1:111122223333:alias/audit": alias_help,
		"mrk-audit": alias_help,
	}
	findings := rule.findings with input as {"KmsKeyId": key}
	{finding.help | some finding in findings} == {help}
}

arn_help := `an ARN of a key ends in "key/" and the key's ID, that of an alias in "alias/" and its name`

id_help := `a key ID is "1234abcd-12ab-34cd-56ef-1234567890ab", of a multi-Region key "mrk-" and 32 digits: each digit 0 to 9 or a to f`

alias_help := `an alias is written with its prefix: "alias/NAME"`

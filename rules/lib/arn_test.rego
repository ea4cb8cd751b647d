package edslint.lib_test

import data.edslint.lib

test_arn_fault[name] if {
	some name, case in {
		"no ARN": {"value": "audit-logs", "says": `an ARN begins with "arn:"`},
		"ARN behind a letter": {"value": "xarn:aws:dynamodb:eu-west-1:111122223333:table/orders", "says": `an ARN begins with "arn:"`},
		"upper case": {"value": "ARN:aws:dynamodb:eu-west-1:111122223333:table/orders", "says": `an ARN begins with "arn:"`},
		"empty": {"value": "", "says": `an ARN begins with "arn:"`},
		"five parts": {"value": "arn:aws:dynamodb:eu-west-1:table/orders", "says": "an ARN has six parts, divided by colons"},
		"partition": {
			"value": "arn:amazon:dynamodb:eu-west-1:111122223333:table/orders",
			"says": `its partition is "amazon", not one of aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-eusc`,
		},
		"service": {
			"value": "arn:aws:dax:eu-west-1:111122223333:table/orders",
			"says": `its service is "dax", not "dynamodb"`,
		},
		"region": {
			"value": "arn:aws:dynamodb:eu-west-1a:111122223333:table/orders",
			"says": `its Region is "eu-west-1a", not a Region such as eu-west-1`,
		},
		"no region": {
			"value": "arn:aws:dynamodb::111122223333:table/orders",
			"says": `its Region is "", not a Region such as eu-west-1`,
		},
		"account": {
			"value": "arn:aws:dynamodb:eu-west-1:1111-2222-3333:table/orders",
			"says": `its account ID is "1111-2222-3333", not 12 digits`,
		},
		"first of several": {
			"value": "arn:aws:dax:eu-west-1:123:table/orders",
			"says": `its service is "dax", not "dynamodb"`,
		},
		"resource": {
			"value": "arn:aws:dynamodb:eu-west-1:111122223333:tables/orders",
			"says": `"tables/orders" doesn't fit table/<table_name>`,
		},
		"resource with colons": {
			"value": "arn:aws:dynamodb:eu-west-1:111122223333:table:orders:v2",
			"says": `"table:orders:v2" doesn't fit table/<table_name>`,
		},
		"no resource": {
			"value": "arn:aws:dynamodb:eu-west-1:111122223333:",
			"says": `"" doesn't fit table/<table_name>`,
		},
	}
	formats := ["arn:<partition>:dynamodb:<region>:<account_ID>:table/<table_name>"]
	lib.arn_fault(case.value, formats, []) == case.says
}

test_arn_fault_of_part_that_is_empty if {
	formats := ["arn:<partition>:s3:::<bucket_name>/", "arn:<partition>:s3:::<bucket_name>/<object_path>/"]
	accepted := ["arn:<partition>:s3:::<bucket_name>/<object_path>"]
	fault("arn:aws:s3:eu-west-1::logs/", formats, accepted) == `its Region is "eu-west-1", but is empty in such an ARN`
	fault("arn:aws:s3::111122223333:logs/", formats, accepted) == `its account ID is "111122223333", but is empty in such an ARN`
	fault("arn:aws:s3:::logs", formats, accepted) == `"logs" doesn't fit <bucket_name>/ or <bucket_name>/<object_path>/`
}

# Of several formats, the one with the fewest faults says what is wrong.
test_arn_fault_of_nearest_format if {
	formats := [
		"arn:<partition>:ssm:<region>:<account_ID>:managed-instance/<instance_ID>",
		"arn:<partition>:ec2:<region>:<account_ID>:instance/<instance_ID>",
	]
	accepted := ["arn:<partition>:ec2::<account_ID>:/instance/<rest>"]
	fault("arn:aws:ec2:Ireland:111122223333:instance/i-1", formats, accepted) == `its Region is "Ireland", not a Region such as eu-west-1`
	fault("arn:aws:ec2::1111:i-1", formats, accepted) == `its account ID is "1111", not 12 digits`
	fault("arn:aws:s3:eu-west-1:111122223333:instance/i-1", formats, accepted) == `its service is "s3", not "ssm"`
	fault("arn:aws:ec2:eu-west-1:111122223333:i-1", formats, accepted) == `"i-1" doesn't fit managed-instance/<instance_ID> or instance/<instance_ID>`
}

fault(value, formats, accepted) := lib.arn_fault(value, formats, accepted)

test_legend[name] if {
	some name, case in {
		"one": {"format": "arn:<partition>:sqs:::<queue_name>", "says": ", where <queue_name> is letters, digits, underscores and hyphens"},
		"none": {"format": "arn:<partition>:s3:::fixed", "says": ""},
		"own": {"format": "arn:<partition>:x:::<table_name>", "says": ", where <table_name> is a word"},
	}
	lib.arn_legend([case.format], {"table_name": {"says": "a word"}}) == case.says
}

# Only what begins as a placeholder is one.
test_arn_part_fault_of_literal if {
	lib.arn_part_fault("service", "sns", "s<q>s") == `its service is "sns", not "s<q>s"`
}

package edslint.rules.foreign_arn_test

import data.edslint.rules.foreign_arn as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arn(name, operator, value) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: [value]}]])

test_finding if {
	findings := rule.findings with input as arn("AWS::S3::Object", "StartsWith", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders")
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
		"message": concat("", [
			`no ARN of an AWS::S3::Object begins with "arn:aws:dynamodb:eu-west-1:111122223333:table/orders": `,
			`its service is "dynamodb", not "s3"`,
		]),
		"help": concat("", [
			"write the beginning of an ARN of the type, which is written as ",
			"arn:<partition>:s3:::<bucket_name>/ or arn:<partition>:s3:::<bucket_name>/<object_path>/",
		]),
	}}
}

test_says[[name, value]] if {
	some [name, value, says] in [
		["AWS::S3::Object", "arn:aws:s3:eu-west-1:111122223333:logs/", `its Region is "eu-west-1", but is empty in such an ARN`],
		["AWS::S3::Object", "arn:aws:dyn", `"dyn" doesn't begin with "s3:::"`],
		["AWS::S3::AccessPoint", "arn:aws:s3:::logs/", `its Region is "", not a Region such as eu-west-1`],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:orders", `"orders" doesn't begin with "table/"`],
		["AWS::Lambda::Function", "arn:aws:lambda:eu-west-1:1111-2222-3333:function:resize", `its account ID is "1111-2222-3333", not 12 digits`],
		["AWS::S3::Object", "arn:aws:s3:eu", `"s3:eu" doesn't begin with "s3:::"`],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:1111:", `its account ID is "1111", not 12 digits`],
		["AWS::DynamoDB::Table", "arn:aws:s3:eu-west-1:", `its service is "s3", not "dynamodb"`],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:my-table/orders", `"my-table/orders" doesn't begin with "table/"`],
		["AWS::DynamoDB::Table", "arn:aws:dynamodb:eu-west-1:111122223333:able", `"able" doesn't begin with "table/"`],
		["AWS::SSM::ManagedNode", "arn:aws:ecs", `"ecs" doesn't begin with "ec2:" or "ssm:"`],
		["AWS::Lambda::Function", "arn:amazon:lambda:", `its partition is "amazon", not one of aws, aws-cn, aws-us-gov, aws-iso, aws-iso-b, aws-iso-e, aws-iso-f and aws-eusc`],
	]
	findings := rule.findings with input as arn(name, "NotStartsWith", value) with data.edition as data.editions["2026-05"]
	every finding in findings { endswith(finding.message, sprintf(": %s", [says])) }
	count(findings) == 1
}

test_near_misses[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::logs/"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3"],
		["AWS::S3::Object", "StartsWith", "arn:aws"],
		["AWS::S3::Object", "StartsWith", "arn:aw"],
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine"],
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:eu-west-1:1111"],
		["AWS::DynamoDB::Table", "StartsWith", "arn:aws:dynamodb:eu"],
		["AWS::DynamoDB::Table", "StartsWith", "arn:aws:dynamodb:eu-west-1:111122223333:tab"],
		["AWS::DynamoDB::Stream", "StartsWith", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders/"],
		["AWS::Lambda::Function", "StartsWith", "arn:aws:lambda:eu-west-1:111122223333:function:resize:"],
		["AWS::Cognito::IdentityPool", "StartsWith", "arn:aws:cognito-identity:eu-west-1:111122223333:identitypool/eu-west-1:"],
		["AWS::SSM::ManagedNode", "StartsWith", "arn:aws:ec2:eu-west-1:111122223333:instance/"],
		["AWS::SWF::Domain", "StartsWith", "arn:aws:swf:eu-west-1:111122223333:/domain/a"], # each part is in a format
		["AWS::XRay::Trace", "StartsWith", "arn:aws:s3:::logs/"],
		["AWS::S3::Objects", "StartsWith", "arn:aws:dynamodb:eu-west-1:"],
		["AWS::S3::Object", "Equals", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"], # said already
		["AWS::S3::Object", "EndsWith", "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"],
	]
	findings := rule.findings with input as arn(name, operator, value) with data.edition as data.editions["2026-05"]
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

ends(name, operator, values) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: values}]])

test_end if {
	findings := rule.findings with input as ends("AWS::SQS::Queue", "NotEndsWith", ["orders", "/orders.fifo"])
		with data.edition as data.editions["2026-05"]
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "NotEndsWith", 1],
		"message": `no ARN of an AWS::SQS::Queue ends with "/orders.fifo": it has no slash`,
		"help": "write the end of an ARN of the type, which is written as arn:<partition>:sqs:<region>:<account_ID>:<queue_name>",
	}}
}

test_end_of_those_taken_in if {
	findings := rule.findings with input as ends("AWS::SQS::Queue", "EndsWith", ["a/b"])
		with data.edition as data.editions["2026-05"]
	{finding.at[4] | some finding in findings} == {"EndsWith"}
}

test_other_fields[name] if {
	some name, statement in {
		"beginning": {"Field": "userIdentity.arn", "StartsWith": ["arn:aws:iam::111122223333:user/"]},
		"end": {"Field": "userIdentity.arn", "EndsWith": ["/deploy"]},
	}
	findings := rule.findings with input as store([[category("Data"), type("AWS::SQS::Queue"), statement]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_ends_that_fit[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::SQS::Queue", "EndsWith", "orders.fifo"],
		["AWS::SQS::Queue", "Equals", "/orders"], # no ARN of the type, which is said
		["AWS::DynamoDB::Table", "EndsWith", "/orders"],
		["AWS::S3::Object", "EndsWith", "/june.csv"],
		["AWS::SQS::Queue", "EndsWith", "/orders*"], # which is said
		["AWS::Logs::LogGroupAuthorization", "EndsWith", "/x"],
		["AWS::New::Thing", "EndsWith", "/x"],
	]
	findings := rule.findings with input as ends(name, operator, [value]) with data.edition as data.editions["2026-05"]
	findings == set()
}

queue := {"arn_formats": ["arn:<partition>:sqs:<region>:<account_ID>:<queue_name>"]}

# A type's own parts come before those of all, and one that nothing is known of may be anything.
test_own_parts[name] if {
	some name, own in {
		"accepted format": {"arn_formats_accepted": ["arn:<partition>:sqs:<region>:<account_ID>:queue/<queue_name>"]},
		"no pattern": {"parts": {"queue_name": {"says": "anything"}}},
		"slash between": {"parts": {"queue_name": {"pattern": "[a-z]/[a-z]"}}},
		"slash before": {"parts": {"queue_name": {"pattern": "/[a-z]"}}},
		"slash behind": {"parts": {"queue_name": {"pattern": "[a-z]/"}}},
		"slash alone": {"parts": {"queue_name": {"pattern": "/"}}},
	}
	request := ends("AWS::SQS::Queue", "EndsWith", ["/orders"])
	without := rule.findings with input as request with data.edition.resource_types as {"AWS::SQS::Queue": queue}
	count(without) == 1
	findings := rule.findings with input as request with data.edition.resource_types as {"AWS::SQS::Queue": object.union(queue, own)}
	findings == set()
}

test_own_part_without_a_slash if {
	type := object.union(queue, {"parts": {"queue_name": {"pattern": "[a-z]+"}}})
	findings := rule.findings with input as ends("AWS::SQS::Queue", "EndsWith", ["/orders"])
		with data.edition.resource_types as {"AWS::SQS::Queue": type}
	count(findings) == 1
}

test_part_that_takes_a_slash if {
	findings := rule.findings with input as ends("AWS::SQS::Queue", "EndsWith", ["/orders"])
		with data.edition as object.union(data.editions["2026-05"], {"arn": {"parts": {"queue_name": {"pattern": ".+"}}}})
	findings == set()
}

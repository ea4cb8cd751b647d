package edslint.rules.wrong_case_test

import data.edslint.rules.wrong_case as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

named(name, operator, values) := store([[category("Data"), type(name), {"Field": "eventName", operator: values}]])

test_finding if {
	findings := rule.findings with input as named("AWS::S3::Object", "Equals", ["putObject"])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
		"message": "\"putObject\" is in the wrong case: AWS compares case by case, and no `eventName` is written so",
		"help": `write "PutObject"`,
	}}
}

test_help[[operator, value]] if {
	some [operator, value, help] in [
		["Equals", "putobject", `write "PutObject"`],
		["NotEquals", "PUTOBJECT", `write "PutObject"`],
		["NotEquals", "getObjectParts", `write "GetObjectParts"`],
		["StartsWith", "get", `write "Get"`],
		["NotStartsWith", "getobject", `write "GetObject"`],
		["StartsWith", "getParts", `write "GetParts"`],
		["NotStartsWith", "getParts", `write "GetParts"`],
		["Equals", "getObjectParts", `write "GetObjectParts"`],
		["StartsWith", "getobjectretent", `write "GetObjectRetent"`],
	]
	findings := rule.findings with input as named("AWS::S3::Object", operator, ["GetObject", value])
	{finding.help | some finding in findings} == {help}
}

test_vpc_endpoint if {
	findings := rule.findings with input as store([[category("NetworkActivity"), {"Field": "vpcEndpointId", "NotEquals": ["VPCE-0A1B", "vpce-0a1c"]}]])
		with data.edition as data.editions["2026-05"]
	{[finding.at[5], finding.help] | some finding in findings} == {[0, `write "vpce-0a1b"`]}
}

test_beginning_of_an_arn if {
	findings := rule.findings with input as store([[category("Management"), {
		"Field": "userIdentity.arn",
		"NotStartsWith": ["arn:aws:STS::111122223333:assumed-role/CI/", "arn:aws:sts::111122223333:assumed-role/CI/"],
	}]])
		with data.edition as data.editions["2026-05"]
	{[finding.at[5], finding.help] | some finding in findings} == {[0, `write "arn:aws:sts::111122223333:assumed-role/CI/"`]}
}

# Names of other operations are not known, but may well be.
test_near_misses[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::S3::Object", "Equals", "PutObject"],
		["AWS::S3::Object", "Equals", "PutBucket"],
		["AWS::S3::Object", "Equals", "xyz"],
		["AWS::S3::Object", "Equals", "makeObject"],
		["AWS::S3::Object", "StartsWith", "Get"],
		["AWS::S3::Object", "StartsWith", "xyz"],
		["AWS::S3::Object", "EndsWith", "object"],
		["AWS::S3::Object", "StartsWith", "GetObjectA"],
		["AWS::S3::Object", "StartsWith", "object"],
		["AWS::S3::Object", "EndsWith", "getobject"],
		["AWS::S3::Object", "EndsWith", "get"],
		["AWS::S3::Object", "EndsWith", "getParts"],
		["AWS::S3::Object", "Equals", "get"],
		["AWS::S3::Object", "Equals", "getParts-2"],
		["AWS::S3::Object", "EndsWith", "bject"],
		["AWS::ManagedBlockchain::Node", "Equals", "eth_getBlockByNumber"],
		["AWS::ManagedBlockchain::Node", "Equals", "eth_getbalance"],
		["AWS::ManagedBlockchain::Node", "StartsWith", "eth_"],
		["AWS::Glue::Table", "Equals", "getTable"],
		["AWS::S3::Objects", "Equals", "putObject"],
	]
	findings := rule.findings with input as named(name, operator, [value])
	findings == set()
}

test_management[value] if {
	some value, count_ in {"consoleLogin": 1, "ConsoleLogin": 0, "listFoos": 0, "createuser": 1}
	findings := rule.findings with input as store([[category("Management"), {"Field": "eventName", "Equals": [value]}]])
		with data.edition as data.editions["2026-05"]
	count(findings) == count_
}

test_other_fields[[field, value]] if {
	some [field, value, help] in [
		["eventSource", "KMS.amazonaws.com", [`write "kms.amazonaws.com"`]],
		["eventSource", "kms.amazonaws.com", []],
		["eventSource", "Unknown.amazonaws.com", [`write "unknown.amazonaws.com"`]],
		["eventType", "awsApiCall", [`write "AwsApiCall"`]],
		["eventType", "AwsApiCall", []],
	]
	findings := rule.findings with input as store([[category("Management"), {"Field": field, "Equals": [value]}]])
		with data.edition as data.editions["2026-05"]
	[finding.help | some finding in findings] == help
}

test_beginning_of_other_field[value] if {
	some value in ["aws", "awsapicall"]
	findings := rule.findings with input as store([[category("Management"), {"Field": "eventType", "StartsWith": [value]}]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

# What begins with a capital may be the beginning of a name that isn't known. The
# known names that begin alike are one in their capitals; were they not, the first
# by its letters would be meant.
test_beginnings[value] if {
	some value, help in {"GetIP": set(), "GetIp": set(), "getip": {`write "GetIP"`}}
	findings := rule.findings with input as named("AWS::S3::Object", "StartsWith", [value])
		with data.edition.events.by_small as {"AWS::S3::Object": {"getipam": "GetIpam", "getipset": "GetIPSet"}}
	{finding.help | some finding in findings} == help
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::Object"), {"Field": "eventName", "Equals": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

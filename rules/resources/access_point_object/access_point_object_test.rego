package edslint.rules.access_point_object_test

import data.edslint.rules.access_point_object as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

arn(name, operator, value) := store([[category("Data"), type(name), {"Field": "resources.ARN", operator: [value]}]])

test_finding[path] if {
	some path in ["/object/", "/object", "/object/logs/"]
	value := concat("", ["arn:aws:s3:eu-west-1:111122223333:accesspoint/mine", path])
	findings := rule.findings with input as arn("AWS::S3::AccessPoint", "StartsWith", value)
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
		"message": sprintf("%q goes on to objects, where AWS advises to write the access point's ARN alone", [value]),
		"help": `write "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine"`,
	}}
}

test_excluded if {
	value := "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine/object/"
	findings := rule.findings with input as arn("AWS::S3::AccessPoint", "NotStartsWith", value)
	{finding.at[4] | some finding in findings} == {"NotStartsWith"}
}

test_another_field if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::AccessPoint"),
		{"Field": "userIdentity.arn", "StartsWith": ["arn:aws:s3:eu-west-1:111122223333:accesspoint/mine/object/"]},
	]])
		with data.edition as data.editions["2026-05"]
	findings == set()
}

test_other_type if {
	value := "arn:aws:s3-object-lambda:eu-west-1:111122223333:accesspoint/mine/object/"
	findings := rule.findings with input as arn("AWS::S3ObjectLambda::AccessPoint", "StartsWith", value)
	{finding.help | some finding in findings} == {`write "arn:aws:s3-object-lambda:eu-west-1:111122223333:accesspoint/mine"`}
}

test_near_misses[[name, operator, value]] if {
	some [name, operator, value] in [
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine"],
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:eu-west-1:111122223333:accesspoint/object"],
		["AWS::S3::AccessPoint", "StartsWith", "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine/"],
		["AWS::S3::AccessPoint", "Equals", "arn:aws:s3:eu-west-1:111122223333:accesspoint/mine/object/key"],
		["AWS::S3::AccessPoint", "EndsWith", "accesspoint/mine/object/key"],
		["AWS::S3::Object", "StartsWith", "arn:aws:s3:::accesspoint/mine/object/"],
	]
	findings := rule.findings with input as arn(name, operator, value)
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null statements": store([null]),
		"null statement": store([[null]]),
		"null operator": store([[category("Data"), type("AWS::S3::AccessPoint"), {"Field": "resources.ARN", "StartsWith": null}]]),
		"null value": store([[category("Data"), type("AWS::S3::AccessPoint"), {"Field": "resources.ARN", "StartsWith": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

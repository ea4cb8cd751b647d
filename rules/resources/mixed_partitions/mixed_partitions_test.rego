package edslint.rules.mixed_partitions_test

import data.edslint.rules.mixed_partitions as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

starts(values) := store([[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": values}]])

test_finding if {
	findings := rule.findings with input as starts(["arn:aws:s3:::a-bucket/", "arn:aws-cn:s3:::b-bucket/"])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 1],
		"message": `"arn:aws-cn:s3:::b-bucket/" is of partition "aws-cn", but other ARNs are of "aws", and a store is in one`,
		"help": `write an ARN of partition "aws", or make a store for each partition`,
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "StartsWith", 0],
			"message": `this is of partition "aws"`,
		}],
	}}
}

test_most_are_right if {
	findings := rule.findings with input as starts(["arn:aws:s3:::a/", "arn:aws-cn:s3:::b/", "arn:aws-cn:s3:::c/"])
	{finding.at[5] | some finding in findings} == {0}
}

test_key_is_right if {
	findings := rule.findings with input as object.union(
		starts(["arn:aws:s3:::a/", "arn:aws:s3:::b/"]),
		{"KmsKeyId": "arn:aws-cn:kms:cn-north-1:111122223333:alias/audit"},
	)
	{[finding.at[5], finding.related[0].at] | some finding in findings} == {[0, ["KmsKeyId"]], [1, ["KmsKeyId"]]}
}

test_other_field if {
	findings := rule.findings with input as store([
		[category("Data"), type("AWS::S3::Object"), {"Field": "resources.ARN", "StartsWith": ["arn:aws-cn:s3:::a/"]}],
		[category("Management"), {"Field": "userIdentity.arn", "NotEquals": ["arn:aws:iam::111122223333:user/ci"]}],
	])
		with data.edition as data.editions["2026-05"]
	{finding.at[1] | some finding in findings} == {1}
}

test_near_misses[name] if {
	some name, request in {
		"one": starts(["arn:aws-cn:s3:::a/", "arn:aws-cn:s3:::b/"]),
		"not to its end": starts(["arn:aws-cn:s3:::a/", "arn:aws"]),
		"no partition": starts(["arn:aws:s3:::a/", "arn:amazon:s3:::b/"]), # no ARN of the type, which is said
		"key's alias": object.union(starts(["arn:aws-cn:s3:::a/"]), {"KmsKeyId": "alias/audit"}),
		"key of the same": object.union(starts(["arn:aws:s3:::a/"]), {"KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:alias/audit"}),
		"null key": object.union(starts(["arn:aws-cn:s3:::a/"]), {"KmsKeyId": null}),
	}
	findings := rule.findings with input as request
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

# The partition of an ARN is whole where a colon follows it.
test_whole_partitions[name] if {
	some name, c in {
		"with a service": [["arn:aws:s3", "arn:aws:s3", "arn:aws-cn:s3"], {2}],
		"cut short, and of another": [["arn:aws:s3:::a/", "arn:aws:s3:::b/", "arn:aws-cn:s3:::c/", "arn:aws-cn"], {2}],
		"cut short, and more": [["arn:aws-cn:s3:::a/", "arn:aws", "arn:aws"], set()],
	}
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "resources.ARN", "StartsWith": c[0]},
	]])
	{finding.at[5] | some finding in findings} == c[1]
}

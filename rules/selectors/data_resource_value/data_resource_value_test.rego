package edslint.rules.data_resource_value_test

import data.edslint.rules.data_resource_value as rule

selected(value) := {"TrailName": "t", "EventSelectors": [{}, {"DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3", value]}]}]}

at := ["EventSelectors", 1, "DataResources", 0, "Values", 1]

test_wildcard if {
	findings := rule.findings with input as selected("arn:aws:lambda:*")
	findings == {{
		"at": at,
		"message": `"arn:aws:lambda:*" has a wildcard, which basic selectors refuse`,
		"help": "write how the ARNs begin, as \"arn:aws:lambda:\"; advanced selectors say it with `StartsWith`",
	}}
}

test_bucket if {
	findings := rule.findings with input as selected("arn:aws-cn:s3:::logs")
	findings == {{
		"at": at,
		"message": `"arn:aws-cn:s3:::logs" is a bucket without a path, which basic selectors refuse`,
		"help": `write "arn:aws-cn:s3:::logs/" for all objects of the bucket`,
	}}
}

test_wildcard_of_a_bucket if {
	findings := rule.findings with input as selected("arn:aws:s3:::*")
	count(findings) == 1
}

test_taken[value] if {
	some value in ["arn:aws:s3", "arn:aws:s3:::", "arn:aws:s3:::logs/", "arn:aws:s3:::logs/2024", "arn:aws:lambda", "arn:aws:dynamodb", "", null, 5]
	findings := rule.findings with input as selected(value)
	findings == set()
}

test_all_taken if count(test_taken) == 9

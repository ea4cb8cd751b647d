package edslint.rules.all_objects_test

import data.edslint.rules.all_objects as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

objects(statements) := store([array.concat([category("Data"), type("AWS::S3::Object")], statements)])

arns(statement) := objects([object.union({"Field": "resources.ARN"}, statement)])

test_finding if {
	findings := rule.findings with input as objects([])
	findings == {{
		"at": ["AdvancedEventSelectors", 0],
		"message": "the selector takes in all reads and writes of all objects in every bucket, and pays for them",
		"help": "take in writes only, by `readOnly` of \"false\", or name the buckets by `resources.ARN`, as \"arn:aws:s3:::BUCKET/\" under `StartsWith`",
	}}
}

test_arns[value] if {
	some value, expected in {
		"arn:aws:s3": 1, "arn:aws:s3:": 1, "arn:aws-cn:s3:::": 1,
		"arn:aws:s3:::a": 0, "arn:aws:s3:::audit/": 0, "arn:aws:s3:::*": 0, "s3": 0,
	}
	findings := rule.findings with input as arns({"StartsWith": ["arn:aws:s3:::audit/", value]})
	count(findings) == expected
}

test_no_findings[name] if {
	some name, request in {
		"writes": objects([{"Field": "readOnly", "Equals": ["false"]}]),
		"reads and writes": objects([{"Field": "readOnly", "Equals": ["true", "false"]}]), # another rule's matter
		"some events": objects([{"Field": "eventName", "Equals": ["GetObject"]}]),
		"all but a bucket": arns({"NotStartsWith": ["arn:aws:s3:::audit/"]}),
		"all but a bucket of all": arns({"StartsWith": ["arn:aws:s3:::"], "NotStartsWith": ["arn:aws:s3:::audit/"]}),
		"null value": arns({"StartsWith": [null]}),
		"null statement": objects([null]),
		"another type": store([[category("Data"), type("AWS::Lambda::Function")]]),
		"no category": store([[type("AWS::S3::Object")]]),
		"null selector": store([null]),
		"nothing": {},
	}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.mixed_regions_test

import data.edslint.rules.mixed_regions as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

tables(operator, regions) := object.union(
	{"MultiRegionEnabled": false},
	store([[category("Data"), type("AWS::DynamoDB::Table"), {"Field": "resources.ARN", operator: values}]]),
) if {
	values := [sprintf("arn:aws:dynamodb:%s:111122223333:table/t%d", [region, i]) | some i, region in regions]
}

test_finding if {
	findings := rule.findings with input as tables("Equals", ["eu-west-1", "us-east-1"])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 1],
		"message": `"arn:aws:dynamodb:us-east-1:111122223333:table/t1" is in us-east-1, but other ARNs are in eu-west-1, and this store is of one Region`,
		"help": "leave `MultiRegionEnabled` out, or make a store in each Region",
		"related": [
			{
				"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
				"message": "this is in eu-west-1",
			},
			{"at": ["MultiRegionEnabled"], "message": "the store is of one Region"},
		],
	}}
}

test_most_are_right if {
	findings := rule.findings with input as tables("NotStartsWith", ["eu-west-1", "us-east-1", "us-east-1"])
	{finding.at[5] | some finding in findings} == {0}
}

test_near_misses[name] if {
	some name, request in {
		"all Regions": object.union(tables("Equals", ["eu-west-1", "us-east-1"]), {"MultiRegionEnabled": true}),
		"by default": object.remove(tables("Equals", ["eu-west-1", "us-east-1"]), ["MultiRegionEnabled"]),
		"null": object.union(tables("Equals", ["eu-west-1", "us-east-1"]), {"MultiRegionEnabled": null}),
		"one": tables("Equals", ["eu-west-1", "eu-west-1"]),
		"beginning of a Region": object.union(
			{"MultiRegionEnabled": false},
			store([[category("Data"), type("AWS::DynamoDB::Table"), {
				"Field": "resources.ARN",
				"StartsWith": ["arn:aws:dynamodb:eu-west-1", "arn:aws:dynamodb:us-east-1:111122223333:"],
			}]]),
		),
		"no Region": tables("StartsWith", ["eu-west-1", "nowhere"]),
		"several partitions": object.union(
			{"MultiRegionEnabled": false},
			store([[category("Data"), type("AWS::DynamoDB::Table"), {
				"Field": "resources.ARN",
				"StartsWith": ["arn:aws-cn:dynamodb:cn-north-1:111122223333:", "arn:aws:dynamodb:us-east-1:111122223333:"],
			}]]),
		),
		# no ARNs of the type, which is said
		"ARNs without a Region": object.union(
			{"MultiRegionEnabled": false},
			store([[category("Data"), type("AWS::S3::Object"), {
				"Field": "resources.ARN",
				"StartsWith": ["arn:aws:s3:eu-west-1:111122223333:a/", "arn:aws:s3:us-east-1:111122223333:b/"],
			}]]),
		),
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
		"null operator": store([[category("Data"), type("AWS::DynamoDB::Table"), {"Field": "resources.ARN", "StartsWith": null}]]),
		"null value": store([[category("Data"), type("AWS::DynamoDB::Table"), {"Field": "resources.ARN", "StartsWith": [null]}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

# The Region is whole where a colon follows it.
test_whole_regions if {
	findings := rule.findings with input as object.union(
		{"MultiRegionEnabled": false},
		store([[category("Data"), type("AWS::DynamoDB::Table"), {
			"Field": "resources.ARN",
			"StartsWith": ["arn:aws:dynamodb:eu-west-1:", "arn:aws:dynamodb:us-east-1:"],
		}]]),
	)
	{finding.at[5] | some finding in findings} == {1}
}

test_identities if {
	findings := rule.findings with input as object.union(
		{"MultiRegionEnabled": false},
		store([[category("Data"), type("AWS::DynamoDB::Table"), {
			"Field": "userIdentity.arn",
			"StartsWith": ["arn:aws:sts:eu-west-1:111122223333:assumed-role/", "arn:aws:sts:us-east-1:111122223333:assumed-role/"],
		}]]),
	)
		with data.edition as data.editions["2026-05"]
	findings == set()
}

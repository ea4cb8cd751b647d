package edslint.rules.mixed_accounts_test

import data.edslint.rules.mixed_accounts as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

tables(operator, accounts) := store([[category("Data"), type("AWS::DynamoDB::Table"), {"Field": "resources.ARN", operator: values}]]) if {
	values := [sprintf("arn:aws:dynamodb:eu-west-1:%s:table/t%d", [account, i]) | some i, account in accounts]
}

test_finding if {
	findings := rule.findings with input as tables("Equals", ["111122223333", "444455556666"])
	findings == {{
		"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 1],
		"message": `"arn:aws:dynamodb:eu-west-1:444455556666:table/t1" is in account 444455556666, but other ARNs are in 111122223333, and this store is of one account`,
		"help": "set `OrganizationEnabled` to true, or make a store in each account, unless this account uses the other's resource",
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
			"message": "this is in account 111122223333",
		}],
	}}
}

test_most_are_right if {
	findings := rule.findings with input as object.union(
		tables("NotStartsWith", ["111122223333", "444455556666", "444455556666"]),
		{"OrganizationEnabled": false},
	)
	{finding.at[5] | some finding in findings} == {0}
}

test_near_misses[name] if {
	two := tables("Equals", ["111122223333", "444455556666"])
	some name, request in {
		"organization": object.union(two, {"OrganizationEnabled": true}),
		"unknown": object.union(two, {"OrganizationEnabled": null}),
		"one": tables("Equals", ["111122223333", "111122223333"]),
		"no account": store([[category("Data"), type("AWS::S3::Object"), {
			"Field": "resources.ARN",
			"StartsWith": ["arn:aws:s3:::a/", "arn:aws:s3:::b/"],
		}]]),
		"beginning of an account": store([[category("Data"), type("AWS::DynamoDB::Table"), {
			"Field": "resources.ARN",
			"StartsWith": ["arn:aws:dynamodb:eu-west-1:111122223333:table/", "arn:aws:dynamodb:us-east-1:444455556666"],
		}]]),
		"identities": store([[category("Management"), {
			"Field": "userIdentity.arn",
			"StartsWith": ["arn:aws:iam::111122223333:user/", "arn:aws:iam::444455556666:user/"],
		}]]),
	}
	findings := rule.findings with input as request with data.edition as data.editions["2026-05"]
	findings == set()
}

test_nothing[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"null selector": {"AdvancedEventSelectors": [null]},
		"null value": store([[category("Data"), type("AWS::DynamoDB::Table"), {"Field": "resources.ARN", "StartsWith": [null]}]]),
	}
	findings := rule.findings with input as request
	findings == set()
}

# Beside two accounts, what is none, or may go on, is not compared.
test_no_accounts[beginning] if {
	some beginning in ["arn:aws:dynamodb:eu-west-1:777788889999", "arn:aws:dynamodb:eu-west-1:orders:table/"]
	findings := rule.findings with input as store([[category("Data"), type("AWS::DynamoDB::Table"), {
		"Field": "resources.ARN",
		"StartsWith": ["arn:aws:dynamodb:eu-west-1:111122223333:table/", "arn:aws:dynamodb:eu-west-1:444455556666:table/", beginning],
	}]])
	{finding.at[5] | some finding in findings} == {1}
}

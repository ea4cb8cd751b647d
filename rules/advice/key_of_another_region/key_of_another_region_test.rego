package edslint.rules.key_of_another_region_test

import data.edslint.rules.key_of_another_region as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

key_in(region) := sprintf("arn:aws:kms:%s:111122223333:key/12345678-1234-1234-1234-123456789012", [region])

tables(arns) := object.union(
	store([[category("Data"), type("AWS::DynamoDB::Table"), object.union({"Field": "resources.ARN"}, arns)]]),
	{"MultiRegionEnabled": false, "KmsKeyId": key_in("us-east-1")},
)

orders := "arn:aws:dynamodb:eu-west-1:111122223333:table/orders"

test_finding if {
	findings := rule.findings with input as tables({"Equals": [orders], "StartsWith": ["arn:aws:dynamodb:eu-north-1:"]})
	findings == {{
		"at": ["KmsKeyId"],
		"message": "the key is in us-east-1, but the resources of this store are in eu-north-1, eu-west-1, and `MultiRegionEnabled` is false",
		"help": "use a key of the Region that the store is made in",
		"related": [{
			"at": ["AdvancedEventSelectors", 0, "FieldSelectors", 2, "Equals", 0],
			"message": "a resource in eu-west-1",
		}],
	}}
}

test_several_selectors if {
	one := tables({"Equals": [orders]})
	findings := rule.findings with input as object.union(one, {"AdvancedEventSelectors": array.concat([{"FieldSelectors": [category("Management")]}], one.AdvancedEventSelectors)})
	count(findings) == 1
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"all Regions": object.union(tables({"Equals": [orders]}), {"MultiRegionEnabled": true}),
		"null": object.union(tables({"Equals": [orders]}), {"MultiRegionEnabled": null}),
		"by default": object.remove(tables({"Equals": [orders]}), ["MultiRegionEnabled"]),
		"the same Region": object.union(tables({"Equals": [orders]}), {"KmsKeyId": key_in("eu-west-1")}),
		"one of the same": object.union(tables({"Equals": ["arn:aws:dynamodb:us-east-1:111122223333:table/a", orders]}), {"KmsKeyId": key_in("us-east-1")}),
		"alias": object.union(tables({"Equals": [orders]}), {"KmsKeyId": "alias/audit"}),
		"no key": object.union(tables({"Equals": [orders]}), {"KmsKeyId": "arn:aws:kms:us-east-1:1111:key/x"}),
		"null key": object.union(tables({"Equals": [orders]}), {"KmsKeyId": null}),
		"left out": tables({"NotEquals": [orders]}),
		"no whole Region": tables({"StartsWith": ["arn:aws:dynamodb:eu-west-1", "arn:aws:dynamodb:eu"]}),
		"no Region": tables({"StartsWith": ["arn:aws:s3:::audit/"]}),
		"a wildcard": tables({"StartsWith": ["arn:aws:dynamodb:*:111122223333:table/orders"]}),
		"no ARN": tables({"StartsWith": ["a:b:c:eu-west-1:d"]}),
		"an ARN behind a letter": tables({"StartsWith": [concat("", ["x", orders])]}),
		"null value": tables({"Equals": [null]}),
		"another field": tables({"Field": "eventName", "Equals": [orders]}),
		"another category": object.union(
			store([[category("Management"), {"Field": "resources.ARN", "Equals": [orders]}]]),
			{"MultiRegionEnabled": false, "KmsKeyId": key_in("us-east-1")},
		),
	}
	findings := rule.findings with input as request
	findings == set()
}

# Where the stores will be is known better by the config.
test_context[region] if {
	some region, want in {
		"us-east-1": set(),
		"eu-west-1": {{
			"at": ["KmsKeyId"],
			"message": "the key is in us-east-1, but the config's `context` says that the store is made in eu-west-1",
			"help": "use a key in eu-west-1",
		}},
	}
	findings := rule.findings with input as tables({"Equals": [orders]}) with data.context as {"region": region}
	findings == want
}

test_context_without_a_key_arn if {
	findings := rule.findings with input as {"KmsKeyId": "alias/audit"} with data.context as {"region": "eu-west-1"}
	findings == set()
}

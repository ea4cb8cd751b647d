package edslint.rules.logged_bucket_test

import data.edslint.test

# A rule of family across sees the requests of a run as input.stores.
run(selectors) := {"stores": [test.store([selector]) | some selector in selectors]}

objects(more) := array.concat([test.category("Data"), test.type("AWS::S3::Object")], more)

values(operator, list) := [test.statement("resources.ARN", operator, list)]

buckets := ["arn:aws:s3:::a"]

test_finding if {
	found := test.findings("logged-bucket", run([[test.category("Management")], objects(values("StartsWith", ["arn:aws:s3:::b/"]))])) with data.buckets as buckets
	found == {{
		"at": ["stores", 1, "AdvancedEventSelectors", 0],
		"message": `no store logs all events of the objects in "arn:aws:s3:::a"`,
		"help": "add \"arn:aws:s3:::a/\" to the values of `resources.ARN` in a selector of AWS::S3::Object",
	}}
}

test_no_selector_of_objects if {
	found := test.findings("logged-bucket", run([[test.category("Management")]])) with data.buckets as buckets
	{f.at | some f in found} == {["stores", 0]}
}

test_not_logged[name] if {
	some name, selector in {
		"another bucket": objects(values("StartsWith", ["arn:aws:s3:::ab/"])),
		"part of the bucket": objects(values("StartsWith", ["arn:aws:s3:::a/secret/"])),
		"one object": objects(values("Equals", ["arn:aws:s3:::a/x"])),
		"all but the bucket": objects(values("NotStartsWith", ["arn:aws:s3:::a/"])),
		"writes only": objects([test.statement("readOnly", "Equals", ["false"])]),
	}
	count(test.findings("logged-bucket", run([selector]))) == 1 with data.buckets as buckets
}

test_logged[name] if {
	some name, selectors in {
		"all objects": [objects([])],
		"the bucket": [objects(values("StartsWith", ["arn:aws:s3:::b/", "arn:aws:s3:::a/"]))],
		"in another store": [[test.category("Management")], objects(values("StartsWith", ["arn:aws:s3:::a/"]))],
		"not known": [objects(values("StartsWith", [null]))],
		"no store": [],
	}
	test.findings("logged-bucket", run(selectors)) == set() with data.buckets as buckets
}

package edslint.rules.too_many_data_resources_test

import data.edslint.test

resources(total) := {"EventSelectors": [
	{"DataResources": [{"Type": "AWS::S3::Object", "Values": [value(i) | some i in numbers.range(1, 200)]}]},
	{"DataResources": [{"Type": "AWS::S3::Object", "Values": [value(i) | some i in numbers.range(201, total)]}]},
]}

value(i) := sprintf("arn:aws:s3:::bucket-%d/", [i])

test_251 if {
	some finding in found(resources(251))
	finding.at == ["EventSelectors"]
	finding.message == "the selectors name 251 resources in all, but 250 is the most that a trail takes"
}

test_250 if found(resources(250)) == set()

test_unknown_counts_as_one if {
	found(json.patch(resources(250), [{"op": "add", "path": "/EventSelectors/-", "value": {"DataResources": [{"Type": "AWS::S3::Object", "Values": null}]}}])) != set()
}

found(members) := test.findings_with("too-many-data-resources", test.trail(members), {"target": "trail"})

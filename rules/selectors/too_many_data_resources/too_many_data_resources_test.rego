package edslint.rules.too_many_data_resources_test

import data.edslint.rules.too_many_data_resources as rule

resources(n) := {"TrailName": "t", "EventSelectors": [
	{"DataResources": [{"Type": "AWS::S3::Object", "Values": [sprintf("arn:aws:s3:::a%d/", [i]) | some i in numbers.range(1, n - 2)]}]},
	{"DataResources": [{"Type": "AWS::S3::Object", "Values": ["arn:aws:s3:::x/"]}, {"Type": "AWS::Lambda::Function", "Values": ["arn:aws:lambda"]}]},
]}

test_finding if {
	findings := rule.findings with input as resources(251) with data.edition as data.trails["2026-05"]
	findings == {{
		"at": ["EventSelectors"],
		"message": "the basic selectors have 251 values of `DataResources` in all, but 250 is the most that a trail takes",
		"help": "write `arn:aws:s3` for the objects of all buckets, or use advanced selectors, which can say what ARNs begin with",
	}}
}

test_enough[n] if {
	some n in [3, 249, 250]
	findings := rule.findings with input as resources(n) with data.edition as data.trails["2026-05"]
	findings == set()
}

test_all_enough if count(test_enough) == 3

test_unknown if {
	text := concat("", ["a" | some _ in numbers.range(1, 300)])
	findings := rule.findings with input as {"EventSelectors": [null, {"DataResources": null}, {"DataResources": [{"Values": null}, {"Values": text}]}]}
		with data.edition as data.trails["2026-05"]
	findings == set()
}

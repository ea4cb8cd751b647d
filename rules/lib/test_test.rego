package edslint.test_test

import data.edslint.test

test_findings if {
	found := test.findings("retention-period", test.request({"RetentionPeriod": 3000}))
	{finding.at | some finding in found} == {["RetentionPeriod"]}
	test.findings("retention-period", {"RetentionPeriod": 90}) == set()
}

test_findings_of_edition if {
	request := {"RetentionPeriod": 3000}
	test.findings_with("retention-period", request, {"edition": "2026-05"}) == set()
	test.findings_with("retention-period", request, {"edition": "latest"}) == set()
	count(test.findings_with("retention-period", request, {"edition": "2023-06"})) == 1
	found := test.findings("retention-period", request) with data.edition as data.editions["2026-05"]
	found == set()
}

test_findings_with_params if {
	request := test.request({"RetentionPeriod": 380})
	count(test.findings("retention-beyond-price", request)) == 0
	options := {"params": {"EDS803": {"min-days": 400}}}
	count(test.findings("retention-below-a-year", request)) == 0
	count(test.findings_with("retention-below-a-year", request, options)) == 1
}

test_findings_in_context if {
	request := {"KmsKeyId": "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
	count(test.findings("key-of-another-region", request)) == 0
	count(test.findings_with("key-of-another-region", request, {"context": {"region": "us-east-1"}})) == 1
}

seen(_, request) := request

# What a rule of family across sees of requests, of which one has no summary.
test_findings_across if {
	requests := [{"Name": "a"}, {"RetentionPeriod": 90}, {"Name": "a"}]
	found := test.findings_across("duplicate-store-name", requests)
	{finding.at | some finding in found} == {["stores", 2, "Name"]}
	input_of_rule := test.findings_across("duplicate-store-name", requests) with data.edslint.test.findings as seen
	input_of_rule == {"stores": requests, "summaries": ["a", null, "a"]}
}

# What is misspelt must not pass for a request without findings.
test_findings_of_nothing[name] if {
	some name, case in {
		"rule": {"rule": "retention", "options": {}},
		"option": {"rule": "retention-period", "options": {"editions": "2026-05"}},
		"edition": {"rule": "retention-period", "options": {"edition": "2026-06"}},
		"id": {"rule": "retention-below-a-year", "options": {"params": {"EDS8": {"min-days": 400}}}},
		"parameter": {"rule": "retention-below-a-year", "options": {"params": {"EDS803": {"days": 400}}}},
	}
	not test.findings_with(case.rule, {"RetentionPeriod": 90}, case.options)
}

test_requests if {
	test.store([
		[test.category("Management")],
		[test.category("Data"), test.type("AWS::S3::Object"), test.statement("readOnly", "Equals", ["true"])],
	]) == {
		"Name": "audit-store",
		"AdvancedEventSelectors": [
			{"FieldSelectors": [{"Field": "eventCategory", "Equals": ["Management"]}]},
			{"FieldSelectors": [
				{"Field": "eventCategory", "Equals": ["Data"]},
				{"Field": "resources.type", "Equals": ["AWS::S3::Object"]},
				{"Field": "readOnly", "Equals": ["true"]},
			]},
		],
	}
	test.request({"Name": "billing"}) == {"Name": "billing"}
}

# What is printed of a mistake.
test_mistakes[name] if {
	some name, c in {
		"none": ["retention-period", {"edition": "latest", "params": {"EDS803": {"min-days": 400}}}, []],
		"rule": ["retention", {}, [`no rule is called "retention"`]],
		"option": ["retention-period", {"edtion": "latest"}, [`there is no option "edtion", only edition, target, params and context`]],
		"edition": ["retention-period", {"edition": "1999-01"}, [`no edition is called "1999-01"`]],
		"target": ["retention-period", {"target": "store"}, []],
		"another target": ["retention-period", {"target": "bucket"}, ["`target` can't be \"bucket\": it is \"store\" or \"trail\""]],
		"id": ["retention-period", {"params": {"EDS999": {}}}, [`no rule has the id "EDS999"`]],
		"parameter": ["retention-period", {"params": {"EDS803": {"max-days": 1}}}, [`the rule EDS803 has no parameter "max-days"`]],
	}
	test.mistakes_of(c[0], c[1]) == c[2]
}

test_trail_and_its_edition if {
	test.trail({}) == {"TrailName": "audit-trail"}
	test.edition_of({}) == data.edition
	test.edition_of({"target": "trail"}) == data.trails[data.edition.name]
}

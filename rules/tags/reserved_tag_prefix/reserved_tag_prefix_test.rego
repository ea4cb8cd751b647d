package edslint.rules.reserved_tag_prefix_test

import data.edslint.rules.reserved_tag_prefix as rule

tagged(keys) := {"TagsList": [{"Key": key} | some key in keys]}

test_finding if {
	findings := rule.findings with input as tagged(["team", "aws:createdBy"])
	findings == {{
		"at": ["TagsList", 1, "Key"],
		"message": `the tag key "aws:createdBy" begins with "aws:", which AWS reserves for its own tags`,
		"help": "give the tag a key without that prefix",
	}}
}

test_keys[edition][key] if {
	some edition in object.keys(data.editions)
	some key, reserved in {
		"aws:": true,
		"AWS:team": true,
		"Aws:team": true,
		"aws": false,
		"aws-team": false,
		"awsteam:aws:": false,
		" aws:team": false,
		"team:aws:": false,
	}
	findings := rule.findings with input as tagged([key]) with data.edition as data.editions[edition]
	[finding.at | some finding in findings] == [["TagsList", 0, "Key"] | reserved]
}

test_every_key if {
	findings := rule.findings with input as tagged(["aws:a", "b", "aws:c"])
	{finding.at[1] | some finding in findings} == {0, 2}
}

test_nothing_to_judge[name] if {
	some name, request in {
		"nothing": {},
		"null": {"TagsList": null},
		"null tag": {"TagsList": [null]},
		"null key": {"TagsList": [{"Key": null}]},
		"value": {"TagsList": [{"Key": "source", "Value": "aws:cloudtrail"}]},
	}
	findings := rule.findings with input as request
	findings == set()
}

package edslint.rules.duplicate_tag_key_test

import data.edslint.rules.duplicate_tag_key as rule

tagged(keys) := {"TagsList": [{"Key": key, "Value": "audit"} | some key in keys]}

test_findings if {
	findings := rule.findings with input as tagged(["team", "env", "team", "cost", "team", "env"])
	findings == {
		finding("team", 2, 0),
		finding("team", 4, 0),
		finding("env", 5, 1),
	}
}

finding(key, i, first) := {
	"at": ["TagsList", i, "Key"],
	"message": sprintf("the tag key %q stands twice, but keys are unique", [key]),
	"help": "leave one of the two tags out, or give it another key",
	"related": [{"at": ["TagsList", first, "Key"], "message": sprintf("%q first stands here", [key])}],
}

test_long_key_is_shortened if {
	key := concat("", ["k" | some _ in numbers.range(1, 128)])
	findings := rule.findings with input as tagged([key, key])
	every finding in findings { count(finding.message) < 150 }
	count(findings) == 1
}

test_no_findings[name] if {
	some name, request in {
		"unique": tagged(["team", "env"]),
		"case": tagged(["team", "Team", "TEAM"]),
		"space": tagged(["team", "team "]),
		"values": {"TagsList": [{"Key": "team", "Value": "env"}, {"Key": "env", "Value": "env"}]},
		"one": tagged(["team"]),
		"null keys": tagged([null, null, "team"]),
		"null tags": {"TagsList": [null, null]},
		"no keys": {"TagsList": [{"Value": "a"}, {"Value": "a"}]},
		"empty": tagged([]),
		"null": {"TagsList": null},
		"nothing": {},
	}
	findings := rule.findings with input as request
	findings == set()
}

test_nulls_between if {
	findings := rule.findings with input as {"TagsList": [null, {"Key": "team"}, {"Key": null}, {"Key": "team"}]}
	{[finding.at, finding.related[0].at] | some finding in findings} == {[["TagsList", 3, "Key"], ["TagsList", 1, "Key"]]}
}

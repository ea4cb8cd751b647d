package edslint.rules.no_tags_test

import data.edslint.rules.no_tags as rule

help := `add tags such as {"Key": "owner", "Value": "security"}`

test_absent if {
	findings := rule.findings with input as {"Name": "audit-store"}
	findings == {{"at": [], "message": "the store has no tags: there is no `TagsList`", "help": help}}
}

test_empty if {
	findings := rule.findings with input as {"TagsList": []}
	findings == {{"at": ["TagsList"], "message": "the store has no tags: `TagsList` is empty", "help": help}}
}

test_empty_is_said_once if {
	findings := rule.findings with input as {"TagsList": []} with data.params.EDS816 as {"required-keys": ["owner"]}
	{finding.message | some finding in findings} == {"the store has no tags: `TagsList` is empty"}
}

test_no_findings[name] if {
	some name, tags in {"a tag": [{"Key": "owner"}], "null": null, "null tag": [null]}
	findings := rule.findings with input as {"TagsList": tags}
	findings == set()
}

test_required_keys[name] if {
	some name, case in {
		"missing": {"tags": [{"Key": "owner"}], "keys": {"cost-centre"}},
		"written otherwise": {"tags": [{"Key": "Cost-Centre"}, {"Key": "owner"}], "keys": {"cost-centre"}},
		"there": {"tags": [{"Key": "cost-centre"}, {"Key": "owner"}], "keys": set()},
		"two": {"tags": [{"Key": "team"}], "keys": {"cost-centre", "owner"}},
		"a key that can't be known": {"tags": [{"Key": null}], "keys": set()},
		"null": {"tags": null, "keys": set()},
	}
	findings := rule.findings with input as {"TagsList": case.tags}
		with data.params.EDS816 as {"required-keys": ["owner", "cost-centre"]}
	findings == {{
		"at": ["TagsList"],
		"message": sprintf("the store has no tag %q", [key]),
		"help": sprintf(`add {"Key": %q, "Value": "…"} to its tags`, [key]),
	} |
		some key in case.keys
	}
}

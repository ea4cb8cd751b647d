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

test_no_findings[name] if {
	some name, tags in {"a tag": [{"Key": "owner"}], "null": null, "null tag": [null]}
	findings := rule.findings with input as {"TagsList": tags}
	findings == set()
}

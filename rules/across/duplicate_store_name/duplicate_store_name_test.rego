package edslint.rules.duplicate_store_name_test

import data.edslint.rules.duplicate_store_name as rule

stores(names) := {"stores": [{"Name": name} | some name in names]}

test_finding if {
	findings := rule.findings with input as stores(["audit", "other", "audit"])
	findings == {{
		"at": ["stores", 2, "Name"],
		"message": `another request of this run makes a store called "audit", too`,
		"help": "give it another name, unless the two are for different accounts or Regions",
		"related": [{"at": ["stores", 0, "Name"], "message": `"audit" first stands here`}],
	}}
}

test_one_finding_per_store if {
	findings := rule.findings with input as stores(["a-b", "a-b", "a-b", "c-d", "c-d"])
	{[finding.at[1], finding.related[0].at[1]] | some finding in findings} == {[1, 0], [2, 0], [4, 3]}
}

test_no_findings[name] if {
	some name, request in {
		"different": stores(["audit", "Audit", "audit-2"]),
		"null": stores([null, null]),
		"missing": {"stores": [{}, {}]},
		"one": stores(["audit"]),
		"a request": {"Name": "audit"},
		"nothing": {},
	}
	findings := rule.findings with input as request
	findings == set()
}

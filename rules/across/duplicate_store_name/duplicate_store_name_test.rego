package edslint.rules.duplicate_store_name_test

import data.edslint.test

stores(names) := [{"Name": name} | some name in names]

test_finding if {
	findings := test.findings_across("duplicate-store-name", stores(["audit", "other", "audit"]))
	findings == {{
		"at": ["stores", 2, "Name"],
		"message": `another request of this run makes a store called "audit", too`,
		"help": "give it another name, unless the two are for different accounts or Regions",
		"related": [{"at": ["stores", 0, "Name"], "message": `"audit" first stands here`}],
	}}
}

test_one_finding_per_store if {
	findings := test.findings_across("duplicate-store-name", stores(["a-b", "a-b", "a-b", "c-d", "c-d"]))
	{[finding.at[1], finding.related[0].at[1]] | some finding in findings} == {[1, 0], [2, 0], [4, 3]}
}

test_no_findings[name] if {
	some name, requests in {
		"different": stores(["audit", "Audit", "audit-2"]),
		"null": stores([null, null]),
		"missing": [{}, {}],
		"one": stores(["audit"]),
		"none": [],
	}
	findings := test.findings_across("duplicate-store-name", requests)
	findings == set()
}

test_not_of_a_request if {
	findings := test.findings("duplicate-store-name", {"Name": "audit"})
	findings == set()
}

package edslint.rules.store_name_test

import data.edslint.test

test_finding if {
	found := test.findings("store-name", test.request({"Name": "audit"}))
	found == {{
		"at": ["Name"],
		"message": "`Name` is \"audit\", but names begin with \"acme-\"",
		"help": "write \"acme-audit\"",
	}}
}

test_parameter if {
	options := {"edition": "2026-05", "params": {"ACME1": {"prefix": "prod-"}}}
	{f.at | some f in test.findings_with("store-name", {"Name": "acme-audit"}, options)} == {["Name"]}
	test.findings_with("store-name", {"Name": "prod-audit"}, options) == set()
}

test_right_name[name] if {
	some name, request in {
		"prefix": {"Name": "acme-audit"},
		"exception": {"Name": "old-audit"},
		"none": {},
	}
	test.findings("store-name", request) == set()
}

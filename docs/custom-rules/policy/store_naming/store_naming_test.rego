package edslint.rules.store_naming_test

import data.edslint.test

test_finding if {
	test.findings("store-naming", test.request({"Name": "payments-production"})) == {{
		"at": ["Name"],
		"message": "`Name` is \"payments-production\", which is not <team>-<environment>-<purpose>",
		"help": `the environment is "dev" or "prod"`,
	}}
}

test_wrong_name[name] if {
	some name in ["prod", "payments-prod", "payments-prod-", "payments-stage-audit"]
	count(test.findings("store-naming", test.request({"Name": name}))) == 1
}

test_right_name[name] if {
	some name in ["payments-prod-audit", "payments-dev-audit-2"]
	test.findings("store-naming", test.request({"Name": name})) == set()
}

test_unknown_name if test.findings("store-naming", {"Name": null}) == set()

test_environments if {
	options := {"params": {"ACME001": {"environments": ["stage"]}}}
	found := test.findings_with("store-naming", test.request({"Name": "payments-prod-audit"}), options)
	{f.help | some f in found} == {`the environment is "stage"`}
}

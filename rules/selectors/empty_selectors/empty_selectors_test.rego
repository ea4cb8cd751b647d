package edslint.rules.empty_selectors_test

import data.edslint.rules.empty_selectors as rule

test_finding if {
	findings := rule.findings with input as {"Name": "audit-store", "AdvancedEventSelectors": []}
	findings == {{
		"at": ["AdvancedEventSelectors"],
		"message": "`AdvancedEventSelectors` is empty, and AWS doesn't say whether it then takes the default or refuses the request",
		"help": "leave it out for the default (all management events), or write a selector",
	}}
}

test_no_findings[name] if {
	some name, request in {
		"nothing": {},
		"null": {"AdvancedEventSelectors": null},
		"a selector": {"AdvancedEventSelectors": [{"FieldSelectors": []}]},
		"a null": {"AdvancedEventSelectors": [null]},
	}
	findings := rule.findings with input as request
	findings == set()
}

test_basic_selectors_of_a_trail if {
	findings := rule.findings with input as {"TrailName": "audit-trail", "EventSelectors": []}
	findings == {{
		"at": ["EventSelectors"],
		"level": "error",
		"message": "`EventSelectors` is empty, which AWS was seen to refuse",
		"help": "leave it out for the default (all management events), or write a selector",
	}}
}

test_beside_advanced_selectors if {
	findings := rule.findings with input as {"EventSelectors": [], "AdvancedEventSelectors": [{}]}
	{finding.level | some finding in findings} == {"warning"}
}

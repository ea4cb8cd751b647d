package edslint.rules.data_resource_type_test

import data.edslint.test

of(type) := {"EventSelectors": [{"DataResources": [{"Type": type, "Values": []}]}]}

test_other_type if {
	found(of("AWS::SQS::Queue")) == {{
		"at": ["EventSelectors", 0, "DataResources", 0, "Type"],
		"message": "`Type` can't be \"AWS::SQS::Queue\": `EventSelectors` take only \"AWS::DynamoDB::Table\", \"AWS::Lambda::Function\" or \"AWS::S3::Object\"",
		"help": "write `AdvancedEventSelectors`, which take this type",
	}}
}

test_misspelt if {
	some finding in found(of("AWS::S3::Objects"))
	endswith(finding.message, `; did you mean "AWS::S3::Object"?`)
	finding.help == "write the type exactly so"
}

test_known if found(of("AWS::Lambda::Function")) == set()

test_unknown if found(of(null)) == set()

found(members) := test.findings_with("data-resource-type", test.trail(members), {"target": "trail"})

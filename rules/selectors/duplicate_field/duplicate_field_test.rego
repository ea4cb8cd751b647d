package edslint.rules.duplicate_field_test

import data.edslint.rules.duplicate_field as rule
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_findings if {
	findings := rule.findings with input as store([
		[category("Management")],
		[category("Data"), type("AWS::S3::Object"), type("AWS::Lambda::Function"), category("Data"), type("AWS::EC2::Snapshot")],
	])
	findings == {
		finding("resources.type", 2, 1),
		finding("resources.type", 4, 1),
		finding("eventCategory", 3, 0),
	}
}

finding(field, j, first) := {
	"at": ["AdvancedEventSelectors", 1, "FieldSelectors", j, "Field"],
	"message": sprintf("`%s` stands in two statements of one selector, which takes one for each field", [field]),
	"help": "put all operators and values of the field into one statement, or the second condition into a selector of its own",
	"related": [{
		"at": ["AdvancedEventSelectors", 1, "FieldSelectors", first, "Field"],
		"message": sprintf("`%s` first stands here", [field]),
	}],
}

# Two operators of a field are as wrong in two statements as two values.
test_other_operator if {
	findings := rule.findings with input as store([[
		category("Data"),
		type("AWS::S3::Object"),
		{"Field": "eventName", "StartsWith": ["Get"]},
		{"Field": "eventName", "NotEquals": ["GetObject"]},
	]])
	count(findings) == 1
}

test_nulls_between if {
	findings := rule.findings with input as store([[null, {"Field": "eventName"}, {"Field": null}, {"Field": "eventName"}]])
	{[finding.at[3], finding.related[0].at[3]] | some finding in findings} == {[3, 1]}
}

test_no_findings[name] if {
	some name, selectors in {
		"once": [[category("Data"), type("AWS::S3::Object")]],
		"in two selectors": [[category("Management")], [category("Data"), type("AWS::S3::Object")]],
		"case": [[{"Field": "readOnly"}, {"Field": "readonly"}]],
		"nulls": [[{"Field": null}, {"Field": null}]],
		"null statements": [[category("Data"), null, null]],
		"no fields": [[{"Equals": ["a"]}, {"Equals": ["a"]}]],
		"null": [null],
		"empty": [[]],
		"none": [],
	}
	findings := rule.findings with input as store(selectors)
	findings == set()
}

test_nothing if {
	findings := rule.findings with input as {}
	findings == set()
}

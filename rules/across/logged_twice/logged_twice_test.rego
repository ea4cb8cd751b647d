package edslint.rules.logged_twice_test

import data.edslint.rules.logged_twice as rule
import data.edslint.test
import data.edslint.test.category
import data.edslint.test.type

found(requests) := test.findings_across("logged-twice", requests)

stores(selectors) := [{"Name": sprintf("store-%d", [i]), "AdvancedEventSelectors": [{"FieldSelectors": statements} |
	some statements in list
]} |
	some i, list in selectors
]

management := [category("Management")]

objects := [category("Data"), type("AWS::S3::Object")]

writes := array.concat(objects, [{"Field": "readOnly", "Equals": ["false"]}])

reads := array.concat(objects, [{"Field": "readOnly", "Equals": ["true"]}])

test_finding if {
	findings := found(stores([[management], [objects, management]]))
	findings == {{
		"at": ["stores", 1, "AdvancedEventSelectors", 1],
		"message": `what this selector takes in, the store "store-0" takes in too, so that it is paid twice`,
		"help": "leave the selector out of one of the stores, unless they are for different accounts or Regions",
		"related": [{"at": ["stores", 0, "AdvancedEventSelectors", 0], "message": "the same events are selected here"}],
	}}
}

test_places[name] if {
	some name, case in {
		"equal in another order": {"stores": [[writes], [array.reverse(writes)]], "at": {[1, 0]}},
		"all before a part": {"stores": [[objects], [writes]], "at": {[1, 0]}},
		"a part before all": {"stores": [[writes], [objects]], "at": {[0, 0]}},
		"once per store": {"stores": [[management, objects], [objects, management], [management]], "at": {[1, 0], [2, 0]}},
		"in one store": {"stores": [[objects, writes], [management]], "at": set()},
		"different parts": {"stores": [[writes], [reads]], "at": set()},
		"different types": {"stores": [[objects], [[category("Data"), type("AWS::Lambda::Function")]]], "at": set()},
		"unknown category": {"stores": [[[category("Foo")]], [[category("Foo")]]], "at": set()},
		"no category": {"stores": [[[type("AWS::S3::Object")]], [[type("AWS::S3::Object")]]], "at": set()},
		"unknown field": {"stores": [[array.concat(objects, [test.statement("foo", "Equals", ["a"])])], [array.concat(objects, [test.statement("foo", "Equals", ["a"])])]], "at": set()},
		"null value": {"stores": [[objects], [array.concat(objects, [{"Field": "readOnly", "Equals": [null]}])]], "at": set()},
		"null statement": {"stores": [[objects], [array.concat(objects, [null])]], "at": set()},
		"one store": {"stores": [[objects, objects]], "at": set()},
	}
	findings := found(stores(case.stores))
	{[finding.at[1], finding.at[3]] | some finding in findings} == case.at
}

# An organization's store has the events of all accounts, wherever it stands.
test_organization if {
	both := stores([[objects], [writes], [management, objects]])
	findings := found([
		both[0],
		object.union(both[1], {"OrganizationEnabled": false}),
		object.union(both[2], {"OrganizationEnabled": true}),
	])
	{[finding.at[1], finding.message, finding.help] | some finding in findings} == {
		[
			0, `what this selector takes in, the store "store-2" takes in too for all accounts of the organization, so that it is paid twice`,
			"leave the selector out of this store",
		],
		[
			1, `what this selector takes in, the store "store-2" takes in too for all accounts of the organization, so that it is paid twice`,
			"leave the selector out of this store",
		],
	}
}

test_name[name] if {
	some name, store in {"missing": {}, "null": {"Name": null}}
	selectors := {"AdvancedEventSelectors": [{"FieldSelectors": management}]}
	findings := found([object.union(store, selectors), selectors])
	{finding.message | some finding in findings} == {`what this selector takes in, another store takes in too, so that it is paid twice`}
}

of(values) := array.concat(objects, [{"Field": "resources.ARN", "StartsWith": values}])

# Also of long sets of conditions, of which a digest is kept.
test_many_values[name] if {
	many := [sprintf("arn:aws:s3:::bucket-%d/", [i]) | some i in numbers.range(1, 50)]
	some name, case in {
		"equal": {"values": array.reverse(many), "at": {1}},
		"equal, but one twice": {"values": array.concat(many, [many[0]]), "at": {1}},
		"one less": {"values": array.slice(many, 0, 49), "at": set()},
	}
	{finding.at[1] | some finding in found(stores([[of(many)], [of(case.values)]]))} == case.at
}

# A digest has 64 characters: what is longer is kept as one.
test_summary[name] if {
	some name, kept in {
		"a": "eventCategory\nEquals\nManagement\neventName\nEquals\naaaaaaaaaaaaaaa",
		"aa": crypto.sha256("eventCategory\nEquals\nManagement\neventName\nEquals\naaaaaaaaaaaaaaaa"),
	}
	selector := array.concat(management, [test.statement("eventName", "Equals", [concat("", ["aaaaaaaaaaaaaa", name])])])
	summary := rule.summary with input as stores([[selector]])[0]
	summary == {"name": `the store "store-0"`, "rank": 1, "selectors": [[0, kept, "eventCategory\nEquals\nManagement"]]}
}

# What would be equal if lines were taken for values.
test_line_breaks if {
	one := array.concat(objects, [test.statement("eventName", "Equals", ["a\nb"])])
	two := array.concat(objects, [test.statement("eventName", "Equals", ["a", "b"])])
	found(stores([[one], [two]])) == set()
}

test_nothing_to_compare[name] if {
	some name, requests in {
		"no selectors": [{"Name": "a"}, {"Name": "b", "AdvancedEventSelectors": null}],
		"nothing": [],
	}
	found(requests) == set()
}

test_not_of_a_request if {
	findings := test.findings("logged-twice", {"AdvancedEventSelectors": [{"FieldSelectors": management}]})
	findings == set()
}

package edslint.rules.logged_twice_test

import data.edslint.rules.logged_twice as rule
import data.edslint.test.category
import data.edslint.test.type

stores(selectors) := {"stores": [{"Name": sprintf("store-%d", [i]), "AdvancedEventSelectors": [{"FieldSelectors": statements} |
	some statements in list
]} |
	some i, list in selectors
]}

management := [category("Management")]

objects := [category("Data"), type("AWS::S3::Object")]

writes := array.concat(objects, [{"Field": "readOnly", "Equals": ["false"]}])

reads := array.concat(objects, [{"Field": "readOnly", "Equals": ["true"]}])

test_finding if {
	findings := rule.findings with input as stores([[management], [objects, management]])
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
		"null value": {"stores": [[objects], [array.concat(objects, [{"Field": "readOnly", "Equals": [null]}])]], "at": set()},
		"null statement": {"stores": [[objects], [array.concat(objects, [null])]], "at": set()},
		"one store": {"stores": [[objects, objects]], "at": set()},
	}
	findings := rule.findings with input as stores(case.stores)
	{[finding.at[1], finding.at[3]] | some finding in findings} == case.at
}

# An organization's store has the events of all accounts, wherever it stands.
test_organization if {
	both := stores([[objects], [writes], [management, objects]]).stores
	findings := rule.findings with input as {"stores": [
		both[0],
		object.union(both[1], {"OrganizationEnabled": false}),
		object.union(both[2], {"OrganizationEnabled": true}),
	]}
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
	findings := rule.findings with input as {"stores": [object.union(store, selectors), selectors]}
	{finding.message | some finding in findings} == {`what this selector takes in, another store takes in too, so that it is paid twice`}
}

test_no_stores[name] if {
	some name, request in {
		"a request": {"AdvancedEventSelectors": [{"FieldSelectors": management}]},
		"no selectors": {"stores": [{"Name": "a"}, {"Name": "b", "AdvancedEventSelectors": null}]},
		"nothing": {},
	}
	findings := rule.findings with input as request
	findings == set()
}

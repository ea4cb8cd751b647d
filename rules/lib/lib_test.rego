package edslint.lib_test

import data.edslint.lib
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_selectors if {
	views := lib.selectors with input as {"AdvancedEventSelectors": [
		{"Name": "objects", "FieldSelectors": [category("Data"), type("AWS::S3::Object")]},
		{"FieldSelectors": [category("Management"), {"Field": "eventSuorce", "NotEquals": ["kms.amazonaws.com"]}]},
	]}
	views == [
		{
			"index": 0, "whole": true, "fields": {"eventCategory", "resources.type"},
			"category": "Data", "type": "AWS::S3::Object", "facts": data.edition.categories.Data.fields,
		},
		{
			"index": 1, "whole": false, "fields": {"eventCategory", "eventSuorce"},
			"category": "Management", "type": "", "facts": data.edition.categories.Management.fields,
		},
	]
}

# Where the category can't be known, it may be one of today's: the facts are
# those that hold for all of them.
test_facts_without_category[name] if {
	some name, statements in {
		"missing": [type("AWS::S3::Object")],
		"unknown": [category("NetworkActivity")],
		"two": [{"Field": "eventCategory", "Equals": ["Management", "Data"]}],
		"null": [{"Field": "eventCategory", "Equals": null}],
	}
	views := lib.selectors with input as store([statements])
	[view.category | some view in views] == [""]
	[view.facts | some view in views] == [object.remove(data.edition.fields, {"eventSource"})]
}

test_facts_of_edition if {
	views := lib.selectors with input as store([[category("NetworkActivity")]])
		with data.edition as data.editions["2026-05"]
	views[0].category == "NetworkActivity"
	views[0].facts == data.editions["2026-05"].categories.NetworkActivity.fields
}

test_no_selectors[name] if {
	some name, request in {
		"nothing": {},
		"empty": {"AdvancedEventSelectors": []},
		"null": {"AdvancedEventSelectors": null},
	}
	views := lib.selectors with input as request
	views == []
}

test_selectors_of_nulls[name] if {
	some name, selector in {
		"selector": null,
		"nothing": {},
		"statements": {"FieldSelectors": null},
		"no statement": {"FieldSelectors": []},
		"statement": {"FieldSelectors": [null]},
	}
	views := lib.selectors with input as {"AdvancedEventSelectors": [selector]}
	views == [{"index": 0, "whole": false, "fields": set(), "category": "", "type": "", "facts": object.remove(data.edition.fields, {"eventSource"})}]
}

test_only_value[name] if {
	some name, case in {
		"known": {"of": [category("Data")], "value": "Data"},
		"among others": {"of": [type("AWS::S3::Object"), category("Data"), null], "value": "Data"},
		"unknown": {"of": [category("Dta")], "value": ""},
		"of another field": {"of": [{"Field": "readOnly", "Equals": ["Data"]}], "value": ""},
		"two values": {"of": [{"Field": "eventCategory", "Equals": ["Data", "Management"]}], "value": ""},
		"the same value twice": {"of": [{"Field": "eventCategory", "Equals": ["Data", "Data"]}], "value": ""},
		"two statements": {"of": [category("Data"), category("Data")], "value": ""},
		"another operator": {"of": [{"Field": "eventCategory", "StartsWith": ["Data"]}], "value": ""},
		"two operators": {"of": [{"Field": "eventCategory", "Equals": ["Data"], "NotEquals": ["Management"]}], "value": ""},
		"no operator": {"of": [{"Field": "eventCategory"}], "value": ""},
		"null operator": {"of": [{"Field": "eventCategory", "Equals": null}], "value": ""},
		"null value": {"of": [{"Field": "eventCategory", "Equals": [null]}], "value": ""},
		"null field": {"of": [{"Field": null, "Equals": ["Data"]}], "value": ""},
		"nothing": {"of": [], "value": ""},
		"null": {"of": null, "value": ""},
	}
	lib.only_value({"FieldSelectors": case.of}, "eventCategory", {"Data": {}, "Management": {}}) == case.value
}

test_whole[name] if {
	some name, case in {
		"known field": {"of": [category("Data")], "whole": true},
		"known fields": {"of": [category("Data"), {"Field": "readOnly"}], "whole": true},
		"an unknown field": {"of": [category("Data"), {"Field": "readonly"}], "whole": false},
		"a field in another's place": {"of": [{"Field": "readonly"}, category("Data")], "whole": false},
		"null field": {"of": [category("Data"), {"Field": null}], "whole": false},
		"no field": {"of": [category("Data"), {"Equals": ["true"]}], "whole": false},
		"null statement": {"of": [category("Data"), null], "whole": false},
		"no statement": {"of": [], "whole": false},
		"null": {"of": null, "whole": false},
	}
	lib.whole({"FieldSelectors": case.of}, {"eventCategory": {}, "readOnly": {}}) == case.whole
}

test_statement_path if {
	lib.statement_path(1, 2, []) == ["AdvancedEventSelectors", 1, "FieldSelectors", 2]
	lib.statement_path(0, 0, ["Equals", 3]) == ["AdvancedEventSelectors", 0, "FieldSelectors", 0, "Equals", 3]
}

test_quote[name] if {
	some name, case in {
		"plain": {"value": "Data", "quoted": `"Data"`},
		"empty": {"value": "", "quoted": `""`},
		"quotes": {"value": `a"b\`, "quoted": `"a\"b\\"`},
		"control": {"value": "a\tb\u001b", "quoted": `"a\tb\x1b"`},
		"wide": {"value": "日本", "quoted": `"日本"`},
		"a hundred": {"value": times("é", 100), "quoted": sprintf(`"%s"`, [times("é", 100)])},
		"more": {"value": concat("", ["a", times("é", 100)]), "quoted": sprintf(`"a%s"…`, [times("é", 98)])},
		"number": {"value": 90, "quoted": "90"},
		"list": {"value": ["a"], "quoted": `["a"]`},
	}
	lib.quote(case.value) == case.quoted
}

times(text, n) := concat("", [text | some _ in numbers.range(1, n)])

test_any_of if {
	lib.any_of([]) == ""
	lib.any_of(["a"]) == "a"
	lib.any_of(["a", "b"]) == "a or b"
	lib.any_of(["b", "a", "c"]) == "b, a or c"
}

test_any_value if lib.any_value(["true", `"`]) == `"true" or "\""`

test_any_member if {
	lib.any_member(["Equals", "StartsWith", "EndsWith"]) == "`Equals`, `StartsWith` or `EndsWith`"
	lib.any_member({"b", "a"}) == "`a` or `b`"
}

test_unsure if {
	lib.unsure("error", "says nobody") == ""
	lib.unsure("warning", "says nobody") == "; says nobody"
	lib.unsure("note", "says nobody") == "; says nobody"
}

test_fold if {
	lib.fold("AWS::S3::Object") == "awss3object"
	lib.fold("resources.type") == "resourcestype"
	lib.fold("Größe 1") == "gre1"
}

test_deletions if {
	lib.deletions("abc") == {"abc", "bc", "ac", "ab"}
	lib.deletions("aab") == {"aab", "ab", "aa"}
	lib.deletions("a") == {"a", ""}
	lib.deletions("") == {""}
}

test_near[name] if {
	some name, case in {
		"the same": {"value": "AWS::S3::Object", "like": false},
		"left out": {"value": "AWS::S3::Objct", "like": true},
		"added": {"value": "AWS::S3::Objects", "like": true},
		"replaced": {"value": "AWS::S3::Obiect", "like": true},
		"first replaced": {"value": "QWS::S3::Object", "like": true},
		"swapped": {"value": "AWS::S3::Obejct", "like": true},
		"last swapped": {"value": "AWS::S3::Objetc", "like": true},
		"case": {"value": "aws::s3::OBJECT", "like": true},
		"punctuation": {"value": "AWS.S3:Object", "like": true},
		"no punctuation": {"value": "AWSS3Object", "like": true},
		"case, punctuation and a letter": {"value": "aws-s3-objct", "like": true},
		"two left out": {"value": "AWS::S3::Objt", "like": false},
		"two added": {"value": "AWS::S3::Objectss", "like": false},
		"two replaced": {"value": "AWS::S3::Objekk", "like": false},
		"left out and added": {"value": "WS::S3::Objectss", "like": false},
		"part": {"value": "AWS::S3", "like": false},
		"longer": {"value": "AWS::S3Outposts::Object", "like": false},
		"shortest": {"value": "A", "like": false},
		"empty": {"value": "", "like": false},
		"other script": {"value": "日本", "like": false},
		"eight signs more": {"value": "AWS::S3::Object!!!!!!!!", "like": true},
		"nine signs more": {"value": "AWS::S3::Object!!!!!!!!!", "like": false},
		"eight signs less": {"value": "AWSS3Object", "of": "AWS::::::S3::Object", "like": true},
		"nine signs less": {"value": "AWSS3Object", "of": "AWS::::::S3:::Object", "like": false},
		"another of the service": {"value": "AWS::Lex::Bot", "of": "AWS::Lex::BotAlias", "like": false},
		"a longer one of the service": {"value": "AWS::Lex::BotAlias", "of": "AWS::Lex::Bot", "like": false},
		"another of the name": {"value": "AWS::S3::AccessPoint", "of": "AWS::S3ObjectLambda::AccessPoint", "like": false},
	}
	candidate := object.get(case, "of", "AWS::S3::Object")
	lib.near(case.value, ["eventName", candidate]) == [candidate | case.like]
}

test_near_several if {
	lib.near("cat", {"rat", "bat", "dog"}) == ["bat", "rat"]
	lib.near("cat", []) == []
}

test_near_only_of_short_values if {
	lib.near(times("a", 100), [times("a", 99)]) == [times("a", 99)]
	lib.near(times("a", 101), [times("a", 100)]) == []
}

# Names that are known differ by more than that. (Of the resource types, those
# of one service are compared, for there are many.)
test_no_false_friends[edition][kind] if {
	some edition, facts in data.editions
	some kind in ["fields", "categories"]
	names := object.keys(facts[kind])
	every name in names { lib.near(name, names) == [] }
}

test_no_false_friends_among_types[edition] if {
	some edition, facts in data.editions
	types := object.keys(facts.resource_types)
	folded := {lib.fold(type) | some type in types}
	count(folded) == count(types)
	every service in ["S3", "Lex", "SSM", "SNS", "Bedrock"] {
		names := {type | some type in types; startswith(type, concat("", ["AWS::", service]))}
		every name in names { lib.near(name, names) == [] }
	}
}

test_suggestion if {
	lib.suggestion("data", ["Data", "Management"]) == `; did you mean "Data"?`
	lib.suggestion("cat", ["rat", "bat"]) == `; did you mean "bat" or "rat"?`
	lib.suggestion("Evidence", ["Data", "Management"]) == ""
}

test_firsts if {
	lib.firsts({0: "a", 1: "b", 2: "a", 4: "b", 5: "c"}) == {"a": 0, "b": 1, "c": 5}
	lib.firsts({}) == {}
}

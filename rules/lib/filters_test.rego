package edslint.lib.sets_test

import data.edslint.lib.sets
import data.edslint.test.category
import data.edslint.test.store
import data.edslint.test.type

test_filters if {
	statement := {"Field": "eventName", "Equals": ["a", "b"], "NotStartsWith": ["b"]}
	dead := {"Field": "resources.ARN", "StartsWith": ["ab"], "NotStartsWith": ["a"]}
	filters := sets.filters with input as store([
		[category("Management")],
		[category("Data"), statement, type("AWS::S3::Object"), dead],
	])
	filters == [
		{
			"index": 1, "place": 1, "statement": statement, "form": sets.form(statement),
			"selected": parts({"a", "b"}, set(), set()), "empty": false,
		},
		{
			"index": 1, "place": 3, "statement": dead, "form": sets.form(dead),
			"selected": parts(set(), {"ab"}, set()), "empty": true,
		},
	]
}

# The statements that can be judged as sets.
test_judged[name] if {
	some name, case in {
		"several values": {"of": {"EndsWith": ["a", "b"]}, "judged": 1},
		"several operators": {"of": {"EndsWith": ["a"], "NotEndsWith": ["b"]}, "judged": 1},
		"prefixes": {"of": {"StartsWith": ["b", "a", "ba"]}, "judged": 1},
		"other prefixes": {"of": {"NotStartsWith": ["b", "a", "cb"]}, "judged": 0},
		"one value": {"of": {"EndsWith": ["a"]}, "judged": 0},
		"several names": {"of": {"Equals": ["a", "b"]}, "judged": 0},
		"one name twice": {"of": {"Equals": ["a", "a"]}, "judged": 1},
		"a name twice": {"of": {"Equals": ["a", "b", "a"]}, "judged": 1},
		"no operator": {"of": {}, "judged": 0},
		"null operator": {"of": {"EndsWith": ["a", "b"], "NotEquals": null}, "judged": 0},
		"null value": {"of": {"EndsWith": ["a", null]}, "judged": 0},
		"no value": {"of": {"EndsWith": ["a", "b"], "NotEquals": []}, "judged": 0},
		"empty value": {"of": {"EndsWith": ["a", "", "b"]}, "judged": 0},
		"member that is none": {"of": {"EndsWith": ["a", "b"], "Contains": ["c"]}, "judged": 0},
		"star": {"of": {"EndsWith": ["a", "b*"]}, "judged": 0},
		"question mark": {"of": {"EndsWith": ["a?", "b"]}, "judged": 0},
		"comma": {"of": {"EndsWith": ["a,b", "b"]}, "judged": 0},
		"space before": {"of": {"EndsWith": ["a", " b"]}, "judged": 0},
		"space behind": {"of": {"EndsWith": ["a\t", "b"]}, "judged": 0},
		"space within": {"of": {"EndsWith": ["a c", "b"]}, "judged": 1},
		"more values than a store takes": {"of": {"EndsWith": [sprintf("%d", [n]) | some n in numbers.range(1, 499)]}, "judged": 0},
		"as many values as a store takes": {"of": {"EndsWith": [sprintf("%d", [n]) | some n in numbers.range(1, 498)]}, "judged": 1},
	}
	filters := sets.filters with input as store([[
		category("Data"),
		object.union({"Field": "eventName"}, case.of),
		type("AWS::S3::Object"),
	]])
	count(filters) == case.judged
}

# The category must be known, and no field stand twice; the type may be a new one.
test_judged_in[name] if {
	statement := {"Field": "eventName", "EndsWith": ["a", "b"]}
	some name, case in {
		"unknown type": {"of": [category("Data"), type("AWS::New::Type"), statement], "judged": 1},
		"null category": {"of": [category(null), type("AWS::S3::Object"), statement], "judged": 0},
		"no category": {"of": [type("AWS::S3::Object"), statement], "judged": 0},
		"twice": {"of": [category("Data"), statement, statement], "judged": 0},
		"category without the field": {"of": [category("Evidence"), statement], "judged": 0},
	}
	filters := sets.filters with input as store([case.of])
	count(filters) == case.judged
}

# Of an ARN that AWS refuses another rule speaks.
test_judged_arn[edition] if {
	some edition, judged in {"2023-06": 0, "2026-05": 1}
	filters := sets.filters with data.edition as data.editions[edition]
		with input as store([[
			category("Data"), type("AWS::S3::Object"),
			{"Field": "resources.ARN", "Equals": ["arn:aws:s3:::logs"], "StartsWith": ["arn:aws:s3:::logs/"]},
		]])
	count(filters) == judged
}

test_judged_values[name] if {
	some name, case in {
		"listed": {"of": {"Field": "eventSource", "NotEquals": ["kms.amazonaws.com", "kms.amazonaws.com"]}, "judged": 1},
		"unlisted": {"of": {"Field": "eventSource", "NotEquals": ["s3.amazonaws.com", "s3.amazonaws.com"]}, "judged": 0},
		"several of one": {"of": {"Field": "readOnly", "Equals": ["true", "true"]}, "judged": 0},
	}
	filters := sets.filters with input as store([[category("Management"), case.of]])
	count(filters) == case.judged
}

test_holder[name] if {
	statement := {"Field": "eventName", "Equals": ["b", "ab", "ab"], "StartsWith": ["x", "a"], "NotEndsWith": ["c", "b"]}
	some name, case in {
		"first": {"of": ["Equals", "ab", "", []], "is": ["Equals", 1]},
		"but itself": {"of": ["Equals", "ab", "", ["Equals", "ab"]], "is": ["StartsWith", 1]},
		"prefix": {"of": ["StartsWith", "ab", "", []], "is": ["StartsWith", 1]},
		"suffix": {"of": ["EndsWith", "ab", "Not", []], "is": ["NotEndsWith", 1]},
		"excluding": {"of": ["Equals", "ab", "Not", []], "is": ["NotEndsWith", 1]},
	}
	place := sets.holder(case.of[0], case.of[1], statement, case.of[2], case.of[3])
	[place.operator, place.index] == case.is
}

test_judged_single_value if {
	filters := sets.filters with data.edition as data.editions["2026-05"]
		with input as store([[category("Management"), {"Field": "sessionCredentialFromConsole", "NotEquals": ["false", "false"]}]])
	filters == []
}

# Only prefixes are compared with each other for the one beginning the other.
test_compared if {
	sets.compared("NotStartsWith", ["ab", "a"])
	every operator in ["Equals", "NotEquals"] { not sets.compared(operator, ["ab", "a"]) }
}

objects(statements) := array.concat([category("Data"), type("AWS::S3::Object")], statements)

named(names) := {"Field": "eventName", "Equals": names}

reads := {"Field": "readOnly", "Equals": ["true"]}

arns(operator, ends) := {"Field": "resources.ARN", operator: [sprintf("arn:aws:s3:::%s", [end]) | some end in ends]}

# The indexes of selectors that may cover each other.
test_neighbours[name] if {
	some name, c in {
		"alone": [[objects([])], []],
		"equal fields": [[objects([named(["a"])]), objects([named(["b"])])], [0, 1]],
		"fields within the other's": [[objects([named(["a"])]), objects([])], [0, 1]],
		"neither within the other's": [[objects([named(["a"])]), objects([reads])], []],
		"another type": [[objects([]), [category("Data"), type("AWS::Lambda::Function")]], []],
		"another category": [[[category("Management"), reads], [category("Evidence"), reads]], []],
		"another kind within": [[objects([named(["a"])]), objects([reads]), [category("Data"), type("AWS::Lambda::Function")]], []],
		"beside others": [[objects([named(["a"])]), [category("Management")], objects([named(["b"])])], [0, 2]],
		"unknown category": [[[category(null)], [category(null)]], []],
		"ARNs apart": [[objects([arns("StartsWith", ["a/"])]), objects([arns("Equals", ["b/c", "c/d"])])], []],
		"an ARN that begins another": [[objects([arns("StartsWith", ["b/", "a/"])]), objects([arns("Equals", ["c/d", "a/b"])])], [0, 1]],
		"an ARN in both": [[objects([arns("Equals", ["a/b"])]), objects([arns("Equals", ["a/b", "c/d"])])], [0, 1]],
		"ARNs apart of several operators": [
			[objects([object.union(arns("StartsWith", ["a/"]), arns("Equals", ["b/c"]))]), objects([arns("StartsWith", ["c/"])])],
			[],
		],
		"ends of ARNs": [[objects([{"Field": "resources.ARN", "EndsWith": ["/c"]}]), objects([arns("Equals", ["b/c"])])], [0, 1]],
		"other ARNs": [[objects([arns("NotStartsWith", ["a/"])]), objects([arns("StartsWith", ["b/"])])], [0, 1]],
		"one without ARNs": [[objects([arns("StartsWith", ["a/"])]), objects([]), objects([arns("StartsWith", ["b/"])])], [0, 1, 2]],
		"ARNs apart beside other types": [
			[
				objects([arns("StartsWith", ["a/"])]), objects([arns("StartsWith", ["b/"])]),
				[category("Data"), type("AWS::Lambda::Function"), {"Field": "resources.ARN", "StartsWith": ["arn:aws:lambda:"]}],
				[category("Data"), type("AWS::DynamoDB::Table"), named(["a"])], [category("Data"), type("AWS::DynamoDB::Table"), named(["b"])],
			],
			[3, 4],
		],
	}
	found := sets.neighbours with input as store(c[0])
	found == c[1]
	judged := [one.index | some one in comparable(c[0])]
	judged == c[1]
}

# Two lists of ARNs in one selector don't make up for none in another.
test_neighbours_of_two_lists if {
	selectors := [objects([arns("StartsWith", ["a/"]), arns("StartsWith", ["b/"])]), objects([]), objects([arns("StartsWith", ["c/"])])]
	[one.index | some one in comparable(selectors)] == [1, 2]
}

comparable(selectors) := found if found := sets.comparable with input as store(selectors)

test_neighbours_of_too_many_values if {
	found := sets.neighbours with input as store([objects([]), objects([])]) with data.edition.limits.values.max as 3
	found == []
}

# Without a field that its category requires, a selector is none to compare.
test_comparable_lacks_required_field if {
	selectors := [[category("NetworkActivity")], [category("NetworkActivity"), named(["a"])]]
	found := sets.comparable with input as store(selectors) with data.edition as data.editions["2026-05"]
	found == []
}

test_distinct_are_bounded if {
	found := sets.distinct with input as store([objects([named([sprintf("name-%d", [i])])]) | some i in numbers.range(1, 40)])
	count(found) == 32
}

package edslint.lib.sets_test

import data.edslint.lib.sets

parts(equals, starts, ends) := {"Equals": equals, "StartsWith": starts, "EndsWith": ends}

# A shorter beginning or end by one character is enough.
test_held_by_other_by_one if {
	sets.held_by_other("StartsWith", "Get", parts(set(), {"Ge"}, set()))
	sets.held_by_other("EndsWith", "Acl", parts(set(), set(), {"cl"}))
}

test_form if {
	sets.form({"Field": "eventName", "Equals": ["b", "a", "b"], "NotEndsWith": ["c"]}) == {
		"select": parts({"a", "b"}, set(), set()),
		"exclude": parts(set(), set(), {"c"}),
	}
	sets.form({"Field": "eventName"}) == {"select": parts(set(), set(), set()), "exclude": parts(set(), set(), set())}
}

# What each part holds.
test_held[kind][value] if {
	some kind, values in {
		"Equals": {
			"one": {"Equals": 1, "StartsWith": 0, "EndsWith": 0},
			"pre": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"prefix": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"Prefix": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"pr": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"its-end": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
			"pre-end": {"Equals": 0, "StartsWith": 1, "EndsWith": 1},
		},
		"StartsWith": {
			"one": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"pre": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"prefix": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"pr": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"its-end": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
		},
		"EndsWith": {
			"one": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"pre": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
			"-end": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
			"its-end": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
			"end": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
		},
	}
	some value, by in values
	every holder, times in by {
		held := [holder | sets.held(kind, value, object.filter(parts({"one"}, {"pre"}, {"-end"}), [holder]))]
		count(held) == times
	}
}

# What shares a string with each part, whatever the case.
test_meets[kind][value] if {
	some kind, values in {
		"Equals": {
			"One": {"Equals": 1, "StartsWith": 0, "EndsWith": 0},
			"PREFIX": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"its-End": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
			"pr": {"Equals": 0, "StartsWith": 0, "EndsWith": 0},
		},
		"StartsWith": {
			"On": {"Equals": 1, "StartsWith": 0, "EndsWith": 1},
			"ones": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
			"P": {"Equals": 0, "StartsWith": 1, "EndsWith": 1},
			"Prefix": {"Equals": 0, "StartsWith": 1, "EndsWith": 1},
			"pra": {"Equals": 0, "StartsWith": 0, "EndsWith": 1},
		},
		"EndsWith": {
			"nE": {"Equals": 1, "StartsWith": 1, "EndsWith": 0},
			"oNone": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
			"D": {"Equals": 0, "StartsWith": 1, "EndsWith": 1},
			"its-End": {"Equals": 0, "StartsWith": 1, "EndsWith": 1},
			"and": {"Equals": 0, "StartsWith": 1, "EndsWith": 0},
		},
	}
	some value, by in values
	every other, times in by {
		all_parts := parts({"one"}, {"pre"}, {"-end"})
		met := [other | sets.meets(kind, value, object.union(sets.no_parts, {other: all_parts[other]}))]
		count(met) == times
	}
}

test_empty[name] if {
	some name, case in {
		"no condition": {"of": {}, "empty": 0},
		"only exclusions": {"of": {"NotEquals": ["a"], "NotStartsWith": ["a"]}, "empty": 0},
		"only selecting": {"of": {"Equals": ["a"]}, "empty": 0},
		"excluded": {"of": {"Equals": ["a"], "NotEquals": ["a"]}, "empty": 1},
		"excluded by prefix": {"of": {"Equals": ["ab"], "StartsWith": ["ac"], "NotStartsWith": ["a"]}, "empty": 1},
		"excluded by suffix": {"of": {"Equals": ["ab"], "EndsWith": ["ab"], "NotEndsWith": ["b"]}, "empty": 1},
		"one is left": {"of": {"Equals": ["a", "b"], "NotEquals": ["a"]}, "empty": 0},
		"another operator is left": {"of": {"Equals": ["a"], "StartsWith": ["a"], "NotEquals": ["a"]}, "empty": 0},
		"longer prefix excluded": {"of": {"StartsWith": ["a"], "NotStartsWith": ["ab"]}, "empty": 0},
		"prefix and suffix": {"of": {"StartsWith": ["a"], "NotEndsWith": ["a"]}, "empty": 0},
	}
	count([1 | sets.empty(sets.form(case.of))]) == case.empty
}

# Each way round: whether the first lies in the second, and the second in the first.
test_contained[name] if {
	some name, case in {
		"equal": {"b": {"StartsWith": ["a"], "NotEquals": ["ab"]}, "a": {"StartsWith": ["a"], "NotEquals": ["ab"]}, "is": [1, 1]},
		"fewer values": {"b": {"Equals": ["a"]}, "a": {"Equals": ["a", "b"]}, "is": [1, 0]},
		"prefix": {"b": {"Equals": ["ab"], "StartsWith": ["abc"]}, "a": {"StartsWith": ["ab"]}, "is": [1, 0]},
		"suffix": {"b": {"Equals": ["ab"], "EndsWith": ["cb"]}, "a": {"EndsWith": ["b"]}, "is": [1, 0]},
		"an exclusion more": {"b": {"StartsWith": ["a"], "NotEquals": ["ab"]}, "a": {"StartsWith": ["a"]}, "is": [1, 0]},
		"overlap": {"b": {"StartsWith": ["a"]}, "a": {"EndsWith": ["b"]}, "is": [0, 0]},
		"others": {"b": {"Equals": ["a"]}, "a": {"Equals": ["b"]}, "is": [0, 0]},
		"exclusions only": {"b": {"NotStartsWith": ["a"]}, "a": {"NotEquals": ["ab"], "NotStartsWith": ["ac"]}, "is": [1, 0]},
		"other exclusions": {"b": {"NotEquals": ["a"]}, "a": {"NotEquals": ["b"]}, "is": [0, 0]},
		# An event without the field passes exclusions, and no selecting value.
		"absent": {"b": {"Equals": ["b"]}, "a": {"NotEquals": ["a"]}, "is": [1, 0]},
		"excluded": {"b": {"Equals": ["a", "b"]}, "a": {"NotEquals": ["a"]}, "is": [0, 0]},
		"excluded in both": {"b": {"Equals": ["a", "b"], "NotEquals": ["a"]}, "a": {"NotEquals": ["a"]}, "is": [1, 0]},
		"excluded elsewhere": {"b": {"StartsWith": ["a"]}, "a": {"NotStartsWith": ["b"]}, "is": [1, 0]},
		"excluded, but for the case": {"b": {"StartsWith": ["a"]}, "a": {"NotStartsWith": ["A"]}, "is": [0, 0]},
		"excluded in part": {"b": {"StartsWith": ["a"]}, "a": {"NotStartsWith": ["ab"]}, "is": [0, 0]},
		"suffixes excluded": {"b": {"StartsWith": ["a"]}, "a": {"NotEndsWith": ["b"]}, "is": [0, 0]},
		"removed value": {"b": {"Equals": ["a", "c"], "NotStartsWith": ["c"]}, "a": {"Equals": ["a"]}, "is": [1, 1]},
	}
	forms := [sets.form(case.b), sets.form(case.a)]
	case.is == [
		count([1 | sets.contained(forms[0], forms[1])]),
		count([1 | sets.contained(forms[1], forms[0])]),
	]
}

# Whether what "NotStartsWith Get" keeps out of b, a lets in.
test_undone[name] if {
	some name, case in {
		"the same": {"b": {}, "a": {"StartsWith": ["Get"]}, "undone": 1},
		"more": {"b": {}, "a": {"StartsWith": ["G"]}, "undone": 1},
		"all but others": {"b": {}, "a": {"NotStartsWith": ["Put"]}, "undone": 1},
		"less": {"b": {}, "a": {"StartsWith": ["GetObject"]}, "undone": 0},
		"one": {"b": {}, "a": {"Equals": ["GetObject"]}, "undone": 0},
		"excluded in part": {"b": {}, "a": {"NotEquals": ["GetObject"]}, "undone": 0},
		"excluded in part, in both": {"b": {"NotEquals": ["GetObject"]}, "a": {"NotEquals": ["GetObject"]}, "undone": 1},
		"of one value": {"b": {"Equals": ["GetObject", "PutObject"]}, "a": {"Equals": ["GetObject"]}, "undone": 1},
		"of another value": {"b": {"Equals": ["GetObject", "GetItem"]}, "a": {"Equals": ["GetObject"]}, "undone": 0},
		"of a suffix": {"b": {"EndsWith": ["Object"]}, "a": {"EndsWith": ["Object"], "NotEquals": ["PutObject"]}, "undone": 1},
		"of a suffix, in part": {"b": {"EndsWith": ["Object"]}, "a": {"EndsWith": ["Object"], "NotEquals": ["GetObject"]}, "undone": 0},
		"of a removed value": {"b": {"Equals": ["GetA", "GetB"], "NotEquals": ["GetB"]}, "a": {"Equals": ["GetA"]}, "undone": 1},
		"whatever is selected": {"b": {"EndsWith": ["Object"]}, "a": {"StartsWith": ["Get"], "NotEndsWith": ["Acl"]}, "undone": 1},
	}
	b := sets.form(object.union(case.b, {"NotStartsWith": ["Get"]}))
	count([1 | sets.undone("StartsWith", "Get", b, sets.form(case.a))]) == case.undone
}

package edslint.lib.sets

import data.edslint.lib

# The statements with several values that can be judged as sets: nothing in
# them is unknown, refused or doubtful, nor written as if there were
# wildcards or lists.
# - `index`, `place`: of the selector and of the statement in it
# - `statement`: the statement itself
# - `form`: its set
# - `selected`: its selecting parts, in lower case
# - `empty`: whether it lets nothing through
filters := [filter |
	some view in lib.selectors
	view.category != ""
	statements := input.AdvancedEventSelectors[view.index].FieldSelectors
	count(view.fields) == count(statements)
	some j, statement in statements
	not one_value(statement)
	several(statement) # else there is nothing to compare: only to be quick
	judged(view, statement)
	few_values
	set_form := form(statement)
	filter := {
		"index": view.index, "place": j, "statement": statement, "form": set_form,
		"selected": lower_parts(set_form.select), "empty": is_empty(set_form),
	}
]

one_value(statement) if {
	count(statement) == 2
	count(statement.Equals) == 1
}

# Whether values of the statement could have to do with each other: those of
# several operators, prefixes of each other, several suffixes, or one twice.
several(statement) if count(statement) > 2 # `Field` and two operators

several(statement) if {
	some operator, values in statement
	is_array(values)
	count(values) > 1
	compared(operator, values)
}

compared(operator, values) if {
	endswith(operator, "StartsWith")
	any_begins(sort(values))
}

compared(operator, _) if endswith(operator, "EndsWith")

compared(_, values) if count({value | some value in values}) < count(values)

is_empty(set_form) if {
	empty(set_form)
} else := false

# Whether a statement can be judged as a set: it takes the operators that the
# field takes, each with strings that mean what they say, and no rule of what
# AWS refuses or doubts speaks of it.
judged(view, statement) if {
	fact := view.facts[statement.Field]
	operators := object.keys(statement) - {"Field"}
	count(operators) > 0
	every operator in operators {
		operator in fact.operators
		text := concat("\n", statement[operator]) # undefined where one is no string
		not regex.match(`(?m)^$|^[ \t]|[ \t]$|[*?,]`, text)
	}
	not several_of_one(fact, statement)
	not unlisted(fact, statement)
	not refused_arn(view, statement)
}

several_of_one(fact, statement) if {
	fact.single
	count(statement.Equals) > 1
}

unlisted(fact, statement) if {
	allowed := {value | some value in fact.values}
	count(allowed) > 0 # else the field takes any value
	some operator in fact.operators
	count({value | some value in statement[operator]} - allowed) > 0
}

refused_arn(view, statement) if {
	statement.Field == "resources.ARN"
	data.edition.arn.level == "error"
	pattern := data.edition.resource_types[view.type].arn_pattern
	some operator in data.edition.arn.operators
	some value in statement[operator]
	not regex.match(pattern, value)
}

# Whether the selectors hold no more values than a store takes.
few_values if {
	sum([count(values) | some values in input.AdvancedEventSelectors[_].FieldSelectors[_]; is_array(values)]) <= data.edition.limits.values.max
}

# Where in a statement the first value stands that holds the string or strings
# of `kind` and `value`: the operator and the index. `prefix` is "Not" for
# excluding values, else "". `but` is an operator and its value to pass over.
holder(kind, value, statement, prefix, but) := array.flatten([
	[{"operator": operator, "index": k} |
		kind == "Equals"
		operator := concat("", [prefix, kind])
		some k, one in statement[operator]
		one == value
		[operator, one] != but
	],
	[{"operator": operator, "index": k} |
		kind != "EndsWith"
		operator := concat("", [prefix, "StartsWith"])
		some k, one in statement[operator]
		startswith(value, one)
		[operator, one] != but
	],
	[{"operator": operator, "index": k} |
		kind != "StartsWith"
		operator := concat("", [prefix, "EndsWith"])
		some k, one in statement[operator]
		endswith(value, one)
		[operator, one] != but
	],
])[0]

# The selectors that have others beside them of which one could cover the
# other, and that can be judged as sets as a whole: `index`, `kind` (category
# and type) and `forms`, the set of each field. A selector that can match
# nothing is not among them.
comparable := [one |
	some index in neighbours
	view := lib.selectors[index]
	view.whole
	statements := input.AdvancedEventSelectors[index].FieldSelectors
	count(view.fields) == count(statements)
	count({field | some field, fact in view.facts; fact.required} - view.fields) == 0
	not untyped(view)
	every statement in statements { judged(view, statement) }
	forms := {statement.Field: form(statement) | some statement in statements}
	every _, set_form in forms { not empty(set_form) }
	one := {"index": index, "kind": [view.category, view.type], "forms": forms}
]

# The indexes of selectors with another of the same category and type whose
# fields are among theirs, or the other way round: no others cover each other.
neighbours := [index |
	keys := {view.index: [[view.category, view.type], view.fields] | some view in lib.selectors; view.category != ""}
	kinds := {key[0] | some key in keys}
	count(kinds) < count(keys) # else each is of its own kind: only to be quick
	few_values
	first := lib.firsts(keys)
	twice := {key | some i, key in keys; first[key] != i}
	each := {key | some key in keys}
	alike := {key | some a in each; some b in each; a != b; a[0] == b[0]; count(a[1] - b[1]) == 0; some key in [a, b]}
	near := {kind | some kind in kinds; not apart(kind, keys)}
	some index, key in keys
	key in (twice | alike)
	key[0] in near # else none covers another: only to be quick
]

# Whether each of the selectors of a kind has one list of ARNs, and no ARN among
# them all begins another: then no selector covers another.
apart(kind, keys) if {
	indexes := [index | some index, key in keys; key[0] == kind; "resources.ARN" in key[1]]
	count(indexes) == count([key | some key in keys; key[0] == kind])
	statements := [statement |
		some index in indexes
		some statement in input.AdvancedEventSelectors[index].FieldSelectors
		statement.Field == "resources.ARN"
		count(object.keys(statement) - {"Field", "Equals", "StartsWith"}) == 0
	]
	count(statements) == count(indexes)
	not any_begins(sort([value | some values in statements[_]; some value in values]))
}

# Whether any of some strings in order begins with another: then one begins with
# the one before it.
any_begins(sorted) if {
	some i, value in sorted
	startswith(sorted[i + 1], value)
}

untyped(view) if {
	view.facts["resources.type"]
	view.type == ""
}

# Those that are equal to an earlier one, by index, with the index of the first.
repeated := {one.index: first |
	count(comparable) > 1
	whole_forms := {one.index: [one.kind, one.forms] | some one in comparable}
	by_forms := lib.firsts(whole_forms)
	some one in comparable
	first := by_forms[whole_forms[one.index]]
	first != one.index
}

# The rest, but no more than can be compared each with each: AWS documents five
# selectors for a store, and twenty have been seen.
distinct := array.slice([one | some one in comparable; not repeated[one.index]], 0, 32)

# The selectors that another one covers, which lets through whatever they let
# through: `index`, `by` (the index of the other, of several the first) and
# `same` (whether they are equal). Of equal ones the first is not among them.
covered := array.concat(
	[{"index": index, "by": by, "same": true} | some index, by in repeated],
	[{"index": b.index, "by": covering[0], "same": false} |
		some b in distinct
		covering := [a.index |
			some a in distinct
			a.index != b.index
			a.kind == b.kind
			covers(a, b)
			comes_first(a, b)
		]
		count(covering) > 0
	],
)

comes_first(a, b) if a.index < b.index

comes_first(a, b) if not covers(b, a)

covers(a, b) if {
	fields_within(a, b)
	every field, set_form in a.forms { contained(b.forms[field], set_form) }
}

fields_within(a, b) if count(object.keys(a.forms) - object.keys(b.forms)) == 0

# The exclusions that another selector undoes: `index`, `field`, `kind` and
# `value` of each, and the index of the first selector that undoes it (`by`).
# Of a selector that is covered as a whole there are none.
undone_exclusions := [found |
	indexes := {one.index | some one in covered}
	some b in distinct
	not b.index in indexes
	some field, set_form in b.forms
	any_part(set_form.exclude)
	others := [a |
		some a in distinct
		a.index != b.index
		a.kind == b.kind
		fields_within(a, b)
		every other, a_form in object.remove(a.forms, [field]) { contained(b.forms[other], a_form) }
	]
	count(others) > 0
	selected := lower_parts(set_form.select)
	some kind, values in set_form.exclude
	some value in values
	not held_by_other(kind, value, set_form.exclude)
	excludes(kind, value, selected)
	by := [a.index | some a in others; undone(kind, value, set_form, a.forms[field])][0]
	found := {"index": b.index, "field": field, "kind": kind, "value": value, "by": by}
]

# Whether an exclusion can exclude anything that the selecting parts, in lower
# case, let through. What it denies is exact.
excludes(kind, value, selected) if meets(kind, value, selected)

excludes(_, _, selected) if not any_part(selected)

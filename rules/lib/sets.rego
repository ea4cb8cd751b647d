package edslint.lib.sets

# What a statement says of its field, as a set of strings. `parts` are the
# values of three operators, each a set: those that a string equals, begins
# with or ends with. A statement lets a string through that is in its `select`
# and not in its `exclude`; without any selecting value, every string and an
# event without the field. Strings are taken to be of any length.

kinds := ["Equals", "StartsWith", "EndsWith"]

no_parts := {kind: set() | some kind in kinds}

# A statement's set, an object of `select` and `exclude`, both parts.
form(statement) := {
	"select": {
		"Equals": {value | some value in statement.Equals},
		"StartsWith": {value | some value in statement.StartsWith},
		"EndsWith": {value | some value in statement.EndsWith},
	},
	"exclude": {
		"Equals": {value | some value in statement.NotEquals},
		"StartsWith": {value | some value in statement.NotStartsWith},
		"EndsWith": {value | some value in statement.NotEndsWith},
	},
}

# Whether some are parts at all.
any_part(of_parts) if {
	some values in of_parts
	count(values) > 0
}

# Whether one of the parts holds every string that `kind` and `value` stand
# for. Exact for one part; strings that only several parts hold together
# (which can be but for "Equals" never all) are not asked for.
held("Equals", value, of_parts) if value in of_parts.Equals

held("Equals", value, of_parts) if strings.any_prefix_match(value, of_parts.StartsWith)

held("Equals", value, of_parts) if strings.any_suffix_match(value, of_parts.EndsWith)

held("StartsWith", value, of_parts) if strings.any_prefix_match(value, of_parts.StartsWith)

held("EndsWith", value, of_parts) if strings.any_suffix_match(value, of_parts.EndsWith)

# Whether a part other than `kind` and `value` itself, which is none of "", holds its strings. As exact as `held`.
held_by_other("Equals", value, of_parts) if strings.any_prefix_match(value, of_parts.StartsWith)

held_by_other("Equals", value, of_parts) if strings.any_suffix_match(value, of_parts.EndsWith)

held_by_other("StartsWith", value, of_parts) if {
	strings.any_prefix_match(substring(value, 0, count(value) - 1), of_parts.StartsWith)
}

held_by_other("EndsWith", value, of_parts) if strings.any_suffix_match(substring(value, 1, -1), of_parts.EndsWith)

# Whether any of the parts, in lower case, shares a string with `kind` and
# `value`. What it denies is exact, whether or not AWS heeds the case; it
# affirms too much where only the case differs.
meets("Equals", value, lower_parts) if held("Equals", lower(value), lower_parts)

meets("StartsWith", _, lower_parts) if count(lower_parts.EndsWith) > 0

meets("StartsWith", value, lower_parts) if strings.any_prefix_match(lower_parts.Equals | lower_parts.StartsWith, lower(value))

meets("StartsWith", value, lower_parts) if strings.any_prefix_match(lower(value), lower_parts.StartsWith)

meets("EndsWith", _, lower_parts) if count(lower_parts.StartsWith) > 0

meets("EndsWith", value, lower_parts) if strings.any_suffix_match(lower_parts.Equals | lower_parts.EndsWith, lower(value))

meets("EndsWith", value, lower_parts) if strings.any_suffix_match(lower(value), lower_parts.EndsWith)

# The parts in lower case.
lower_parts(of_parts) := {kind: {lower(value) | some value in values} | some kind, values in of_parts}

# The parts but for one value.
without(of_parts, kind, value) := object.union(of_parts, {kind: of_parts[kind] - {value}})

# Whether a set lets no string through: each of its selecting values is held
# by an exclusion. Exact.
empty(set_form) if {
	any_part(set_form.exclude) # else it lets through what it selects: only to be quick
	any_part(set_form.select)
	every kind, values in set_form.select {
		every value in values { held(kind, value, set_form.exclude) }
	}
}

# Whether all that the set `b` lets through, the set `a` lets through too.
# Sound: where it affirms, it is so; it may deny what only several values of
# `a` hold together.
contained(b, a) if b == a

contained(b, a) if {
	not any_part(b.select)
	not any_part(a.select)
	not any_part(unheld(a.exclude, b.exclude))
}

contained(b, a) if {
	b != a
	any_part(b.select)
	left := lower_parts(unheld(a.exclude, b.exclude))
	every kind, values in b.select {
		every value in values { lets_in(kind, value, b.exclude, a.select, left) }
	}
}

# A value that b selects lies in a: b's exclusions remove it, or a selects it
# and the exclusions that only a has don't meet it.
lets_in(kind, value, removed, _, _) if held(kind, value, removed)

lets_in(kind, value, _, select, left) if {
	selects(kind, value, select)
	not meets(kind, value, left)
}

selects(kind, value, select) if held(kind, value, select)

selects(_, _, select) if not any_part(select)

# The parts that no other part holds.
unheld(of_parts, others) := {kind: {value | some value in (values - others[kind]); not held(kind, value, others)} |
	some kind, values in of_parts
}

# Whether all that only the exclusion of `kind` and `value` keeps out of the
# set `b`, the set `a` lets through. Sound, in the same way as `contained`.
undone(kind, value, b, a) if {
	not any_part(b.select)
	selects(kind, value, a.select)
	not any_part(left(kind, value, b, a))
}

undone(kind, value, b, a) if {
	any_part(b.select)
	others := without(b.exclude, kind, value)
	met := left(kind, value, b, a)
	this := lower_parts(object.union(no_parts, {kind: {value}}))
	selected := count([value | selects(kind, value, a.select)]) > 0
	every selecting, values in b.select {
		every one in values { brought_back(selecting, one, others, this, met, a.select, selected) }
	}

	# The exclusion keeps something out that the others don't.
	some selecting, values in b.select
	some one in values
	not held(selecting, one, others)
	meets(selecting, one, this)
}

# The exclusions of a alone, in lower case, that meet what the exclusion of b removes.
left(kind, value, b, a) := met if {
	all_left := lower_parts(unheld(a.exclude, without(b.exclude, kind, value)))
	meets(kind, value, all_left) # else there are none: only to be quick
	met := {other: {one |
		some one in values
		meets(kind, value, object.union(no_parts, {other: {one}}))
	} |
		some other, values in all_left
	}
} else := no_parts

brought_back(kind, value, others, _, _, _, _) if held(kind, value, others)

brought_back(kind, value, _, this, _, _, _) if not meets(kind, value, this)

brought_back(kind, value, _, _, met, _, true) if not meets(kind, value, met)

brought_back(kind, value, _, _, met, select, _) if {
	selects(kind, value, select)
	not meets(kind, value, met)
}

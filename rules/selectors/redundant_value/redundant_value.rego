# METADATA
# title: Value that adds nothing
# description: |
#   The selecting values of a field are united, over all its operators, and so
#   are the excluding ones. A value that stands twice, or that another value
#   holds already (`GetObject` beside `StartsWith` `Get`), changes nothing; it
#   counts toward the 500 values of a store, and hides what the statement means.
# custom:
#   id: EDS116
#   name: redundant-value
#   level: warning
#   family: selectors
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, filtering data events: the conditions of Equals, StartsWith and EndsWith are joined by OR, those of NotEquals, NotStartsWith and NotEndsWith by AND"
package edslint.rules.redundant_value

import data.edslint.lib

# The same value twice.
findings contains finding if {
	some filter in lib.filters
	not filter.empty
	some group in groups
	some kind, values in filter.form[group.of]
	operator := concat("", [group.prefix, kind])
	list := filter.statement[operator]
	count(values) < count(list) # else none stands twice: only to be quick
	selected := lib.lower_parts(filter.form.select)
	firsts := lib.firsts({k: value | some k, value in list})
	some k, value in list
	firsts[value] != k
	counts(group.of, kind, value, filter.form, selected)
	finding := {
		"at": lib.statement_path(filter.index, filter.place, [operator, k]),
		"message": sprintf("%s stands twice in `%s`", [lib.quote(value), operator]),
		"help": "leave it out",
		"related": [{
			"at": lib.statement_path(filter.index, filter.place, [operator, firsts[value]]),
			"message": sprintf("%s first stands here", [lib.quote(value)]),
		}],
	}
}

# Another value holds it.
findings contains finding if {
	some filter in lib.filters
	not filter.empty
	some group in groups
	of_parts := filter.form[group.of]
	count(of_parts.StartsWith) + count(of_parts.EndsWith) > 0 # else none holds another: only to be quick
	selected := lib.lower_parts(filter.form.select)
	some kind, values in of_parts
	some value in values
	lib.held_by_other(kind, value, of_parts)
	counts(group.of, kind, value, filter.form, selected)
	operator := concat("", [group.prefix, kind])
	k := min([k | some k, one in filter.statement[operator]; one == value])
	place := lib.holder(kind, value, filter.statement, group.prefix, [operator, value])
	other := lib.quote(filter.statement[place.operator][place.index])
	finding := {
		"at": lib.statement_path(filter.index, filter.place, [operator, k]),
		"message": sprintf("%s adds nothing: `%s` %s %s already", [lib.quote(value), place.operator, other, says(group, kind)]),
		"help": sprintf("leave it out, or write something narrower than %s", [other]),
		"related": [{
			"at": lib.statement_path(filter.index, filter.place, [place.operator, place.index]),
			"message": sprintf("%s %s", [other, says(group, kind)]),
		}],
	}
}

groups := [
	{"of": "select", "prefix": "", "verb": "matches"},
	{"of": "exclude", "prefix": "Not", "verb": "excludes"},
]

says(group, kind) := sprintf("%s %s", [
	group.verb,
	{"Equals": "it", "StartsWith": "all that begins so", "EndsWith": "all that ends so"}[kind],
])

# Whether no other rule says of the value that it does nothing.
counts("select", kind, value, form, _) if not lib.held(kind, value, form.exclude)

counts("exclude", kind, value, _, selected) if lib.excludes(kind, value, selected)

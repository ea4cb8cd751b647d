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
#   targets: [store, trail]
#   yields: true
#   sources:
#     - "CloudTrail User Guide, filtering data events: the conditions of Equals, StartsWith and EndsWith are joined by OR, those of NotEquals, NotStartsWith and NotEndsWith by AND"
package edslint.rules.redundant_value

import data.edslint.lib
import data.edslint.lib.sets

# The same value twice.
findings contains finding if {
	some filter in sets.filters
	some operator, list in filter.statement
	role := roles[operator]
	count(filter.form[role.of][role.kind]) < count(list) # else none stands twice: only to be quick
	firsts := lib.firsts({k: value | some k, value in list})
	some k, value in list
	firsts[value] != k
	counts(filter, role, value)
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
	some filter in sets.filters
	some operator, list in filter.statement
	role := roles[operator]
	of_parts := filter.form[role.of]
	count(of_parts.StartsWith) + count(of_parts.EndsWith) > role.least # else no other holds one: only to be quick
	some k, value in list
	sets.held_by_other(role.kind, value, of_parts)
	not value in array.slice(list, 0, k) # else it stands twice
	counts(filter, role, value)
	place := sets.holder(role.kind, value, filter.statement, role.prefix, [operator, value])
	other := lib.quote(filter.statement[place.operator][place.index])
	finding := {
		"at": lib.statement_path(filter.index, filter.place, [operator, k]),
		"message": sprintf("%s adds nothing: `%s` %s %s already", [lib.quote(value), place.operator, other, role.says]),
		"help": sprintf("leave it out, or write something narrower than %s", [other]),
		"related": [{
			"at": lib.statement_path(filter.index, filter.place, [place.operator, place.index]),
			"message": sprintf("%s %s", [other, role.says]),
		}],
	}
}

# What each operator's values are, and how many prefixes and suffixes there are
# at least where another one holds such a value, less one.
roles := {concat("", [group.prefix, kind]): object.union(group, {
	"kind": kind, "least": words.least,
	"says": sprintf("%s %s", [group.verb, words.what]),
}) |
	some group in [
		{"of": "select", "prefix": "", "verb": "matches"},
		{"of": "exclude", "prefix": "Not", "verb": "excludes"},
	]
	some kind, words in {
		"Equals": {"what": "it", "least": 0},
		"StartsWith": {"what": "all that begins so", "least": 1},
		"EndsWith": {"what": "all that ends so", "least": 1},
	}
}

# Whether the value does something: else another rule speaks of it.
counts(filter, role, value) if {
	role.of == "select"
	not sets.held(role.kind, value, filter.form.exclude)
}

counts(filter, role, value) if {
	role.of == "exclude"
	not filter.empty
	sets.excludes(role.kind, value, filter.selected)
}

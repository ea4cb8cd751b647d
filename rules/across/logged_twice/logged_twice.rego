# METADATA
# title: Events that two stores take in
# description: |
#   Each store pays for the events that it takes in, so events that two stores
#   select are paid twice. Two stores are fine for two accounts or Regions, but
#   the store of an organization has the events of all its accounts.
#   Said of each store once: of a selector that is equal to one of an earlier
#   store or of an organization's, or whose category and type another store takes
#   in without a filter.
# custom:
#   id: EDS702
#   name: logged-twice
#   level: warning
#   family: across
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, managing CloudTrail Lake costs: each store is charged for what it takes in"
#     - "CloudTrail User Guide, organization event data stores: they log the events of all accounts of the organization"
package edslint.rules.logged_twice

import data.edslint.lib

findings contains finding if {
	count(input.stores) > 1
	some i, store in input.stores
	doubles := [[k, other] |
		some k, _ in store.AdvancedEventSelectors
		other := elsewhere([rank(i), i, k])
	]
	[k, [_, j, l]] := doubles[0]
	finding := {
		"at": ["stores", i, "AdvancedEventSelectors", k],
		"message": sprintf("what this selector takes in, %s takes in too%s, so that it is paid twice", [name(j), whose(i, j)]),
		"help": help(i, j),
		"related": [{
			"at": ["stores", j, "AdvancedEventSelectors", l],
			"message": "the same events are selected here",
		}],
	}
}

# Each selector that is wholly known, as a set of its conditions, by its place:
# those of organizations' stores come first.
conditions := {[rank(i), i, k]: found |
	known := data.latest.fields
	some i, store in input.stores
	some k, selector in store.AdvancedEventSelectors
	every statement in selector.FieldSelectors { known[statement.Field] }
	found := {concat("\n", [statement.Field, operator, value]) |
		some statement in selector.FieldSelectors
		some operator, values in statement
		operator != "Field"
		some value in values
	}
	not unclear(selector)
	count(found & categories) > 0
}

categories := {concat("\n", ["eventCategory", "Equals", category]) | some category, _ in data.latest.categories}

unclear(selector) if {
	some operator, values in selector.FieldSelectors[_]
	operator != "Field"
	some value in values
	not is_string(value)
}

rank(i) := 0 if {
	input.stores[i].OrganizationEnabled == true
} else := 1

firsts := lib.firsts(conditions)

# Where another store selects the same, or all of its category and type.
elsewhere(place) := other if {
	other := firsts[conditions[place]]
	array.slice(other, 0, 2) < array.slice(place, 0, 2)
} else := other if {
	other := firsts[{condition | some condition in conditions[place]; regex.match("^(eventCategory|resources[.]type)\n", condition)}]
	other[1] != place[1]
}

name(j) := sprintf("the store %s", [lib.quote(input.stores[j].Name)]) if {
	is_string(input.stores[j].Name)
} else := "another store"

whose(i, j) := " for all accounts of the organization" if {
	rank(j) < rank(i)
} else := ""

help(i, j) := "leave the selector out of this store" if {
	rank(j) < rank(i)
} else := "leave the selector out of one of the stores, unless they are for different accounts or Regions"

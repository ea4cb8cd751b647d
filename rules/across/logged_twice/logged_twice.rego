# METADATA
# title: Events that two stores take in
# description: |
#   Each store pays for the events that it takes in, so events that two stores
#   select are paid twice. Two stores are fine for two accounts or Regions.
#   Said of each store once: of a selector that is equal to one of an earlier
#   store, or whose category and type another store takes in without a filter.
# custom:
#   id: EDS702
#   name: logged-twice
#   level: warning
#   family: across
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, managing CloudTrail Lake costs: each store is charged for what it takes in"
package edslint.rules.logged_twice

import data.edslint.lib

findings contains finding if {
	count(input.stores) > 1
	some i in {place[0] | some place, _ in conditions}
	doubles := [[k, other] |
		some k in numbers.range(0, count(input.stores[i].AdvancedEventSelectors) - 1)
		other := elsewhere(i, conditions[[i, k]])
	]
	[k, other] := doubles[0]
	finding := {
		"at": ["stores", i, "AdvancedEventSelectors", k],
		"message": sprintf("what this selector takes in, %s takes in too, so that it is paid twice", [name(other[0])]),
		"help": "leave the selector out of one of the stores, unless they are for different accounts or Regions",
		"related": [{
			"at": ["stores", other[0], "AdvancedEventSelectors", other[1]],
			"message": "the same events are selected here",
		}],
	}
}

# Each selector that is wholly known, as a set of its conditions, by its place.
conditions := {[i, k]: found |
	some i, store in input.stores
	some k, selector in store.AdvancedEventSelectors
	every statement in selector.FieldSelectors { is_string(statement.Field) }
	found := {[statement.Field, operator, value] |
		some statement in selector.FieldSelectors
		some operator, values in statement
		operator != "Field"
		some value in values
	}
	every condition in found { is_string(condition[2]) }
	data.latest.categories[[value | some ["eventCategory", "Equals", value] in found][0]]
}

firsts := lib.firsts(conditions)

# Where another store selects the same, or all of its category and type.
elsewhere(i, found) := other if {
	other := firsts[found]
	other[0] < i
} else := other if {
	other := firsts[{condition | some condition in found; condition[0] in {"eventCategory", "resources.type"}}]
	other[0] != i
}

name(i) := sprintf("the store %s", [lib.quote(input.stores[i].Name)]) if {
	is_string(input.stores[i].Name)
} else := "another store"

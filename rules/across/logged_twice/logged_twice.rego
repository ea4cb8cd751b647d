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
#   summary: true
#   sources:
#     - "CloudTrail User Guide, managing CloudTrail Lake costs: each store is charged for what it takes in"
#     - "CloudTrail User Guide, organization event data stores: they log the events of all accounts of the organization"
package edslint.rules.logged_twice

import data.edslint.lib

# What is kept of a store: of each selector that is wholly known its place, its
# conditions, and those of them that say its category and type.
summary := {"name": name, "rank": rank, "selectors": selectors}

name := sprintf("the store %s", [lib.quote(input.Name)]) if {
	is_string(input.Name)
} else := "another store"

# An organization's stores come first.
rank := 0 if {
	input.OrganizationEnabled == true
} else := 1

selectors := [[k, short(concat("\n", sort(conditions))), short(concat("\n", sort(of_type)))] |
	known := data.latest.fields
	some k, selector in input.AdvancedEventSelectors
	statements := selector.FieldSelectors
	sizes := [count(statement) | some statement in statements; known[statement.Field]]
	count(sizes) == count(statements)
	conditions := [concat("\n", [statement.Field, operator, text]) |
		some statement in statements
		some operator, values in statement
		is_array(values)
		different := {value | some value in values}
		text := concat("\n", different) # undefined where one can't be known
		strings.count(text, "\n") < count(different)
	]
	count(conditions) == sum(sizes) - count(sizes)
	of_type := [condition | some condition in conditions; strings.any_prefix_match(condition, ["eventCategory\n", "resources.type\n"])]
	some condition in of_type
	condition in categories
]

categories := {concat("\n", ["eventCategory", "Equals", category]) | some category, _ in data.latest.categories}

# Equal for equal texts, and never long.
short(text) := text if {
	count(text) <= 64
} else := crypto.sha256(text)

findings contains finding if {
	count(input.summaries) > 1
	some i, store in input.summaries
	doubles := [[k, other] |
		some [k, conditions, of_type] in store.selectors
		other := elsewhere(i, conditions, of_type)
	]
	[k, [j, l]] := doubles[0]
	finding := {
		"at": ["stores", i, "AdvancedEventSelectors", k],
		"message": sprintf("what this selector takes in, %s takes in too%s, so that it is paid twice", [input.summaries[j].name, whose(i, j)]),
		"help": help(i, j),
		"related": [{
			"at": ["stores", j, "AdvancedEventSelectors", l],
			"message": "the same events are selected here",
		}],
	}
}

# Where another store selects the same, or all of its category and type.
elsewhere(i, conditions, of_type) := other if {
	other := first[conditions]
	other[0] != i
} else := other if {
	other := first[of_type]
	other[0] != i
}

# Where conditions are first selected: the store and its selector. Those of
# organizations' stores come first.
first := object.union_n(array.reverse(array.concat(of_rank(0), of_rank(1))))

of_rank(rank) := [{conditions: [j, l]} |
	some j, store in input.summaries
	store.rank == rank
	some [l, conditions, _] in store.selectors
]

whose(i, j) := " for all accounts of the organization" if {
	precedes(j, i)
} else := ""

help(i, j) := "leave the selector out of this store" if {
	precedes(j, i)
} else := "leave the selector out of one of the stores, unless they are for different accounts or Regions"

precedes(j, i) if input.summaries[j].rank < input.summaries[i].rank

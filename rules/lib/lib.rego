# METADATA
# title: What rules share
# description: |
#   Views of the request and words for messages, for built-in and custom rules
#   alike. A null in `input` stands for a part that can't be known: it is
#   structurally wrong (and reported as that), or a reference of a template.
package edslint.lib

# METADATA
# description: |
#   One view for each advanced event selector, in order:
#   - `index`: its place in the list
#   - `whole`: whether every statement names a field that the edition knows;
#     only then does a field that isn't in `fields` lack
#   - `fields`: the set of fields that its statements name
#   - `category`: its event category, or "" where that can't be known
#   - `type`: its resource type, or "" where that can't be known
#   - `facts`: what the edition says of each field: as its category has it, or,
#     where the category can't be known, what doesn't depend on it
# custom: {public: 'list of objects'}
selectors := [view |
	known := data.edition.fields
	categories := data.edition.categories
	types := data.edition.resource_types
	some i, selector in input.AdvancedEventSelectors
	category := only_value(selector, "eventCategory", categories)
	view := {
		"index": i,
		"whole": whole(selector, known),
		"fields": {statement.Field | some statement in selector.FieldSelectors},
		"category": category,
		"type": only_value(selector, "resources.type", types),
		"facts": object.get(categories, [category, "fields"], general_facts),
	}
]

# A category that an edition doesn't know may be one of today's, whose fields
# take other operators.
general_facts := {field: fact |
	today := data.latest.fields
	some field, fact in data.edition.fields
	today[field].operators == fact.operators
}

# METADATA
# description: The one known value that a selector's only statement of a field holds under Equals, or "".
only_value(selector, field, known) := value if {
	[statement] := [s | some s in selector.FieldSelectors; s.Field == field]
	count(statement) == 2 # `Field` and `Equals`
	[value] := statement.Equals
	known[value]
} else := ""

whole(selector, known) if {
	count(selector.FieldSelectors) > 0
	every statement in selector.FieldSelectors { known[statement.Field] }
} else := false

# METADATA
# description: The path of a part of a statement (`rest`, an array), for a finding's `at`.
# custom: {public: '(i: integer, j: integer, rest: list) → list'}
statement_path(i, j, rest) := array.concat(["AdvancedEventSelectors", i, "FieldSelectors", j], rest)

# METADATA
# description: A value as messages show it, a string in double quotes and no longer than a line.
# custom: {public: '(value: any) → string'}
quote(value) := sprintf("%v", [value]) if {
	not is_string(value)
} else := sprintf("%q", [value]) if {
	count(value) <= 100
} else := sprintf("%q…", [substring(value, 0, 99)])

# METADATA
# description: 'Words as a message lists them, joined by "or": a, b or c.'
# custom: {public: '(words: list of strings) → string'}
any_of(words) := concat(" or ", array.concat(
	[concat(", ", array.slice(words, 0, count(words) - 1)) | count(words) > 1],
	array.slice(words, count(words) - 1, count(words)),
))

# METADATA
# description: Values in double quotes, joined by "or".
# custom: {public: '(values: list or set) → string'}
any_value(values) := any_of([quote(value) | some value in values])

# METADATA
# description: Members of the request in backticks, joined by "or".
# custom: {public: '(members: list or set of strings) → string'}
any_member(members) := any_of([sprintf("`%s`", [member]) | some member in members])

# METADATA
# description: |
#   The candidates that a value looks like a misspelling of, sorted: those that
#   differ from it by no more than one character (left out, added, replaced or
#   swapped with its neighbour), whatever the case and the punctuation.
# custom: {public: '(value: string, candidates: set or list of strings) → list of strings'}
near(value, candidates) := sort({candidate |
	count(value) <= 100
	folded := fold(value)
	shortened := deletions(folded)
	some candidate in candidates
	candidate != value
	abs(count(candidate) - count(value)) <= 8
	other := fold(candidate)
	abs(count(other) - count(folded)) <= 1 # else the next is false too: only to be quick
	count(shortened & deletions(other)) > 0
})

fold(value) := regex.replace(lower(value), `[^a-z0-9]+`, "")

deletions(value) := {value} | {concat("", [substring(value, 0, i), substring(value, i + 1, -1)]) |
	some i in numbers.range(0, count(value) - 1)
}

# METADATA
# description: '`; did you mean "X"?` for a message, or nothing.'
# custom: {public: '(value: string, candidates: set or list of strings) → string'}
suggestion(value, candidates) := sprintf("; did you mean %s?", [any_value(found)]) if {
	found := near(value, candidates)
	count(found) in {1, 2} # of more, none is likely
} else := ""

# METADATA
# description: Words at the end of a message that say why it is no error, where it is none.
unsure(level, words) := sprintf("; %s", [words]) if {
	level != "error"
} else := ""

# METADATA
# description: Where each word of an object of words by index first stands, as an object of indexes by word.
# custom: {public: '(words: object) → object'}
firsts(words) := object.union_n(array.reverse([{word: i} | some i, word in words]))

# METADATA
# description: |
#   Whether a statement has several values of a field that takes one, where that
#   is an error: then it is a fault of its own, and no value is judged alone.
too_many(fact, statement) if {
	fact.single == "error"
	count(statement.Equals) > 1
}

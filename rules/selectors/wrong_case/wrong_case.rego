# METADATA
# title: Name in the wrong case
# description: |
#   Values are compared case by case. The names of events are those of API
#   operations, which begin with a capital: PutObject, not putObject or
#   putobject; event sources, the ids of VPC endpoints and the beginnings of ARNs
#   are in small letters. Resource types whose
#   events have other names are left alone.
# custom:
#   id: EDS123
#   name: wrong-case
#   level: warning
#   family: selectors
#   sources:
#     - "Service guides, names of data events; CreateEventDataStore, Equals: \"match the exact value of the event record field\""
package edslint.rules.wrong_case

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some text in texts.texts
	names := known(text)
	some operator, values in text.values
	others := {value | some value in values; is_string(value); not names[value]}
	count(others) > 0
	not small(text.field, names)
	folded := {lower(name): name | some name, _ in names}
	some k, value in values
	others[value]
	meant := right_case(operator, value, folded, text)
	finding := {
		"at": lib.statement_path(text.index, text.statement, [operator, k]),
		"message": sprintf("%s is in the wrong case: AWS compares case by case, and no `%s` is written so", [lib.quote(value), text.field]),
		"help": sprintf("write %s", [lib.quote(meant)]),
	}
}

# What is always in small letters.
findings contains finding if {
	some text in texts.texts
	some operator, values in text.values
	some k, value in values
	regex.match("[A-Z]", value) # else it is: only to be quick
	part := regex.find_n(text.form.small, value, 1)[0]
	part != lower(part)
	finding := {
		"at": lib.statement_path(text.index, text.statement, [operator, k]),
		"message": sprintf("%s is in the wrong case: AWS compares case by case, and no `%s` is written so", [lib.quote(value), text.field]),
		"help": sprintf("write %s", [lib.quote(replace(value, part, lower(part)))]),
	}
}

# The names that the field is known to have, as the keys of an object.
known(text) := data.edition.events.names[texts.events_of(text)] if {
	text.field == "eventName"
} else := sources if {
	text.field == "eventSource"
} else := data.edition.events.fields[text.field]

sources := {source: true | some source in data.edition.categories.NetworkActivity.fields.eventSource.values}

# The verbs that the names of each type begin with.
verbs := {type: {regex.find_n(`^[A-Z][a-z]+`, name, 1)[0] | some name, _ in names} |
	some type, names in data.edition.events.names
}

# "Get" of getObjectLock: a verb that other names of the type begin with.
first_word(value) := concat("", [upper(substring(word, 0, 1)), substring(word, 1, -1)]) if {
	word := regex.find_n(`^[a-z]+`, value, 1)[0]
}

# Some types have events whose names begin with a small letter.
small("eventName", names) if {
	some name, _ in names
	regex.match(`^[a-z]`, name)
}

right_case(operator, value, folded, text) := folded[lower(value)] if {
	operator in {"Equals", "NotEquals"}
} else := substring(min(names), 0, count(value)) if {
	operator in {"StartsWith", "NotStartsWith"}
	text.field == "eventName"
	regex.match(`^[a-z]\w*$`, value)
	names := [name | some fold, name in folded; startswith(fold, lower(value))]
	count(names) > 0
} else := concat("", [upper(substring(value, 0, 1)), substring(value, 1, -1)]) if {
	operator in {"Equals", "NotEquals", "StartsWith", "NotStartsWith"}
	text.field == "eventName"
	text.category == "Data"
	regex.match(`^[a-z]+[A-Z][A-Za-z0-9]*$`, value)
	verbs[text.type][first_word(value)]
}

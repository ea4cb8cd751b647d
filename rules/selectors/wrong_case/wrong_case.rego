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
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "Service guides, names of data events; CreateEventDataStore, Equals: \"match the exact value of the event record field\""
package edslint.rules.wrong_case

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some text in texts.texts
	names := known(text)
	some operator, values in text.values
	some k, value in values
	meant := right_case(operator, value, names, text)
	meant != value
	finding := {
		"at": lib.statement_path(text.index, text.statement, [operator, k]),
		"message": sprintf("%s is in the wrong case: AWS compares case by case, and no `%s` is written so", [lib.quote(value), text.field]),
		"help": sprintf("write %s", [lib.quote(meant)]),
	}
}

# The names that the field is known to have, by their small letters.
known(text) := object.get(data.edition.events.by_small, texts.events_of(text), {}) if {
	text.field == "eventName"
} else := object.get(data.edition.events.by_small, text.field, {}) if {
	text.field != "resources.ARN" # which has no names
}

right_case(operator, value, names, text) := names[lower(value)] if {
	operator in {"Equals", "NotEquals"}
} else := substring(min(begun), 0, count(value)) if {
	operator in {"StartsWith", "NotStartsWith"}
	text.field == "eventName"
	regex.match(`^[a-z]\w*$`, value)
	begun := [name | some small, name in names; startswith(small, lower(value))] # of none the least is undefined
} else := capital(value) if {
	operator in {"Equals", "NotEquals", "StartsWith", "NotStartsWith"}
	text.category == "Data"
	regex.match(`^[a-z]+[A-Z][A-Za-z0-9]*$`, value)
	begins_alike(names, capital(regex.find_n(`^[a-z]+`, value, 1)[0]))
} else := replace(value, part, lower(part)) if {
	part := regex.find_n(text.form.small, value, 1)[0] # what is always in small letters
}

# Whether a name has such a first word: getObjectLock is meant as GetObjectLock,
# where there is a GetObject.
begins_alike(names, word) if {
	some _, name in names
	regex.find_n(`^[A-Z][a-z]+`, name, 1)[0] == word
}

capital(word) := concat("", [upper(substring(word, 0, 1)), substring(word, 1, -1)])

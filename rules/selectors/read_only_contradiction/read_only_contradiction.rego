# METADATA
# title: readOnly that rules out the event names
# description: |
#   An event is either a read or a write: with `readOnly` "true", an event name
#   such as PutObject matches nothing, with "false" none such as GetObject. Only
#   names that are always one of the two are judged.
# custom:
#   id: EDS125
#   name: read-only-contradiction
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CreateEventDataStore, Field: \"A value of true logs only read events. A value of false logs only write events.\"; fields of a selector are joined by AND"
package edslint.rules.read_only_contradiction

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some view in lib.selectors
	count({"readOnly", "eventName"} & view.fields) == 2
	view.category != ""
	view.facts.eventName
	names := data.edition.events.names[texts.events_of(view)]
	statements := input.AdvancedEventSelectors[view.index].FieldSelectors
	count(view.fields) == count(statements)
	some f, flag in statements
	flag.Field == "readOnly"
	[value] := flag.Equals
	object.keys(flag) == {"Field", "Equals"}
	other := {"true": "write", "false": "read"}[value]
	some n, statement in statements
	statement.Field == "eventName"
	dead := [k | some k, name in statement.Equals; names[name] == other]
	count(dead) > 0
	some finding in report(
		{"value": value, "other": other, "index": view.index},
		{"at": f, "dead": dead}, {"at": n, "statement": statement},
	)
}

report(fact, flag, names) := [{
	"at": lib.statement_path(fact.index, flag.at, ["Equals", 0]),
	"message": sprintf("`readOnly` %s lets none of the event names through: they are all %s events", [lib.quote(fact.value), fact.other]),
	"help": "leave `readOnly` out: the names say it already",
	"related": [{
		"at": lib.statement_path(fact.index, names.at, ["Equals"]),
		"message": "these are the event names",
	}],
}] if {
	object.keys(names.statement) & {"StartsWith", "EndsWith"} == set()
	count(flag.dead) == count(names.statement.Equals)
} else := [finding |
	some k in flag.dead
	finding := {
		"at": lib.statement_path(fact.index, names.at, ["Equals", k]),
		"message": sprintf("%s matches nothing here: it is a %s event, which `readOnly` %s leaves out", [
			lib.quote(names.statement.Equals[k]), fact.other, lib.quote(fact.value),
		]),
		"help": "leave the name out, or log it in a selector of its own",
		"related": [{
			"at": lib.statement_path(fact.index, flag.at, ["Equals", 0]),
			"message": "`readOnly` is set here",
		}],
	}
]

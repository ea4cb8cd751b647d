# METADATA
# title: Selectors that together leave nothing out
# description: |
#   Two selectors that differ only in `readOnly`, one for reads and one for
#   writes, log what one without `readOnly` does. One selector says it more
#   plainly, and its other conditions can't drift apart.
# custom:
#   id: EDS127
#   name: split-selector
#   level: note
#   family: selectors
#   targets: [store, trail]
#   sources:
#     - "CreateEventDataStore, Field: \"Specify a value of true to log only read events, false only write events\"; an event is logged if any selector matches it"
package edslint.rules.split_selector

import data.edslint.lib
import data.edslint.lib.sets

findings contains finding if {
	some b in sets.distinct
	some field, form in b.forms
	fact := lib.selectors[b.index].facts[field]
	every_value := {value | some value in fact.values}
	count(every_value) > 1
	[value] := [value | some value in form.select.Equals]
	others := [[a.index, other] |
		some a in sets.distinct
		a.index < b.index
		a.kind == b.kind
		[other] := [other | some other in a.forms[field].select.Equals]
		every_value == {value, other}
		object.remove(a.forms, [field]) == object.remove(b.forms, [field])
	]
	[index, other] := others[0]
	finding := {
		"at": ["AdvancedEventSelectors", b.index],
		"message": sprintf("this selector and another one differ only in `%s`, and together leave nothing out", [field]),
		"help": sprintf("make one selector of the two, without `%s`", [field]),
		"related": [{
			"at": ["AdvancedEventSelectors", index],
			"message": sprintf("here `%s` is %s, there it is %s", [field, lib.quote(other), lib.quote(value)]),
		}],
	}
}

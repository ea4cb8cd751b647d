package edslint.lib.texts

import data.edslint.lib

# METADATA
# description: |
#   One view for each statement whose field takes any text, in selectors whose
#   category is known and in which each statement has a field of its own:
#   - `index`, `statement`: the places of its selector and of itself
#   - `field`, `category`, `type`: as in `selectors`
#   - `form`: what the edition says of the field's values as text
#   - `values`: the values of each operator that the field takes
# custom: {public: 'list of objects'}
texts := [text |
	forms := data.edition.texts.fields
	some view in lib.selectors
	view.category != ""
	statements := input.AdvancedEventSelectors[view.index].FieldSelectors
	count(view.fields) == count(statements)
	some j, statement in statements
	form := forms[statement.Field]
	fact := view.facts[statement.Field]
	not fact.values
	text := {
		"index": view.index,
		"statement": j,
		"field": statement.Field,
		"category": view.category,
		"type": view.type,
		"form": form,
		"values": object.filter(statement, fact.operators),
	}
]

# METADATA
# description: |
#   The values that are written as no value is, by their paths: `kind` is
#   "joined" (several values in one), "wildcard" (* or ? for any text) or
#   "space" (white space at an end), whichever is first. Values that are
#   reported as no ARN of the type are left out.
slips := {at: slip |
	keyed := data.edition.texts.keyed_types
	some text in texts
	some operator, values in text.values
	not plain(values) # else there is no slip: only to be quick
	some k, value in values
	is_string(value)
	not misfit(text, operator, value)
	keys := {form | form := keyed[text.type]; text.field == "resources.ARN"}
	kind := slip_kind(text.form, keys, operator, value)
	at := lib.statement_path(text.index, text.statement, [operator, k])
	slip := {"kind": kind, "field": text.field, "operator": operator, "value": value, "form": text.form}
}

# Whether no value has a character that makes a slip.
plain(values) if regex.match(`^[^*?,;|\s\p{Z}]*$`, concat("", values))

# `keys` holds the form of the type's ARNs, if they end in any text: an object key.
slip_kind(form, keys, operator, value) := "joined" if {
	regex.match(form.joined, value)
} else := "wildcard" if {
	count(keys) == 0
	regex.match(form.wildcards, value)
} else := "wildcard" if {
	some key in keys
	regex.match(key.wildcards, trim_space(value))
} else := "space" if {
	count(keys) == 0
	trim_space(value) != value
} else := "space" if {
	count(keys) > 0
	regex.match(data.edition.texts.key_space[operator], value)
}

# METADATA
# description: |
#   The lists of values of `resources.ARN` and `userIdentity.arn`, under the
#   operators that look at a value's beginning:
#   - `field`, `type`, `operator`: as in `arns`
#   - `text`, `values`: the statement's view and the values
#   - `joined`: the values in one string, each after a character U+0001, for a
#     rule to see at once whether any of them concerns it
arn_lists := [list |
	some text in texts
	text.form.arn
	some operator in ["Equals", "StartsWith", "NotEquals", "NotStartsWith"]
	values := text.values[operator]
	list := {
		"field": text.field, "type": text.type, "operator": operator,
		"text": text, "values": values, "joined": joined(values),
	}
]

joined(values) := text if {
	text := concat("\u0001", array.concat([""], values)) # undefined where one can't be known
} else := concat("\u0001", array.concat([""], [value | some value in values; is_string(value)]))

# METADATA
# description: All values of `arn_lists` in one string, as in each of them.
joined_arns := concat("", [list.joined | some list in arn_lists])

# METADATA
# description: |
#   The values of one of `arn_lists` that begin as ARNs do. Values in `slips`, and
#   such as are reported as no ARN of the type, are left out:
#   - `at`: the value's path
#   - `index`: of its selector
#   - `field`, `type`, `operator`, `value`
#   - `parts`: the value's parts between colons
arns_of(list) := [arn |
	some k, value in list.values
	startswith(value, "arn:")
	at := lib.statement_path(list.text.index, list.text.statement, [list.operator, k])
	not slips[at]
	not misfit(list.text, list.operator, value)
	arn := {
		"at": at,
		"index": list.text.index,
		"field": list.field,
		"type": list.type,
		"operator": list.operator,
		"value": value,
		"parts": split(value, ":"),
	}
]

# METADATA
# description: |
#   The ARNs among the values of `resources.ARN` and `userIdentity.arn`, under the
#   operators `Equals`, `StartsWith`, `NotEquals` and `NotStartsWith`, but for those
#   that other rules report as no ARN. One that looks at a beginning may be cut short.
#   - `at`: the value's path
#   - `index`: of its selector
#   - `field`, `type` (the selector's resource type, or ""), `operator`, `value`
#   - `parts`: the value's parts between colons
# custom: {public: 'list of objects'}
arns := [arn | some list in arn_lists; some arn in arns_of(list)]

# METADATA
# description: Whether a value is reported as no ARN of the type, which is the fault then.
misfit(text, operator, value) if {
	text.field == "resources.ARN"
	operator in data.edition.arn.operators
	pattern := data.edition.resource_types[text.type].arn_pattern
	not regex.match(pattern, value)
}

# METADATA
# description: The operator of the same group, selecting or excluding, that is called name.
same_group(operator, name) := sprintf("Not%s", [name]) if {
	startswith(operator, "Not")
} else := name

# METADATA
# description: The word that stands most often in a list, and of several the first.
commonest(words) := [word | some word in words; counts[word] == most][0] if {
	counts := {word: n | some word in {one | some one in words}; n := count([1 | some other in words; other == word])}
	most := max([n | some n in counts])
}

# METADATA
# description: |
#   Whose event names the edition's `events` give for a selector: a resource
#   type's, or those of management events, which network activity shares.
events_of(view) := view.type if {
	view.category == "Data"
} else := "Management"

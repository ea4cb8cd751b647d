# METADATA
# title: What rules of advice share
package edslint.advice

import data.edslint.lib

# METADATA
# description: |
#   The categories of events that the store takes in, "" for one that can't be
#   known. Without selectors these are management events.
categories := {view.category | some view in lib.selectors} if {
	"AdvancedEventSelectors" in object.keys(input)
} else := {"Management"}

# METADATA
# description: Whether the store forgets management events sooner than the Event history does.
below_event_history(days) if {
	days < data.edition.advice.retention.event_history
	"Management" in categories
}

# METADATA
# description: |
#   Whether a selector can be judged as a whole: each of its statements is the
#   only one of its field, and its category has that field.
plain(view) if {
	view.whole
	view.category != ""
	count(input.AdvancedEventSelectors[view.index].FieldSelectors) == count(view.fields)
	every field in view.fields { view.facts[field] }
}

# METADATA
# description: The statement of a plain selector on a field, with its index; undefined where there is none.
statement(view, field) := {"index": j, "operators": object.remove(found, ["Field"])} if {
	some j, found in input.AdvancedEventSelectors[view.index].FieldSelectors
	found.Field == field
}

# METADATA
# description: Whether all values of a statement can be known.
known(operators) if {
	every values in operators {
		count(values) > 0
		every value in values { is_string(value) }
	}
}

# METADATA
# description: |
#   The name of the alias that names the key, without `alias/`; undefined where
#   the key is named otherwise, or in none of the forms.
key_alias := name if {
	key := input.KmsKeyId
	is_string(key)
	regex.match(data.edition.kms_key_id.pattern, key)
	parts := split(key, ":")
	name := trim_prefix(parts[count(parts) - 1], "alias/")
	name != parts[count(parts) - 1]
}

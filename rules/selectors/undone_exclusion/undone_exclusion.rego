# METADATA
# title: Exclusion that another selector undoes
# description: |
#   An exclusion holds for the selector that it stands in. A store logs an event
#   that any of its selectors matches, so what one selector excludes is logged
#   all the same where another selector lets it in. Two selectors that exclude
#   a source each, for example, exclude neither.
# custom:
#   id: EDS119
#   name: undone-exclusion
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   yields: true
#   sources:
#     - "CloudTrail API Reference, PutEventSelectors: an event is logged if it matches any of the selectors"
#     - "CloudTrail User Guide, filtering data events: the excluding conditions are those of one selector"
package edslint.rules.undone_exclusion

import data.edslint.lib
import data.edslint.lib.sets

findings contains finding if {
	some place, by in undone
	[index, j, operator, k] := place
	not all_undone[[index, j, operator]]
	value := lib.quote(input.AdvancedEventSelectors[index].FieldSelectors[j][operator][k])
	finding := {
		"at": lib.statement_path(index, j, [operator, k]),
		"message": sprintf("this keeps nothing out of the %s: another selector lets in all that `%s` %s excludes here", [data.edition.subject, operator, value]),
		"help": help,
		"related": [{"at": ["AdvancedEventSelectors", by], "message": "this selector lets it in"}],
	}
}

# All values of an operator are one fault.
findings contains finding if {
	some [index, j, operator], by in all_undone
	finding := {
		"at": lib.statement_path(index, j, [operator]),
		"message": sprintf("this keeps nothing out of the %s: another selector lets in all that `%s` excludes here", [data.edition.subject, operator]),
		"help": help,
		"related": [{"at": ["AdvancedEventSelectors", by], "message": "this selector lets it in"}],
	}
}

help := "exclude it in each selector that lets it in, by a condition in the same selector, or nowhere"

# The place of each exclusion that is undone, and the selector that undoes it.
undone := {[exclusion.index, j, operator, k]: exclusion.by |
	some exclusion in sets.undone_exclusions
	operator := concat("", ["Not", exclusion.kind])
	some j, statement in input.AdvancedEventSelectors[exclusion.index].FieldSelectors
	statement.Field == exclusion.field
	k := min([k | some k, one in statement[operator]; one == exclusion.value])
}

# The operators with several values that one selector undoes all.
all_undone := {list: by |
	some [index, j, operator, _], by in undone
	list := [index, j, operator]
	values := input.AdvancedEventSelectors[index].FieldSelectors[j][operator]
	count(values) > 1
	every k, _ in values { undone[[index, j, operator, k]] == by }
}

# METADATA
# title: Retention shorter than a year
# description: |
#   Security Hub and the CIS benchmarks ask for logs of a year, and so do many
#   auditors: an intrusion that is noticed late can only be followed back as far as
#   there are events.
# custom:
#   id: EDS803
#   name: retention-below-a-year
#   level: note
#   family: advice
#   security-severity: "3.0"
#   presets: [strict]
#   params:
#     min-days:
#       type: integer
#       default: 365
#       minimum: 7
#       description: the least number of days that events should be kept
#   sources:
#     - "AWS Security Hub and CIS, which ask for a log retention of a year in other places"
package edslint.rules.retention_below_a_year

import data.edslint.advice

findings contains finding if {
	days := input.RetentionPeriod
	is_number(days)
	days < least
	days >= min({mode.min | some mode in data.edition.retention.modes})
	not advice.below_event_history(days) # of which another rule speaks
	finding := {
		"at": ["RetentionPeriod"],
		"message": sprintf("`RetentionPeriod` is %v days, less than %s", [days, words]),
		"help": sprintf("keep events for %v days or more", [least]),
	}
}

least := data.params.EDS803["min-days"]

words := "a year" if least == data.edition.advice.retention.year

else := sprintf("%v", [least])

# METADATA
# title: Management events kept for less time than in the Event history
# description: |
#   The Event history keeps the management events of the last 90 days for every
#   account, at no cost. A store that forgets sooner has less to look back on than
#   that, and what an incident leaves behind is often found only months later.
# custom:
#   id: EDS802
#   name: retention-below-event-history
#   level: warning
#   family: advice
#   security-severity: "4.0"
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, Event history: the last 90 days of management events"
package edslint.rules.retention_below_event_history

import data.edslint.advice

findings contains finding if {
	days := input.RetentionPeriod
	is_number(days)
	advice.below_event_history(days)
	days >= min({mode.min | some mode in data.edition.retention.modes})
	finding := {
		"at": ["RetentionPeriod"],
		"message": sprintf(
			"`RetentionPeriod` is %v days, less than the %v days for which the Event history keeps management events at no cost",
			[days, data.edition.advice.retention.event_history],
		),
		"help": sprintf("keep events for a year: %v days or more", [data.edition.advice.retention.year]),
	}
}

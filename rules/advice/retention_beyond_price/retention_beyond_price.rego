# METADATA
# title: Longest retention, paid for by the day
# description: |
#   The price of `EXTENDABLE_RETENTION_PRICING`, the default, has 366 days of storage
#   in it; each day more is paid for. The price of `FIXED_RETENTION_PRICING` has seven
#   years in it, and is good for more than 25 TB of events a month. The longest
#   retention there is, or the seven years that once were the default, is often set
#   without that in mind.
# custom:
#   id: EDS809
#   name: retention-beyond-price
#   level: note
#   family: advice
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, costs of CloudTrail Lake: EXTENDABLE includes 366 days, then storage is paid for; FIXED includes seven years, and is advised above 25 TB a month"
package edslint.rules.retention_beyond_price

findings contains finding if {
	included := data.edition.advice.billing.included_days # only where there are billing modes
	modes := data.edition.retention.modes
	mode := object.get(input, "BillingMode", data.edition.retention.default_mode)
	days := input.RetentionPeriod
	days in {limits.max | some limits in modes}
	days > included[mode]
	days <= modes[mode].max
	[other] := [other | some other, limit in included; limit > included[mode]]
	finding := {
		"at": ["RetentionPeriod"],
		"message": sprintf("`RetentionPeriod` is %v days, but the price under %s has only %v days in it: the others are paid for", [days, mode, included[mode]]),
		"help": sprintf(
			"write the days that you need, or %s for a store that takes in %s: that has %v days in its price",
			[other, data.edition.advice.billing.fixed_is_for, included[other]],
		),
	}
}

# METADATA
# title: Billing mode that is dearer for these events
# description: |
#   `FIXED_RETENTION_PRICING` is priced by volume and good for more than 25 TB a month
#   of CloudTrail events. For configuration items, evidence and events from outside
#   AWS, AWS advises `EXTENDABLE_RETENTION_PRICING`. A store can be changed from FIXED
#   to EXTENDABLE later, but not back.
# custom:
#   id: EDS810
#   name: dearer-billing-mode
#   level: note
#   family: advice
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, costs of CloudTrail Lake: EXTENDABLE_RETENTION_PRICING is advised for configuration items, evidence and events from outside AWS"
#     - "CloudTrail User Guide, updating a store with the AWS CLI: EXTENDABLE can't be changed to FIXED"
package edslint.rules.dearer_billing_mode

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	billing := data.edition.advice.billing # only where there are billing modes
	mode := input.BillingMode
	billing.included_days[mode]
	mode != billing.advised
	count(advice.categories) > 0
	every category in advice.categories { category in billing.advised_for }
	kinds := {data.edition.categories[category].kind | some category in advice.categories}
	finding := {
		"at": ["BillingMode"],
		"message": sprintf(
			"`BillingMode` is %s, which is meant for %s; for %s AWS advises %s",
			[mode, billing.fixed_is_for, concat(" and ", kinds), billing.advised],
		),
		"help": sprintf("write %s, or leave `BillingMode` out", [lib.quote(billing.advised)]),
	}
}

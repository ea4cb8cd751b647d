# METADATA
# title: Retention period that the store can't have
# description: |
#   Events are kept for at least 7 days. The most depends on the edition and,
#   today, on `BillingMode`: 3653 days with EXTENDABLE_RETENTION_PRICING (the
#   default), 2557 with FIXED_RETENTION_PRICING. Before billing modes it was 2557.
# custom:
#   id: EDS301
#   name: retention-period
#   level: error
#   family: retention
#   exception: InvalidParameterException
#   constraints:
#     - "`RetentionPeriod`: up to 2557 days (and at least 7, as the User Guide adds)"
#   sources:
#     - "CreateEventDataStore, RetentionPeriod: \"You can set a retention period of up to 2557 days, the equivalent of seven years.\""
package edslint.rules.retention_period

import data.edslint.lib

findings contains finding if {
	is_number(input.RetentionPeriod)
	mode := mode_of(data.edition)
	range := range_of(mode)
	bound := out_of(input.RetentionPeriod, range)
	finding := object.union(newer(mode, bound), {
		"at": ["RetentionPeriod"],
		"message": sprintf("`RetentionPeriod` is %v, but %d days is the %s that edition %s allows%s", [
			input.RetentionPeriod, range[bound], {"min": "least", "max": "most"}[bound], data.edition.name, with_mode(mode),
		]),
		"help": help(range),
	})
}

help(range) := sprintf("leave it out for the default (the AWS CLI's skeleton writes 0 for what isn't given), or write a number of days from %d to %d", [range.min, range.max]) if {
	input.RetentionPeriod == 0
} else := sprintf("write a number of days from %d to %d", [range.min, range.max])

# Where the mode can't be known, what some mode allows is allowed.
range_of(null) := {"min": min([range.min | some range in ranges]), "max": max([range.max | some range in ranges])} if {
	ranges := [range | some range in data.edition.retention.modes]
}

range_of(mode) := data.edition.retention.modes[mode] if mode != null

# An edition without billing modes has one range for all.
mode_of(edition) := mode if {
	edition.retention.default_mode != ""
	mode := object.get(input, "BillingMode", edition.retention.default_mode)
} else := ""

out_of(days, range) := "min" if days < range.min

out_of(days, range) := "max" if days > range.max

with_mode("") := ""

with_mode(null) := " with any `BillingMode`"

with_mode(mode) := sprintf(" with `BillingMode` %s", [mode]) if {
	mode != ""
	mode != null
}

# What the newest edition allows, where there were no billing modes yet.
newer("", "max") := {"newer": sprintf("edition %s allows %d%s", [data.latest.name, most, unless])} if {
	modes := data.latest.retention.modes
	most := modes[data.latest.retention.default_mode].max
	others := [mode | some mode, range in modes; range.max < most]
	unless := concat("", [sprintf(" unless `BillingMode` is %s", [lib.any_of(others)]) | count(others) > 0])
}

newer(mode, bound) := {} if [mode, bound] != ["", "max"]

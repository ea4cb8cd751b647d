# METADATA
# title: ARNs of several Regions in a store of one
# description: |
#   With `MultiRegionEnabled` false, a store logs only events on resources of its
#   own Region, so of ARNs in several Regions only those of one can match.
# custom:
#   id: EDS209
#   name: mixed-regions
#   level: warning
#   family: resources
#   yields: true
#   sources:
#     - "CloudTrail User Guide, data events: a single-Region store logs data events only for resources that can be reached in that Region"
package edslint.rules.mixed_regions

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	input.MultiRegionEnabled == false
	pattern := concat("", ["^(?:", data.edition.arn.parts.region.pattern, ")$"])
	regional := [arn |
		some arn in texts.arns
		arn.field == "resources.ARN"
		arn.parts[4]
		regex.match(pattern, arn.parts[3])
		formats := data.edition.resource_types[arn.type].arn_formats
		split(formats[0], ":")[3] == "<region>"
	]
	count({arn.parts[1] | some arn in regional}) == 1 # else they are of several partitions, which is the fault
	regions := [arn.parts[3] | some arn in regional]
	count({region | some region in regions}) > 1
	expected := texts.commonest(regions)
	place := [arn.at | some arn in regional; arn.parts[3] == expected][0]
	some arn in regional
	arn.parts[3] != expected
	finding := {
		"at": arn.at,
		"message": sprintf("%s is in %s, but other ARNs are in %s, and this store is of one Region", [
			lib.quote(arn.value), arn.parts[3], expected,
		]),
		"help": "leave `MultiRegionEnabled` out, or make a store in each Region",
		"related": [
			{
				"at": place,
				"message": sprintf("this is in %s", [expected]),
			},
			{"at": ["MultiRegionEnabled"], "message": "the store is of one Region"},
		],
	}
}

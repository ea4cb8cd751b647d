# METADATA
# title: ARNs of several partitions
# description: |
#   A store is in one partition (aws, aws-cn, aws-us-gov, …) and takes in the
#   events of that one. ARNs of another match nothing.
# custom:
#   id: EDS207
#   name: mixed-partitions
#   level: warning
#   family: resources
#   targets: [store, trail]
#   yields: true
#   sources:
#     - "CloudTrail User Guide, concepts: a multi-Region store logs the events of all Regions of its partition"
package edslint.rules.mixed_partitions

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	mixed
	count({partition | some [partition, _] in places}) > 1
	pattern := concat("", ["^(?:", data.edition.arn.parts.partition.pattern, ")$"])
	known := [partition | some [partition, _] in places; regex.match(pattern, partition)]
	expected := expect(known)
	place := [at | some [partition, at] in places; partition == expected][0]
	others := {partition | some partition in known} - {expected}
	some arn in texts.arns
	arn.parts[2]
	others[arn.parts[1]]
	finding := {
		"at": arn.at,
		"message": sprintf("%s is of partition %s, but other ARNs are of %s, and a %s is in one", [
			lib.quote(arn.value), lib.quote(arn.parts[1]), lib.quote(expected), data.edition.subject,
		]),
		"help": sprintf("write an ARN of partition %s, or make a %s for each partition", [lib.quote(expected), data.edition.subject]),
		"related": [{
			"at": place,
			"message": sprintf("this is of partition %s", [lib.quote(expected)]),
		}],
	}
}

# Whether some value begins otherwise than the first, or the key's ARN: else all
# are of one partition, and it costs little to know.
mixed if {
	[first] := regex.find_n(`\x01arn:[^:\x01]*:`, texts.joined_arns, 1)
	beginnings := {first} | {sprintf("\u0001arn:%s:", [partition]) | some [partition, _] in key}
	some beginning in beginnings
	strings.count(texts.joined_arns, beginning) < strings.count(texts.joined_arns, "\u0001arn:")
}

# The partition of each ARN, and where it stands. A key's comes first: it is in
# the store's partition.
places := array.concat(key, [[arn.parts[1], arn.at] | some arn in texts.arns; arn.parts[2]])

expect(known) := known[0] if {
	count(key) > 0
} else := texts.commonest(known)

key := [[partition, ["KmsKeyId"]]] if {
	["arn", partition, "kms"] = array.slice(split(input.KmsKeyId, ":"), 0, 3)
} else := []

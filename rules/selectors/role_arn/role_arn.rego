# METADATA
# title: IAM role's ARN where events carry the session's
# description: |
#   Who acts in a role is in the event with the ARN of the session, of STS:
#   arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION. The ARN of the role itself, of
#   IAM, is never in `userIdentity.arn`, so it selects or excludes nothing; nor does
#   that of STS without its session, under `Equals` or `NotEquals`.
# custom:
#   id: EDS126
#   name: role-arn
#   level: warning
#   family: selectors
#   targets: [store, trail]
#   security-severity: "5.0"
#   sources:
#     - "CloudTrail User Guide, userIdentity element (inferred): the arn of an assumed role has the session's name"
package edslint.rules.role_arn

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some list in texts.arn_lists
	list.field == "userIdentity.arn"
	some arn in texts.arns_of(list)
	says := fault(arn)
	finding := {
		"at": arn.at,
		"message": sprintf("%s %s", [lib.quote(arn.value), says]),
		"help": sprintf("write %s under `%s`", [lib.quote(session(arn)), texts.same_group(arn.operator, "StartsWith")]),
	}
}

fault(arn) := "is the ARN of a role, but events carry that of the role's session, of STS" if {
	arn.parts[2] == "iam"
	startswith(arn.parts[5], "role/")
} else := "names no session, but events carry the ARN of a role's session" if {
	arn.parts[2] == "sts"
	arn.operator in {"Equals", "NotEquals"}
	regex.match(`^assumed-role/[^/]+/?$`, arn.parts[5])
}

# A session's ARN has the role's name without its path. What is the beginning of
# a role's ARN may end amid the name, or before it.
session(arn) := sprintf("arn:%s:sts::%s:assumed-role/%s", [arn.parts[1], arn.parts[4], name]) if {
	resource := arn.parts[5]
	name := {
		"Equals": regex.replace(resource, `^.*/([^/]+)/?$`, "$1/"),
		"StartsWith": regex.replace(resource, `^.*/`, ""),
	}[trim_prefix(arn.operator, "Not")]
	name != ""
} else := sprintf("arn:%s:sts::%s:assumed-role/<role>/", [arn.parts[1], arn.parts[4]])

# METADATA
# title: IAM role's ARN where events carry the session's
# description: |
#   Who acts in a role is in the event with the ARN of the session, of STS:
#   arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION. The ARN of the role itself, of
#   IAM, is never in `userIdentity.arn`, so it selects or excludes nothing.
# custom:
#   id: EDS126
#   name: role-arn
#   level: warning
#   family: selectors
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, userIdentity element: the example of an assumed role has the arn \"arn:aws:sts::123456789012:assumed-role/example-role-name/role-session-name\""
package edslint.rules.role_arn

import data.edslint.lib

findings contains finding if {
	some arn in lib.arns
	arn.field == "userIdentity.arn"
	arn.parts[2] == "iam"
	startswith(arn.parts[5], "role/")
	finding := {
		"at": arn.at,
		"message": sprintf("%s is the ARN of a role, but events carry that of the role's session, of STS", [lib.quote(arn.value)]),
		"help": sprintf("write %s under `%s`", [lib.quote(session(arn)), lib.same_group(arn.operator, "StartsWith")]),
	}
}

# A session's ARN has the role's name without its path.
session(arn) := sprintf("arn:%s:sts::%s:assumed-role/%s%s", [
	arn.parts[1], arn.parts[4], regex.replace(arn.parts[5], `^.*/`, ""), ending(arn.operator),
])

ending(operator) := "/" if {
	operator in {"Equals", "NotEquals"}
} else := ""

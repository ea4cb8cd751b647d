# METADATA
# title: Identity whose events are left out
# description: |
#   Events of an identity that a selector leaves out by `userIdentity.arn` aren't seen,
#   whoever acts as that identity: also an attacker who came by its credentials. Leave
#   out what is noisy and harmless by `eventName` or `resources.ARN` instead. Roles that
#   only AWS services can assume (`AWSServiceRoleFor…`) are no such blind spot.
# custom:
#   id: EDS815
#   name: identity-left-out
#   level: note
#   family: advice
#   targets: [store, trail]
#   security-severity: "6.0"
#   presets: [strict]
#   sources:
#     - "CloudTrail User Guide, filtering by userIdentity.arn: a single value under an excluding operator keeps all events of the identity out"
package edslint.rules.identity_left_out

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	some view in lib.selectors
	"userIdentity.arn" in view.fields
	advice.plain(view)
	alone(view)
	statement := advice.statement(view, "userIdentity.arn")
	advice.known(statement.operators)
	some operator, values in statement.operators
	some k, value in values
	leaves_out(operator, value)
	finding := {
		"at": lib.statement_path(view.index, statement.index, [operator, k]),
		"message": sprintf("the events of %s are left out, also where an attacker acts as it", [lib.quote(value)]),
		"help": "leave out what is noisy and harmless by `eventName`, or by `resources.ARN` of data events",
	}
}

# No other selector may let the events in again.
alone(view) if {
	every other in lib.selectors { apart(view, other) }
}

apart(view, other) if view.index == other.index

apart(view, other) if not other.category in {"", view.category}

apart(view, other) if not other.type in {"", view.type}

leaves_out(operator, value) if {
	operator in {"NotEquals", "NotStartsWith"}
	regex.match(`^arn:[^:]+:(?:sts|iam):`, value)
	not regex.match(`^arn:[^:]+:iam::[^:]*:role/`, value) # events have that of the session
	real(value)
	not without_session(operator, value)
}

leaves_out("NotEndsWith", value) if real(value)

without_session("NotEquals", value) if regex.match(`^arn:[^:]+:sts::[^:]*:assumed-role/[^/]*$`, value)

real(value) if {
	not contains(value, "AWSServiceRoleFor")
	not regex.match(`[*?]`, value)
}

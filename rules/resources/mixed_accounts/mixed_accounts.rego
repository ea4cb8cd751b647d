# METADATA
# title: ARNs of several accounts in a store of one
# description: |
#   A store without `OrganizationEnabled` takes in the events of its own account.
#   Resources of another account are in them only where somebody of this account
#   uses them, as a role of its own or by a policy of the resource. ARNs of two
#   accounts are often a copy from elsewhere.
# custom:
#   id: EDS210
#   name: mixed-accounts
#   level: note
#   family: resources
#   yields: true
#   sources:
#     - "CloudTrail User Guide, organization event data stores: they log the events of all accounts of the organization (that others log their own account's is inferred)"
package edslint.rules.mixed_accounts

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	object.get(input, "OrganizationEnabled", false) == false
	mixed
	pattern := concat("", ["^(?:", data.edition.arn.parts.account_ID.pattern, ")$"])
	owned := [arn |
		some arn in texts.arns
		arn.field == "resources.ARN"
		arn.parts[5]
		regex.match(pattern, arn.parts[4])
	]
	accounts := [arn.parts[4] | some arn in owned]
	count({account | some account in accounts}) > 1
	expected := texts.commonest(accounts)
	place := [arn.at | some arn in owned; arn.parts[4] == expected][0]
	some arn in owned
	arn.parts[4] != expected
	finding := {
		"at": arn.at,
		"message": sprintf("%s is in account %s, but other ARNs are in %s, and this store is of one account", [
			lib.quote(arn.value), arn.parts[4], expected,
		]),
		"help": "set `OrganizationEnabled` to true, or make a store in each account, unless this account uses the other's resource",
		"related": [{
			"at": place,
			"message": sprintf("this is in account %s", [expected]),
		}],
	}
}

# Whether there is another account than the first: else it costs little to know.
mixed if {
	account := concat("", [":(?:", data.edition.arn.parts.account_ID.pattern, "):"])
	[first] := regex.find_n(account, texts.joined_arns, 1)
	regex.match(account, replace(texts.joined_arns, first, ":"))
}

# METADATA
# title: Account that is not approved
# description: |
#   Stores look at resources of our accounts only, and have keys of theirs. The
#   accounts are the keys of accounts.json.
# custom: {id: ACME002, level: error}
package edslint.rules.approved_account

import data.edslint.lib
import data.edslint.lib.texts

findings contains finding if {
	some at, arn in arns
	account := split(arn, ":")[4]
	account != "" # as in the ARN of a bucket
	not data.accounts[account]
	finding := {
		"at": at,
		"message": sprintf("the account %s is not in accounts.json", [lib.quote(account)]),
		"help": sprintf("it has %s", [lib.any_value(object.keys(data.accounts))]),
	}
}

# The ARNs of a request by their paths, those in selectors that exclude too.
arns[["KmsKeyId"]] := input.KmsKeyId if startswith(input.KmsKeyId, "arn:")

arns[arn.at] := arn.value if some arn in texts.arns

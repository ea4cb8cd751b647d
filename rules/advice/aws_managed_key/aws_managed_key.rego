# METADATA
# title: Key that AWS manages
# description: |
#   CloudTrail may use a key only if the key's policy lets it, and the policies of
#   keys that AWS manages (`alias/aws/…`) can't be edited, so that such a store is
#   likely to be refused. Use a customer managed key.
# custom:
#   id: EDS806
#   name: aws-managed-key
#   level: warning
#   family: advice
#   sources:
#     - "CloudTrail User Guide, KMS key policies: the policy of the key must let CloudTrail use it, for which it must be one that can be edited"
package edslint.rules.aws_managed_key

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	name := advice.key_alias
	startswith(name, "aws/")
	finding := {
		"at": ["KmsKeyId"],
		"message": sprintf("%s is a key that AWS manages: its policy can't be made to let CloudTrail use it", [lib.quote(concat("", ["alias/", name]))]),
		"help": "write the ARN of a customer managed key whose policy lets CloudTrail use it, or leave `KmsKeyId` out",
	}
}

# METADATA
# title: No KMS key of one's own
# description: |
#   Without `KmsKeyId` the store is encrypted with a key of AWS's. A key of one's own
#   says by its policy who may read the events, has each use of it logged, and can be
#   taken away. It can be given later, but never changed or removed again. KMS
#   charges for its use.
# custom:
#   id: EDS805
#   name: no-own-key
#   level: note
#   family: advice
#   security-severity: "2.0"
#   presets: [strict]
#   sources:
#     - "AWS Config rule event-data-store-cmk-encryption-enabled"
#     - "CreateEventDataStore, KmsKeyId: \"After you associate an event data store with a KMS key, the KMS key cannot be removed or changed.\""
#     - "CloudTrail User Guide, costs of CloudTrail Lake: KMS charges for a key of one's own"
package edslint.rules.no_own_key

findings contains finding if {
	not "KmsKeyId" in object.keys(input)
	finding := {
		"at": [],
		"message": "the store has no KMS key of your own: there is no `KmsKeyId`",
		"help": "add `KmsKeyId` with the ARN of a customer managed key whose policy lets CloudTrail use it",
	}
}

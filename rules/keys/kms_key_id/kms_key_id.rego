# METADATA
# title: KmsKeyId in none of its forms
# description: |
#   A key is named by its ID (a UUID, or `mrk-…` for a multi-Region key), by an
#   alias prefixed by `alias/`, or by the whole ARN of a key or an alias. It
#   can't be changed after the store was made.
# custom:
#   id: EDS501
#   name: kms-key-id
#   level: error
#   family: keys
#   exception: InvalidKmsKeyIdException
#   constraints:
#     - "`KmsKeyId`: an alias name prefixed by alias/, the ARN of an alias, the ARN of a key, or a key ID; multi-Region keys too"
#   sources:
#     - "CreateEventDataStore, KmsKeyId: \"The value can be an alias name prefixed by alias/, a fully specified ARN to an alias, a fully specified ARN to a key, or a globally unique identifier.\""
package edslint.rules.kms_key_id

import data.edslint.lib

findings contains finding if {
	facts := data.edition.kms_key_id
	key := input.KmsKeyId
	is_string(key)
	not regex.match(facts.pattern, key)
	finding := {
		"at": ["KmsKeyId"],
		"message": sprintf("`KmsKeyId` can't be %s: it is %s", [lib.quote(key), lib.any_of(facts.forms)]),
		"help": help(key),
	}
}

help(key) := "an alias is written with its prefix: \"alias/NAME\"" if {
	regex.match(`^[a-zA-Z0-9_-]+$`, key)
	not contains(key, "mrk-")
} else := "leave out \"key/\", or write the whole ARN of the key" if {
	startswith(key, "key/")
} else := "an ARN of a key ends in :key/ and the key's ID, that of an alias in :alias/ and its name" if {
	startswith(key, "arn:")
} else := "copy the key's ID or ARN from KMS"

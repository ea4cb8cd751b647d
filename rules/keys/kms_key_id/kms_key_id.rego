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
		"message": sprintf("`KmsKeyId` can't be %s: %s", [lib.quote(key), fault(key, facts.forms)]),
		"help": help(key),
	}
}

fault(key, forms) := lib.arn_fault(key, arns, []) if {
	startswith(key, "arn:")
	arns := [form | some form in forms; startswith(form, "arn:")]
} else := sprintf("it is written as %s", [lib.any_of(forms)])

help(key) := `an ARN of a key ends in "key/" and the key's ID, that of an alias in "alias/" and its name` if {
	startswith(key, "arn:")
} else := `leave out "key/", or write the whole ARN of the key` if {
	startswith(key, "key/")
} else := `a key ID is "1234abcd-12ab-34cd-56ef-1234567890ab", of a multi-Region key "mrk-" and 32 digits: each digit 0 to 9 or a to f` if {
	looks_like_id(key)
} else := `an alias is written with its prefix: "alias/NAME"`

# Long, and hardly anything in it but hexadecimal digits.
looks_like_id(key) if {
	digits := trim_prefix(lower(key), "mrk-")
	count(digits) >= 30
	count(regex.replace(digits, `[0-9a-f-]`, "")) <= 1
}

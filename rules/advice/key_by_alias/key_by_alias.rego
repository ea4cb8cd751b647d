# METADATA
# title: Key named by an alias
# description: |
#   An alias can be made to name another key at any time. A store keeps the key that
#   it was made with, so two stores made by the same file can have two keys, and the
#   file doesn't say which. The ARN of the key does.
# custom:
#   id: EDS807
#   name: key-by-alias
#   level: note
#   family: advice
#   presets: [strict]
#   sources:
#     - "CreateEventDataStore, KmsKeyId: \"After you associate an event data store with a KMS key, the KMS key cannot be removed or changed.\""
#     - "CreateEventDataStore, response, KmsKeyId: \"The value is a fully specified ARN to a KMS key\""
package edslint.rules.key_by_alias

import data.edslint.advice
import data.edslint.lib

findings contains finding if {
	name := advice.key_alias
	not startswith(name, "aws/") # of these another rule speaks
	finding := {
		"at": ["KmsKeyId"],
		"message": sprintf("%s can be made to name another key at any time", [lib.quote(concat("", ["alias/", name]))]),
		"help": "write the ARN of the key itself",
	}
}

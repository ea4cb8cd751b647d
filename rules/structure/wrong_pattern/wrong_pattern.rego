# METADATA
# title: String with characters that it can't have
# description: |
#   Some strings take only certain characters: `Name` takes letters, digits,
#   dots, underscores and hyphens.
# custom:
#   id: EDS005
#   name: wrong-pattern
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "`Name`: letters, digits, dots, underscores and hyphens"
#     - "`KmsKeyId`: letters, digits and . _ / : -"
#   sources:
#     - "The service model"
package edslint.rules.wrong_pattern

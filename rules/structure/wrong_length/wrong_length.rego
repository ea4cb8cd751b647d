# METADATA
# title: String that is too short or too long
# description: |
#   Lengths count Unicode characters. An optional string that has nothing to
#   say is left out, not empty.
# custom:
#   id: EDS004
#   name: wrong-length
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "`Name`: 3 to 128 characters"
#     - "A selector's `Name`: up to 1,000 characters"
#     - "Selector values: 1 to 2,048 characters"
#     - "A tag's `Key`: at most 128 Unicode characters"
#     - "A tag's `Value`: at most 256 Unicode characters"
#     - "`KmsKeyId`: up to 350 characters"
#   sources:
#     - "CreateEventDataStore, Tag; the other lengths from the service model"
package edslint.rules.wrong_length

# METADATA
# title: Member that is required and missing
# description: |
#   A request must have a `Name`, a selector its `FieldSelectors`, a statement
#   its `Field` and a tag its `Key`.
# custom:
#   id: EDS002
#   name: missing-member
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "`Name`, `FieldSelectors`, `Field` and a tag's `Key`: required"
#   sources:
#     - "CreateEventDataStore: the members marked [REQUIRED]"
package edslint.rules.missing_member

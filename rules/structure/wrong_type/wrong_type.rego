# METADATA
# title: Value of the wrong type
# description: |
#   Each member of a request has one type. Selector values are always strings,
#   so that in YAML `true`, `90` and `2024-01-01` need quotes there;
#   `RetentionPeriod` is a whole number, written without quotes, point or
#   exponent; null stands for nothing, so leave the member out instead.
# custom:
#   id: EDS001
#   name: wrong-type
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "Every member: its type"
#   sources:
#     - "CreateEventDataStore, Request Syntax"
package edslint.rules.wrong_type

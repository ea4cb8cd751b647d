# METADATA
# title: List with too few or too many items
# description: |
#   A selector has at least one statement and an operator at least one value; a
#   request carries at most 200 tags.
# custom:
#   id: EDS007
#   name: wrong-item-count
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "`FieldSelectors` and each operator: at least one item"
#     - "`TagsList`: at most 200 tags"
#   sources:
#     - "The service model"
package edslint.rules.wrong_item_count

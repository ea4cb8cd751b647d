# METADATA
# title: Value that is not on the member's list
# description: |
#   Some members take one of a few words, spelt exactly so.
# custom:
#   id: EDS006
#   name: value-not-listed
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   sources:
#     - "CreateEventDataStore, BillingMode"
package edslint.rules.value_not_listed

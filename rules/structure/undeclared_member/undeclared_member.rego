# METADATA
# title: Member that the request doesn't have
# description: |
#   The AWS CLI and SDKs refuse a member that the API doesn't declare. Names
#   are case-sensitive. Members of a response, and those of other tools such as
#   CloudFormation, are no members of a request.
# custom:
#   id: EDS003
#   name: undeclared-member
#   level: error
#   family: structure
#   exception: InvalidParameterException
#   judge: schema
#   constraints:
#     - "Only the members of the request syntax"
#   sources:
#     - "CreateEventDataStore, Request Syntax"
package edslint.rules.undeclared_member

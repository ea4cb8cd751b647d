# METADATA
# title: YAML tag that the AWS CLI doesn't know
# description: |
#   A request is plain data. Tags such as CloudFormation's `!Ref` are refused
#   by the AWS CLI.
# custom:
#   id: EDS907
#   name: unknown-tag
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.unknown_tag

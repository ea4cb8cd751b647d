# METADATA
# title: YAML value that readers disagree on
# description: |
#   Readers of YAML 1.1 take some plain words and numbers for something else
#   than the AWS CLI does: `yes`, `on`, `0755`, `1:30`. In quotes they mean the
#   same to every reader.
# custom:
#   id: EDS906
#   name: ambiguous-scalar
#   level: warning
#   family: edslint
#   judge: source
package edslint.rules.ambiguous_scalar

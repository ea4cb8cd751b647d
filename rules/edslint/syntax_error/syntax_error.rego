# METADATA
# title: File that can't be parsed
# description: |
#   JSON is read as JSON: no comments, no trailing commas, double quotes only.
#   YAML is read as version 2 of the AWS CLI reads it. YAML documents
#   before the fault are still linted; the run ends with exit code 2.
# custom:
#   id: EDS901
#   name: syntax-error
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.syntax_error

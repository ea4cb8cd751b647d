# METADATA
# title: Comment that is meant to suppress a finding, but can't
# description: |
#   A comment `# edslint:ignore RULE -- reason` suppresses nothing where it is
#   misspelt, names no rule or one that there isn't, or gives no reason. Nor
#   does one that names a rule which the config has locked, or
#   `# edslint:ignore-file RULE -- reason` below the beginning of the content.
# custom:
#   id: EDS908
#   name: invalid-suppression
#   level: warning
#   family: edslint
#   judge: suppress
package edslint.rules.invalid_suppression

# METADATA
# title: Entry of `ignore` whose last day is over
# description: |
#   An entry of the config's `ignore` may name its last day by `until`. From the day
#   after it suppresses nothing, and stands here until somebody decides: repair what it
#   was for, or give it a later day.
# custom:
#   id: EDS910
#   name: expired-ignore
#   level: warning
#   family: edslint
#   judge: config
package edslint.rules.expired_ignore

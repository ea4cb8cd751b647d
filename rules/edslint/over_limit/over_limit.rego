# METADATA
# title: File that is larger or deeper than edslint reads
# description: |
#   So that no file can exhaust the machine, size, nesting, aliases, documents
#   and the digits of a number have limits, all far above what a request needs.
# custom:
#   id: EDS902
#   name: over-limit
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.over_limit

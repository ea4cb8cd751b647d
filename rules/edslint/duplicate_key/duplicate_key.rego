# METADATA
# title: Key that stands twice in an object
# description: |
#   Most readers silently take the last of two equal keys, others the first; so
#   one of the two is lost.
# custom:
#   id: EDS904
#   name: duplicate-key
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.duplicate_key

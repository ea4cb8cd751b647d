# METADATA
# title: Comment that suppresses nothing
# description: |
#   The finding that the comment was written for is no longer there, or the
#   comment doesn't reach it. It reaches its own line and what begins on it;
#   one on a line of its own reaches the next line and what begins there.
#   Nothing is said of rules that are not in force, nor of those that judge
#   all files together.
# custom:
#   id: EDS909
#   name: unused-suppression
#   level: warning
#   family: edslint
#   judge: suppress
package edslint.rules.unused_suppression

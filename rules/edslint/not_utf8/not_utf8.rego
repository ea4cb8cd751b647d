# METADATA
# title: File that is not UTF-8
# description: |
#   Requests are read as UTF-8, with or without a byte order mark. PowerShell's
#   `>` writes UTF-16: save the file as UTF-8 instead.
# custom:
#   id: EDS905
#   name: not-utf8
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.not_utf8

# METADATA
# title: File that holds no request
# description: |
#   A file that is named on the command line must hold a CreateEventDataStore
#   request: one object, a list of such objects, or several YAML documents. In
#   a folder that is walked, files without a request are passed over and
#   counted.
# custom:
#   id: EDS903
#   name: not-a-request
#   level: error
#   family: edslint
#   judge: source
package edslint.rules.not_a_request

# METADATA
# title: Type of data resource that basic selectors don't have
# description: |
#   Basic event selectors log data events of three types of resources. For all
#   other types write `AdvancedEventSelectors`.
# custom:
#   id: EDS156
#   name: data-resource-type
#   level: error
#   family: selectors
#   targets: [trail]
#   exception: InvalidEventSelectorsException
#   sources:
#     - "DataResource, Type: the three types of basic event selectors"
package edslint.rules.data_resource_type

import data.edslint.lib

findings contains finding if {
	known := object.keys(data.edition.basic.types)
	some i, selector in input.EventSelectors
	some j, resource in selector.DataResources
	is_string(resource.Type)
	not resource.Type in known
	finding := {
		"at": ["EventSelectors", i, "DataResources", j, "Type"],
		"message": sprintf("`Type` can't be %s: `EventSelectors` take only %s%s", [
			lib.quote(resource.Type), lib.any_value(known), lib.suggestion(resource.Type, known),
		]),
		"help": help(resource.Type),
	}
}

help(type) := "write `AdvancedEventSelectors`, which take this type" if {
	data.latest.resource_types[type]
} else := "write the type exactly so"

# METADATA
# title: Key of another Region than the store's events
# description: |
#   A KMS key is of one Region, which must be the store's. A store with
#   `MultiRegionEnabled: false` takes in data events only of resources in its own
#   Region. Where all ARNs in the selectors are of other Regions than the key, either
#   the key can't be used or the selectors match nothing. Where the config's
#   `context` says in which Region the stores are, the key is held to that.
# custom:
#   id: EDS808
#   name: key-of-another-region
#   level: warning
#   family: advice
#   sources:
#     - "CreateEventDataStore, KmsKeyNotFoundException: the bucket and the KMS key must be in the same Region (said of trails)"
#     - "CloudTrail User Guide, data events: a store of one Region logs data events only of resources in that Region"
package edslint.rules.key_of_another_region

import data.edslint.lib

findings contains finding if {
	not data.context.region
	input.MultiRegionEnabled == false
	region := key_region
	others := {found.region | some found in resources}
	count(others) > 0
	not region in others
	finding := {
		"at": ["KmsKeyId"],
		"message": sprintf("the key is in %s, but the resources of this store are in %s, and `MultiRegionEnabled` is false", [region, concat(", ", others)]),
		"help": "use a key of the Region that the store is made in",
		"related": [{"at": found.at, "message": sprintf("a resource in %s", [found.region])} | found := resources[0]],
	}
}

findings contains finding if {
	region := key_region
	region != data.context.region
	finding := {
		"at": ["KmsKeyId"],
		"message": sprintf("the key is in %s, but the config's `context` says that the store is made in %s", [region, data.context.region]),
		"help": sprintf("use a key in %s", [data.context.region]),
	}
}

key_region := region if {
	key := input.KmsKeyId
	is_string(key)
	regex.match(data.edition.kms_key_id.pattern, key)
	region := split(key, ":")[3]
}

resources := [{"at": lib.statement_path(view.index, j, [operator, k]), "region": region} |
	pattern := sprintf("^(?:%s)$", [data.edition.arn.parts.region.pattern])
	some view in lib.selectors
	view.category == "Data"
	some j, statement in input.AdvancedEventSelectors[view.index].FieldSelectors
	statement.Field == "resources.ARN"
	some operator in ["Equals", "StartsWith"]
	some k, value in statement[operator]
	is_string(value)
	startswith(value, "arn:")
	parts := split(value, ":")
	count(parts) > 4 # then the Region is whole
	region := parts[3]
	regex.match(pattern, region)
]

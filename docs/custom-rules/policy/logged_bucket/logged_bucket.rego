# METADATA
# title: Bucket that no store logs
# description: |
#   Reads and writes of the objects in the buckets of buckets.yaml must be
#   logged. The rule looks at all stores of a run, so lint them in one.
# custom: {id: ACME003, level: error, family: across}
package edslint.rules.logged_bucket

import data.edslint.lib

findings contains finding if {
	count(input.stores) > 0
	some bucket in data.buckets
	not logged(bucket)
	finding := {
		"at": array.concat(["stores"], place),
		"message": sprintf("no store logs all events of the objects in %s", [lib.quote(bucket)]),
		"help": sprintf("add %s to the values of `resources.ARN` in a selector of AWS::S3::Object", [lib.quote(concat("", [bucket, "/"]))]),
	}
}

# Where a bucket could be added: the first selector of objects, or else the
# first store.
place := array.concat(selectors_of_objects, [[0]])[0]

selectors_of_objects := [[i, "AdvancedEventSelectors", j] |
	some i, store in input.stores
	some j, selector in store.AdvancedEventSelectors
	of_objects(selector)
]

logged(bucket) if {
	some selector in input.stores[_].AdvancedEventSelectors
	of_objects(selector)
	filters(selector) - {"resources.ARN"} == set()
	every statement in selector.FieldSelectors { lets_through(statement, bucket) }
}

of_objects(selector) if {
	some statement in selector.FieldSelectors
	statement.Field == "resources.type"
	statement.Equals == ["AWS::S3::Object"]
}

# The fields by which a selector leaves events of its type out.
filters(selector) := {statement.Field | some statement in selector.FieldSelectors} - {"eventCategory", "resources.type"}

# A value that can't be known may be the bucket's: nothing is said then.
lets_through(statement, _) if statement.Field != "resources.ARN"

lets_through(statement, bucket) if {
	object.keys(statement) == {"Field", "StartsWith"}
	some value in statement.StartsWith
	covers(value, concat("", [bucket, "/"]))
}

covers(null, _)

covers(value, objects) if startswith(objects, value)

# The constraints of the API page (edition 2023-06) as rules for conftest, one
# for each of edslint's, worded as one would write them first. What the edition
# allows comes from its data file.
package main

import rego.v1

members := {
	"AdvancedEventSelectors", "KmsKeyId", "MultiRegionEnabled", "Name", "OrganizationEnabled", "RetentionPeriod",
	"StartIngestion", "TagsList", "TerminationProtectionEnabled", "BillingMode",
}

operators := ["Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"]

values(selector, field) := [value |
	some statement in selector.FieldSelectors
	statement.Field == field
	some operator in operators
	some value in statement[operator]
]

# EDS001 wrong-type
deny contains msg if {
	some name in ["Name", "KmsKeyId"]
	not is_string(input[name])
	input[name]
	msg := sprintf("%s must be a string", [name])
}

deny contains msg if {
	some name in ["MultiRegionEnabled", "OrganizationEnabled", "StartIngestion", "TerminationProtectionEnabled"]
	not is_boolean(input[name])
	input[name]
	msg := sprintf("%s must be a boolean", [name])
}

deny contains "RetentionPeriod must be a number" if {
	input.RetentionPeriod
	not is_number(input.RetentionPeriod)
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	some operator in operators
	some k, value in statement[operator]
	not is_string(value)
	msg := sprintf("value %d of %s of statement %d of selector %d must be a string", [k, operator, j, i])
}

# EDS002 missing-member
deny contains "Name is required" if not input.Name

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	not selector.FieldSelectors
	msg := sprintf("selector %d needs FieldSelectors", [i])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	not statement.Field
	msg := sprintf("statement %d of selector %d needs Field", [j, i])
}

deny contains msg if {
	some i, tag in input.TagsList
	not tag.Key
	msg := sprintf("tag %d needs Key", [i])
}

# EDS003 undeclared-member
deny contains msg if {
	some name, _ in input
	not name in members
	msg := sprintf("%s is no member", [name])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some name, _ in selector
	not name in {"Name", "FieldSelectors"}
	msg := sprintf("%s is no member of selector %d", [name, i])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	some name, _ in statement
	name != "Field"
	not name in operators
	msg := sprintf("%s is no member of statement %d of selector %d", [name, j, i])
}

# EDS004 wrong-length
deny contains "Name must have 3 to 128 characters" if not count(input.Name) in numbers.range(3, 128)

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	count(selector.Name) > 1000
	msg := sprintf("the name of selector %d is too long", [i])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	some operator in operators
	some k, value in statement[operator]
	wrong_length(value)
	msg := sprintf("value %d of %s of statement %d of selector %d must have 1 to 2048 characters", [k, operator, j, i])
}

deny contains msg if {
	some i, tag in input.TagsList
	count(tag.Key) > 128
	msg := sprintf("the key of tag %d is too long", [i])
}

deny contains msg if {
	some i, tag in input.TagsList
	count(tag.Value) > 256
	msg := sprintf("the value of tag %d is too long", [i])
}

deny contains "KmsKeyId is too long" if count(input.KmsKeyId) > 350

wrong_length(value) if count(value) < 1

wrong_length(value) if count(value) > 2048

# EDS005 wrong-pattern
deny contains "Name takes letters, digits, dots, underscores and hyphens" if not regex.match(`^[a-zA-Z0-9._-]+$`, input.Name)

deny contains "KmsKeyId takes letters, digits and . _ / : -" if {
	input.KmsKeyId
	not regex.match(`^[a-zA-Z0-9._/:-]+$`, input.KmsKeyId)
}

# EDS006 value-not-listed
deny contains "BillingMode is not one of the two" if {
	input.BillingMode
	not input.BillingMode in {"EXTENDABLE_RETENTION_PRICING", "FIXED_RETENTION_PRICING"}
}

# EDS007 wrong-item-count
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	count(selector.FieldSelectors) < 1
	msg := sprintf("selector %d needs a statement", [i])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	some operator in operators
	count(statement[operator]) < 1
	msg := sprintf("%s of statement %d of selector %d needs a value", [operator, j, i])
}

deny contains "TagsList takes 200 tags" if count(input.TagsList) > 200

# EDS101 too-many-selectors
deny contains "a store takes 5 selectors" if count(input.AdvancedEventSelectors) > 5

# EDS102 missing-field
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	count(values(selector, "eventCategory")) == 0
	msg := sprintf("selector %d needs eventCategory", [i])
}

deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	"Data" in values(selector, "eventCategory")
	count(values(selector, "resources.type")) == 0
	msg := sprintf("selector %d needs resources.type", [i])
}

# EDS103 several-values
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some field in ["eventCategory", "resources.type"]
	count(values(selector, field)) > 1
	msg := sprintf("%s of selector %d takes one value", [field, i])
}

# EDS104 unknown-field
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	not data.fields[statement.Field]
	msg := sprintf("statement %d of selector %d has an unknown field", [j, i])
}

# EDS105 field-not-allowed
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some category in values(selector, "eventCategory")
	some j, statement in selector.FieldSelectors
	not data.categories[category].fields[statement.Field]
	msg := sprintf("statement %d of selector %d has a field that %s doesn't take", [j, i, category])
}

# EDS106 duplicate-field
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	some k, other in selector.FieldSelectors
	j < k
	statement.Field == other.Field
	msg := sprintf("statement %d of selector %d has the field of another", [k, i])
}

# EDS108 value-not-allowed
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	allowed := data.fields[statement.Field].values
	some operator in operators
	some value in statement[operator]
	not value in allowed
	msg := sprintf("%s is no value of statement %d of selector %d", [value, j, i])
}

# EDS109 no-operator
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	count([operator | some operator in operators; statement[operator]]) == 0
	msg := sprintf("statement %d of selector %d needs an operator", [j, i])
}

# EDS110 too-many-values
deny contains "a store takes 500 values" if {
	count([value | some operator in operators; value := input.AdvancedEventSelectors[_].FieldSelectors[_][operator][_]]) > 500
}

# EDS111 mixed-kinds
deny contains "kinds of events that can't share a store" if {
	kinds := {kind |
		some selector in input.AdvancedEventSelectors
		some category in values(selector, "eventCategory")
		kind := data.categories[category].kind
	}
	count(kinds) > 1
}

# EDS112 operator-not-allowed
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some j, statement in selector.FieldSelectors
	allowed := data.fields[statement.Field].operators
	some operator in operators
	statement[operator]
	not operator in allowed
	msg := sprintf("statement %d of selector %d can't take %s", [j, i, operator])
}

# EDS201 unknown-resource-type
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some type in values(selector, "resources.type")
	not data.resource_types[type]
	msg := sprintf("%s of selector %d is no resource type", [type, i])
}

# EDS202 arn-format
deny contains msg if {
	some i, selector in input.AdvancedEventSelectors
	some type in values(selector, "resources.type")
	some statement in selector.FieldSelectors
	statement.Field == "resources.ARN"
	some operator in ["Equals", "NotEquals"]
	some value in statement[operator]
	not regex.match(data.resource_types[type].arn_pattern, value)
	msg := sprintf("%s of selector %d is no ARN of %s", [value, i, type])
}

# EDS301 retention-period
deny contains "RetentionPeriod must be 7 to 2557 days" if input.RetentionPeriod < 7

deny contains "RetentionPeriod must be 7 to 2557 days" if input.RetentionPeriod > 2557

# EDS401 duplicate-tag-key
deny contains msg if {
	some i, tag in input.TagsList
	some j, other in input.TagsList
	i < j
	tag.Key == other.Key
	msg := sprintf("tag %d has the key of another", [j])
}

# EDS501 kms-key-id
deny contains "KmsKeyId is no key ID, alias name or ARN of one" if {
	input.KmsKeyId
	not regex.match(`^(alias/.+|arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:(key|alias)/.+|(mrk-)?[0-9a-f-]{32,36})$`, input.KmsKeyId)
}

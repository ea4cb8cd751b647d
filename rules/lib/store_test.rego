# METADATA
# title: Requests for the tests of rules
package edslint.store_test

# METADATA
# description: A request with these selectors, each a list of statements.
store(selectors) := {
	"Name": "audit-store",
	"AdvancedEventSelectors": [{"FieldSelectors": statements} | some statements in selectors],
}

# METADATA
# description: The statement that names a selector's category.
category(name) := {"Field": "eventCategory", "Equals": [name]}

# METADATA
# description: The statement that names a selector's resource type.
type(name) := {"Field": "resources.type", "Equals": [name]}

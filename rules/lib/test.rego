# METADATA
# title: Helpers for the tests of rules
# description: |
#   What a rule finds in a request, and words to write requests with. All of it
#   is plain Rego, so that `edslint test` and `opa test` run the same tests.
package edslint.test

# METADATA
# description: |
#   The set of what a rule finds in a request. `rule` is the rule's name, such as
#   "retention-period"; of one that doesn't exist the result is undefined, so
#   that a misspelt name makes a test fail.
# custom: {public: '(rule: string, request: object) → set of objects'}
findings(rule, request) := findings_with(rule, request, {})

# METADATA
# description: |
#   The same under `options`, an object of
#   - `edition`: the edition's name, or "latest"; else the one of the test
#   - `target`: "trail" for the facts that trails are held to; else those of stores
#   - `params`: parameters that differ from their defaults, by rule id and name,
#     as in a config: `{"ACME1": {"prefix": "prod-"}}`
#   - `context`: the account and the Region, as in a config
#   An option, edition, rule or parameter that doesn't exist makes the result
#   undefined; what is wrong is printed.
# custom: {public: '(rule: string, request: object, options: object) → set of objects'}
findings_with(rule, request, options) := found if {
	mistakes := mistakes_of(rule, options)
	report(mistakes)
	count(mistakes) == 0
	edition := edition_of(options)
	params := object.union(data.params, object.get(options, "params", {}))
	context := object.get(options, "context", data.context)
	found := data.edslint.rules[package_of(rule)].findings with input as request
		with data.edition as edition
		with data.params as params
		with data.context as context
}

# METADATA
# description: |
#   The set of what a rule of family across finds in a list of requests, which it
#   sees as in a run: as `input.stores`, and by its `summary` as `input.summaries`.
# custom: {public: '(rule: string, requests: list of objects) → set of objects'}
findings_across(rule, requests) := findings(rule, {
	"stores": requests,
	"summaries": [summary_of(rule, request) | some request in requests],
})

summary_of(rule, request) := found if {
	found := data.edslint.rules[package_of(rule)].summary with input as request
} else := null

# METADATA
# description: A request with these selectors, each a list of statements.
# custom: {public: '(selectors: list of lists of statements) → object'}
store(selectors) := request({"AdvancedEventSelectors": [{"FieldSelectors": statements} | some statements in selectors]})

# METADATA
# description: A request with these members, an object, and a name if they have none.
# custom: {public: '(members: object) → object'}
request(members) := object.union({"Name": "audit-store"}, members)

# METADATA
# description: A request for a trail with these members, an object, and a name if they have none.
# custom: {public: '(members: object) → object'}
trail(members) := object.union({"TrailName": "audit-trail"}, members)

# METADATA
# description: The statement that names a selector's category.
# custom: {public: '(name: string) → object'}
category(name) := statement("eventCategory", "Equals", [name])

# METADATA
# description: The statement that names a selector's resource type.
# custom: {public: '(name: string) → object'}
type(name) := statement("resources.type", "Equals", [name])

# METADATA
# description: A statement of one operator on a field, with a list of values.
# custom: {public: '(field: string, operator: string, values: list of strings) → object'}
statement(field, operator, values) := {"Field": field, operator: values}

package_of(rule) := replace(rule, "-", "_")

edition_of(options) := data.trails[store_edition_of(options).name] if {
	options.target == "trail"
} else := store_edition_of(options)

store_edition_of(options) := data.latest if {
	options.edition == "latest"
} else := data.editions[options.edition] if {
	options.edition
} else := data.edition if {
	not options.edition
}

mistakes_of(rule, options) := array.flatten([
	[sprintf("no rule is called %q", [rule]) | not exists(rule)],
	[sprintf("there is no option %q, only edition, target, params and context", [name]) |
		some name in object.keys(options)
		not name in {"edition", "target", "params", "context"}
	],
	[sprintf("no edition is called %q", [options.edition]) | not store_edition_of(options)],
	[sprintf("`target` can't be %q: it is \"store\" or \"trail\"", [options.target]) | not options.target in {"store", "trail"}],
	[sprintf("no rule has the id %q", [id]) | some id in object.keys(object.get(options, "params", {})); not data.params[id]],
	[sprintf("the rule %s has no parameter %q", [id, name]) |
		some id, values in options.params
		known := data.params[id]
		some name in object.keys(values)
		not name in object.keys(known)
	],
])

exists(rule) if data.edslint.rules[package_of(rule)].findings with input as {}

report(mistakes) if {
	every mistake in mistakes { print(mistake) }
}

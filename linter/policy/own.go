package policy

import (
	"github.com/open-policy-agent/opa/v1/ast"

	"github.com/edslint/edslint/rules"
)

// What those need who compile rules of their own, which are not built in.

// ParserOptions are those of every Rego file: version 1 of the language, only
// the functions that the sandbox allows, and METADATA.
func ParserOptions() ast.ParserOptions {
	return ast.ParserOptions{ProcessAnnotation: true, Capabilities: capabilities(), RegoVersion: ast.RegoV1}
}

// Params reads the `params` of a rule's METADATA, by name.
func Params(custom any) ([]rules.Param, error) { return params(custom) }

// Check says what is wrong with a value of `findings`, a set as Rego gives it
// (a list of objects with `at` and `message`), and returns its members.
func Check(findings any) ([]Result, error) {
	members, ok := findings.([]any)
	if !ok {
		return nil, errNoSet
	}
	results := make([]Result, len(members))
	for i, member := range members {
		var err error
		if results[i], err = Decode(member); err != nil {
			return nil, err
		}
	}
	return results, nil
}

package planner_test

import (
	"strings"
	"testing"
	"testing/fstest"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/planner"
)

// TestParams: a parameter has a type, a default of that type and a description.
func TestParams(t *testing.T) {
	seven := 7.0
	for name, c := range map[string]struct {
		params string
		want   []rules.Param
		fails  string
	}{
		"an integer": {"n: {type: integer, default: 365, minimum: 7, description: d}", []rules.Param{{Name: "n", Type: "integer", Default: 365, Minimum: &seven, Description: "d"}}, ""},
		"a number":   {"n: {type: number, default: 0.5, description: d}", []rules.Param{{Name: "n", Type: "number", Default: 0.5, Description: "d"}}, ""},
		"in order": {"{s: {type: string, default: a, description: d}, b: {type: boolean, default: false, description: d}, l: {type: list of strings, default: [x], description: d}}",
			[]rules.Param{{Name: "b", Type: "boolean", Default: false, Description: "d"}, {Name: "l", Type: "list of strings", Default: []string{"x"}, Description: "d"}, {Name: "s", Type: "string", Default: "a", Description: "d"}}, ""},
		"no object":        {"3", nil, "`params` must be an object"},
		"no type":          {"n: {default: 3, description: d}", nil, "`params`, n: it needs a `type`, one of integer, number, string, boolean, list of strings, and a `default`"},
		"another type":     {"n: {type: int, default: 3, description: d}", nil, "it needs a `type`"},
		"no default":       {"n: {type: integer, description: d}", nil, "and a `default` of that type"},
		"another default":  {"n: {type: integer, default: 3.5, description: d}", nil, "and a `default` of that type"},
		"a mixed list":     {"n: {type: list of strings, default: [a, 1], description: d}", nil, "and a `default` of that type"},
		"no description":   {"n: {type: integer, default: 3}", nil, "it needs a `description`"},
		"a misspelt key":   {"n: {type: integer, default: 3, description: d, minium: 3}", nil, "there is no `minium`; there are type, default, description and minimum"},
		"a minimum's type": {"n: {type: integer, default: 3, description: d, minimum: few}", nil, "`minimum` must be a number"},
	} {
		custom := "\n#   params: " + c.params
		if !strings.HasPrefix(c.params, "{") && strings.Contains(c.params, ":") {
			custom = "\n#   params:\n#     " + c.params
		}
		all, err := planner.List(fstest.MapFS{"one/one.rego": ruleText("note", custom, "findings contains {} if false")})
		if c.fails != "" {
			if err == nil || !strings.Contains(err.Error(), "one.rego") || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("%s: %v\nwant %s", name, err, c.fails)
			}
			continue
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if diff := gocmp.Diff(c.want, all[0].Params); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

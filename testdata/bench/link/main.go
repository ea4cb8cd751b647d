// Command link does no more than to link OPA and jsonschema: what no program that
// uses them can be faster than.
package main

import (
	"context"
	"os"

	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

func main() {
	if len(os.Args) == 0 { // never
		_, _ = rego.New().PrepareForEval(context.Background())
		_ = jsonschema.NewCompiler()
	}
}

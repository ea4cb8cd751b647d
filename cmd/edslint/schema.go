package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

func schemaCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "schema [EDITION | config]",
		Short: "Print the JSON Schema of an edition's requests or of the config, for editors",
		Example: `  edslint schema > request.schema.json
  edslint schema config > edslint.schema.json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("schema takes one name, but was given %d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			text, err := schemaText(append(args, config.Latest)[0])
			if err != nil {
				return err
			}
			_, err = s.out.Write(text)
			return err
		},
	}
}

// schemaText returns the JSON Schema that is called name: "config", "latest" or
// an edition.
func schemaText(name string) ([]byte, error) {
	all := editions.Names()
	switch name {
	case "config":
		return config.SchemaText(), nil
	case config.Latest:
		return schema.Text(all[len(all)-1])
	}
	text, err := schema.Text(name)
	if err != nil {
		names := append([]string{"config", config.Latest}, all...)
		return nil, fmt.Errorf("no schema is called %q; there are %s%s", name, strings.Join(names, ", "), spelling.DidYouMean(name, names))
	}
	return text, nil
}

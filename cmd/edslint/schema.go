package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/editor"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/spelling"
	"github.com/edslint/edslint/rules/editions"
)

func schemaCommand(s streams) *cobra.Command {
	var edition, file string
	var noConfig bool
	words := append([]string{config.Latest}, editions.Names()...)
	cmd := &cobra.Command{
		Use:   "schema [flags] [config]",
		Short: "Print the JSON Schema of an edition's requests or of the config, for editors",
		Long: `Print the JSON Schema (draft-07) of an edition's requests, with which an editor
explains, completes and checks them: without --edition that of the config, else the
latest, with what the config adds to it. "schema config" prints that of .edslint.yaml.`,
		Example: `  edslint schema > request.schema.json
  edslint schema --edition 2023-06
  edslint schema config > edslint.schema.json`,
		ValidArgs: []string{"config"},
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) > 1:
				return fmt.Errorf("schema takes one name, but was given %d", len(args))
			case len(args) == 1 && oneOf(args[0], words) == nil:
				return fmt.Errorf("schema takes an edition as --edition %s", args[0])
			case len(args) == 1 && args[0] != "config":
				return fmt.Errorf("no schema is called %q; there is \"config\", and without a name that of an edition%s",
					args[0], spelling.DidYouMean(args[0], []string{"config"}))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			all, err := policy.List()
			if err != nil {
				return err
			}
			var text []byte
			if len(args) == 1 {
				if cmd.Flags().NFlag() > 0 {
					return errors.New("the schema of the config is one and the same: leave out the flags")
				}
				text, err = editor.Config(all)
			} else {
				o := linter.Options{Version: toolVersion()}
				if o.Config, err = findConfig(cmd, file, noConfig); err != nil {
					return err
				}
				if cmd.Flags().Changed("edition") {
					o.Edition = edition
				}
				text, err = requestSchema(s, o)
			}
			if err != nil {
				return err
			}
			_, err = s.out.Write(text)
			return err
		},
	}
	cmd.Flags().SortFlags = false
	addChoice(cmd, &edition, "edition", "the edition whose requests are meant", words...)
	addConfig(cmd.Flags(), &file, &noConfig)
	return cmd
}

// requestSchema returns the JSON Schema of the requests that a config is for.
func requestSchema(s streams, o linter.Options) ([]byte, error) {
	all, err := policy.List()
	if err != nil {
		return nil, err
	}
	c, _, err := linter.Configure(o, all)
	if err != nil {
		return nil, err
	}
	warn(s.err, c)
	edition, err := editions.Load(c.Extended())
	if err != nil {
		return nil, err
	}
	if err := edition.Extend(c.Extension); err != nil {
		return nil, err
	}
	extended := len(c.Extension.Types)+len(c.Extension.Fields)+len(c.Members) > 0
	return editor.Request(edition, c.Members, extended, all)
}

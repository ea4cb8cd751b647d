package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

func explainCommand(s streams) *cobra.Command {
	return &cobra.Command{
		Use:   "explain RULE",
		Short: "Explain a rule: why, a bad example, a good one, which exception it prevents",
		Example: `  edslint explain EDS112
  edslint explain operator-not-allowed`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain takes one rule, by id or name, as in \"edslint explain EDS112\"; \"edslint rules\" lists them")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			all, err := policy.List(rules.FS)
			if err != nil {
				return err
			}
			rule, err := linter.FindRule(all, args[0])
			if err != nil {
				return err
			}
			text, err := rule.Explanation(rules.FS)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(s.out, "%s %s\n\n%sMore: %s\n", rule.ID, rule.Name, text, rule.HelpURI)
			return err
		},
	}
}

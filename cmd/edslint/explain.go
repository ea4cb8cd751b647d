package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

func explainCommand(s streams) *cobra.Command {
	var f listFlags
	cmd := &cobra.Command{
		Use:   "explain [flags] RULE",
		Short: "Explain a rule: why, a bad example, a good one, which exception it prevents",
		Example: `  edslint explain EDS112
  edslint explain operator-not-allowed
  edslint explain ACME1 --rules policy/`,
		ValidArgsFunction: completeRule,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("explain takes one rule, by id or name, as in \"edslint explain EDS112\"; \"edslint rules\" lists them")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			all, mistakes, err := f.list(cmd)
			if err != nil {
				return err
			}
			rule, err := linter.FindRule(all, args[0])
			if err != nil {
				return &linter.RulesError{Err: err, Broken: mistakes}
			}
			text, err := rule.Explanation(rules.FS)
			if err != nil {
				return err
			}
			if rule.Custom {
				_, err = fmt.Fprint(s.out, report.VisibleLines(customExplanation(rule, text))+"\n")
			} else {
				_, err = fmt.Fprintf(s.out, "%s %s\n\n%sMore: %s\n", rule.ID, rule.Name, text, rule.HelpURI)
			}
			return errors.Join(err, broken(s.err, mistakes))
		},
	}
	cmd.Flags().SortFlags = false
	f.add(cmd)
	return cmd
}

func customExplanation(rule rules.Rule, text string) string {
	text = fmt.Sprintf("%s %s\n\n%sDefined in: %s\n", rule.ID, rule.Name, text, rule.File)
	if rule.HelpURI != "" {
		text += "More: " + rule.HelpURI + "\n"
	}
	return text
}

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
	var colors string
	var noPager bool
	cmd := &cobra.Command{
		Use:   "explain [flags] RULE",
		Short: "Explain a rule: why, a bad example, a good one, which exception it prevents",
		Long: `Explain a rule: why it exists, a bad example, a good one, and which exception of
AWS it prevents. On a terminal the text is in colour and shown by what PAGER
names, else by less.`,
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
				text = report.VisibleLines(customExplanation(rule, text)) + "\n"
			} else {
				text = fmt.Sprintf("%s %s\n\n%sMore: %s\n", rule.ID, rule.Name, text, rule.HelpURI)
			}
			if inColor(colors, output{file: stdout}, s.out) {
				text = painted(text)
			}
			return errors.Join(s.page("explanation", text, !noPager), broken(s.err, mistakes))
		},
	}
	cmd.Flags().SortFlags = false
	f.add(cmd)
	addChoice(cmd, &colors, "color", "whether the text is in colour; auto also heeds NO_COLOR", "auto", "always", "never")
	cmd.Flags().BoolVar(&noPager, "no-pager", false, "write the text as it is, also on a terminal")
	return cmd
}

func customExplanation(rule rules.Rule, text string) string {
	text = fmt.Sprintf("%s %s\n\n%sDefined in: %s\n", rule.ID, rule.Name, text, rule.File)
	if rule.HelpURI != "" {
		text += "More: " + rule.HelpURI + "\n"
	}
	return text
}

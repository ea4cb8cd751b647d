package main

import (
	"errors"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

func rulesCommand(s streams) *cobra.Command {
	var format, preset string
	var f listFlags
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  edslint rules
  edslint rules --preset recommended
  edslint rules --rules policy/
  edslint rules --format json | jq -r '.[].id'`,
		Args: noArguments,
		RunE: func(cmd *cobra.Command, _ []string) error {
			all, mistakes, err := f.list(cmd)
			if err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(r rules.Rule) bool { return !r.In(preset) })
			if format == "json" {
				text, err := report.JSON(all)
				if err != nil {
					return err
				}
				_, err = s.out.Write(text)
				return errors.Join(err, broken(s.err, mistakes))
			}
			table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "ID\tNAME\tLEVEL\tFAMILY\tTITLE")
			for _, rule := range all {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", rule.ID, rule.Name, rule.Level, rule.Family, report.Visible(rule.Title))
			}
			return errors.Join(table.Flush(), broken(s.err, mistakes))
		},
	}
	addChoice(cmd, &format, "format", "how to print them", "text", "json")
	addChoice(cmd, &preset, "preset", "which of them: those that lint has in force under this preset; strict is all", rules.Strict, rules.Recommended, rules.ErrorsOnly)
	f.add(cmd)
	return cmd
}

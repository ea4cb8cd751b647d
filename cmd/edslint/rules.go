package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

func rulesCommand(s streams) *cobra.Command {
	var format, preset string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  edslint rules
  edslint rules --preset recommended
  edslint rules --format json | jq -r '.[].id'`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			all, err := policy.List(rules.FS)
			if err != nil {
				return err
			}
			all = slices.DeleteFunc(all, func(r rules.Rule) bool { return !r.In(preset) })
			if format == "json" {
				encoder := json.NewEncoder(s.out)
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("", "  ")
				return encoder.Encode(all)
			}
			table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "ID\tNAME\tLEVEL\tFAMILY\tTITLE")
			for _, rule := range all {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", rule.ID, rule.Name, rule.Level, rule.Family, rule.Title)
			}
			return table.Flush()
		},
	}
	addChoice(cmd, &format, "format", "how to print them", "text", "json")
	addChoice(cmd, &preset, "preset", "which of them: those that lint has in force under this preset; strict is all", rules.Strict, rules.Recommended, rules.ErrorsOnly)
	return cmd
}

package main

import (
	"encoding/json"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
)

func rulesCommand(s streams) *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use:   "rules",
		Short: "List the rules",
		Example: `  edslint rules
  edslint rules --format json | jq -r '.[].id'`,
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error {
			p, err := policy.Load(rules.FS)
			if err != nil {
				return err
			}
			if format == "json" {
				encoder := json.NewEncoder(s.out)
				encoder.SetEscapeHTML(false)
				encoder.SetIndent("", "  ")
				return encoder.Encode(p.Rules())
			}
			table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
			fmt.Fprintln(table, "ID\tNAME\tLEVEL\tFAMILY\tTITLE")
			for _, rule := range p.Rules() {
				fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", rule.ID, rule.Name, rule.Level, rule.Family, rule.Title)
			}
			return table.Flush()
		},
	}
	addChoice(cmd, &format, "format", "how to print them", "text", "json")
	return cmd
}

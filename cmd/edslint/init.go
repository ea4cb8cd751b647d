package main

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/scaffold"
)

func initCommand(s streams) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "init",
		Short: "Write a commented config, or a rule of your own, to begin with",
		Long: `Write a commented .edslint.yaml to the working folder, or with "rule" a rule of your
own. Nothing is overwritten.`,
		Example: `  edslint init
  edslint init rule store-prefix`,
		Args: noCommand,
		RunE: func(*cobra.Command, []string) error { return initConfig(s) },
	}
	cmd.AddCommand(initRuleCommand(s))
	return cmd
}

func initConfig(s streams) error {
	found, err := config.Find("")
	if err != nil {
		return err
	}
	name := config.Names()[0]
	if found != "" && filepath.Base(found) != name {
		return fmt.Errorf("there is a config already: %s", filepath.ToSlash(found))
	}
	if err := scaffold.Config(name); err != nil {
		return err
	}
	_, err = fmt.Fprintf(s.out, `wrote %s

  edslint lint                     lint what is here
  edslint config                   what is in force, and where it comes from
  edslint lint --write-baseline    take over the findings that there are
  edslint init rule NAME           write a rule of your own
`, name)
	return err
}

func initRuleCommand(s streams) *cobra.Command {
	var dir, id string
	cmd := &cobra.Command{
		Use:   "rule [flags] NAME",
		Short: "Write a rule of your own, with its test and its examples, which pass",
		Example: `  edslint init rule store-prefix
  edslint init rule --dir security/rules --id ACME7 store-prefix`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("init rule takes one name, as in \"edslint init rule store-prefix\", but was given %d", len(args))
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return initRule(s, args[0], dir, id) },
	}
	cmd.Flags().StringVar(&dir, "dir", "policy", "the folder of your rules (`DIR`)")
	cmd.Flags().StringVar(&id, "id", "", "the rule's `ID`; the next free of TEAM1, TEAM2, … by default")
	return cmd
}

func initRule(s streams, name, dir, id string) error {
	builtIn, err := policy.List()
	if err != nil {
		return err
	}
	existing, err := scaffold.Existing(dir, builtIn)
	if err != nil {
		return err
	}
	if id == "" {
		if id, err = scaffold.NextID(dir); err != nil {
			return err
		}
	}
	rule := scaffold.Rule{Name: name, ID: id}
	if err := rule.Check(builtIn, existing); err != nil {
		return err
	}
	paths, err := rule.Write(dir)
	if err != nil {
		return err
	}
	for _, path := range paths {
		fmt.Fprintf(s.out, "wrote %s\n", report.Visible(filepath.ToSlash(path)))
	}
	shown := filepath.ToSlash(dir)
	if strings.ContainsAny(shown, " '\"$&;()<>|*?`\\!#~,[]{}:") {
		shown = strconv.Quote(shown) // for a shell, and for YAML
	}
	shown = report.Visible(shown)
	_, err = fmt.Fprintf(s.out, `
Change the rule, its test and its examples, and run

  edslint test %s
  edslint lint --rules %[1]s PATH...

To have it applied always, write into .edslint.yaml

  custom-rules: [%[1]s]
`, shown)
	return err
}

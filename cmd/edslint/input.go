package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
)

func inputCommand(s streams) *cobra.Command {
	var f settingFlags
	var facts bool
	var stdinFilename string
	cmd := &cobra.Command{
		Use:   "input [flags] FILE",
		Short: "Print what a rule sees for a file: its requests as input, the edition and the parameters",
		Long: `Print what rules see of each request of a file, as a JSON list: "input" as a rule
has it, with null for each part that can't be known, and of "data" the edition, the
parameters and the context. What is printed can be a test's "with input as".`,
		Example: `  edslint input stores/audit.yaml
  edslint input --facts stores/audit.yaml | jq '.[0].data.edition.limits'`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("input takes one file, as in \"edslint input stores/audit.yaml\", but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := f.options(cmd)
			if err != nil {
				return err
			}
			options.Stdin, options.StdinFilename = s.in, stdinFilename
			return printInputs(cmd.Context(), s, options, args[0], facts)
		},
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().BoolVar(&facts, "facts", false, "print all facts of the edition, not only its name")
	cmd.Flags().StringVar(&stdinFilename, "stdin-filename", "", "the `NAME` under which standard input is read; its ending says whether it is JSON or YAML")
	f.add(cmd)
	return cmd
}

func printInputs(ctx context.Context, s streams, o linter.Options, path string, facts bool) error {
	l, err := linter.New(o)
	if err != nil {
		return err
	}
	warn(s.err, l.Config())
	inputs, problems, err := l.Inputs(ctx, path, facts)
	if err != nil {
		return err
	}
	if len(inputs) == 0 && len(problems) == 0 {
		problems = []string{fmt.Sprintf("%s holds no CreateEventDataStore request", path)}
	}
	for _, problem := range problems {
		fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(problem))
	}
	if len(inputs) > 0 {
		text, err := report.JSON(inputs)
		if err != nil {
			return err
		}
		if _, err := s.out.Write(text); err != nil {
			return err
		}
	}
	if len(problems) > 0 {
		return exitError(linter.ExitFailure)
	}
	return nil
}

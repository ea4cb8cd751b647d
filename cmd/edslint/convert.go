package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/convert"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/shape"
)

func convertCommand(s streams) *cobra.Command {
	var to, output, stdinFilename, form string
	const byName = "auto"
	cmd := &cobra.Command{
		Use:   "convert [flags] FILE",
		Short: "Write what a file declares, in any shape, as requests for the AWS CLI",
		Long: `Write the event data stores and trails that a file declares as requests, as the
AWS CLI takes them by --cli-input-json and --cli-input-yaml. Several are a list in
JSON, and documents in YAML.

What could not be carried over is named on standard error. Exit codes: 0 all that
a request has a place for is in it, 1 some values can't be known from the file and
are not in it, 2 the file could not be read or holds nothing to convert.`,
		Example: `  edslint convert template.yaml
  edslint convert --to yaml --output audit.yaml main.tf`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("convert takes one file, as in \"edslint convert template.yaml\", but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if to == byName {
				to = "json"
				if ext := strings.ToLower(filepath.Ext(output)); ext == ".yaml" || ext == ".yml" {
					to = "yaml"
				}
			}
			o := linter.Options{Stdin: s.in, StdinFilename: stdinFilename, Shape: form}
			return convertFile(cmd.Context(), s, o, args[0], to, output)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	addChoice(cmd, &to, "to", "the format; auto is YAML where --output names a YAML file, else JSON", byName, "json", "yaml")
	flags.StringVarP(&output, "output", "o", "", "write to this `FILE`, not to standard output")
	addChoice(cmd, &form, "shape", "what the file holds; auto is what it looks like", append([]string{linter.AutoShape}, shape.Names()...)...)
	flags.StringVar(&stdinFilename, "stdin-filename", "", "the `NAME` under which standard input is read; its ending says in which format")
	return cmd
}

func convertFile(ctx context.Context, s streams, o linter.Options, path, to, output string) error {
	l, err := linter.New(o)
	if err != nil {
		return err
	}
	made, err := l.Convert(ctx, path)
	if err != nil {
		return err
	}
	if len(made.Requests) == 0 && len(made.Problems) == 0 {
		made.Problems = []string{fmt.Sprintf("%s holds neither an event data store nor a trail's event selectors", path)}
	}
	for _, said := range [][]string{made.Problems, made.Lost, made.Without} {
		for _, message := range said {
			fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(message))
		}
	}
	if len(made.Requests) > 0 {
		write := convert.JSON
		if to == "yaml" {
			write = convert.YAML
		}
		text, err := write(made.Requests)
		if err != nil {
			return fmt.Errorf("could not write the requests: %w", err)
		}
		text = report.Harmless(text)
		if output == "" {
			err = s.print("requests", text)
		} else {
			err = s.files.write("requests", output, text)
		}
		if err != nil {
			return err
		}
	}
	switch {
	case len(made.Problems) > 0:
		return exitError(linter.ExitFailure)
	case len(made.Lost) > 0:
		return exitError(linter.ExitFindings)
	}
	return nil
}

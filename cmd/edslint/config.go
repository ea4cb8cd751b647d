package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
)

func configCommand(s streams) *cobra.Command {
	var f settingFlags
	var format string
	cmd := &cobra.Command{
		Use:   "config [flags] [PATH]",
		Short: "Print what is in force for a path, and where each value comes from",
		Long: `Print what is in force for a file or folder, without a PATH for the working
folder: by default, by the config and by the flags, which are those of lint.`,
		Example: `  edslint config
  edslint config sandbox/store.yaml
  edslint config --preset strict --format json`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fmt.Errorf("config takes one path, but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			options, err := f.options(cmd)
			if err != nil {
				return err
			}
			return describeConfig(s, options, append(args, ".")[0], format)
		},
	}
	cmd.Flags().SortFlags = false
	addChoice(cmd, &format, "format", "how to print it", "yaml", "json")
	f.add(cmd)
	return cmd
}

func describeConfig(s streams, o linter.Options, name, format string) error {
	path, err := filepath.Abs(name)
	if err != nil {
		return fmt.Errorf("can't tell the working folder: %w", err)
	}
	if _, err := os.Stat(path); err != nil {
		return fmt.Errorf("no such file or folder: %q", filepath.ToSlash(name))
	}
	all, err := policy.List()
	if err != nil {
		return err
	}
	c, set, err := linter.Configure(o, all)
	if err != nil {
		return err
	}
	warn(s.err, c)
	description := c.Describe(path, filepath.ToSlash(name))
	if format == "json" {
		text, err := report.JSON(description)
		if err != nil {
			return err
		}
		_, err = s.out.Write(text)
		return errors.Join(err, broken(s.err, set.Mistakes))
	}
	_, err = fmt.Fprint(s.out, description.YAML())
	return errors.Join(err, broken(s.err, set.Mistakes))
}

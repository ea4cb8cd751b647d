package main

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

// settingFlags are the flags that say what is in force, and where the config is.
type settingFlags struct {
	config, edition, preset, failLevel string
	noConfig                           bool
	only, skip                         []string
}

func (f *settingFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	addChoice(cmd, &f.edition, "edition", "what to hold requests to; auto is the oldest edition that knows every name in a request", config.Editions()...)
	addChoice(cmd, &f.failLevel, "fail-level", "the least level of a finding that makes the exit code 1", config.FailLevels()...)
	addChoice(cmd, &f.preset, "preset", "which rules are in force: errors-only, also what AWS accepts but nobody means (recommended), or also all advice (strict)",
		rules.Recommended, rules.ErrorsOnly, rules.Strict)
	flags.StringSliceVar(&f.only, "only", nil, "report only these rules: ids, names or families (`RULES`, with commas between)")
	flags.StringSliceVar(&f.skip, "skip", nil, "don't report these rules (`RULES`, with commas between)")
	flags.StringVar(&f.config, "config", "", "read this config (`FILE`), not the .edslint.yaml of this folder or the nearest above it in the repository")
	flags.BoolVar(&f.noConfig, "no-config", false, "read no config")
}

// options are what the flags that were given say, and the config that is found.
func (f *settingFlags) options(cmd *cobra.Command) (linter.Options, error) {
	given := func(name, value string) string {
		if cmd.Flags().Changed(name) {
			return value
		}
		return ""
	}
	o := linter.Options{
		Config: f.config, Edition: given("edition", f.edition), Preset: given("preset", f.preset), FailLevel: given("fail-level", f.failLevel),
		Only: f.only, Skip: f.skip, Version: toolVersion(), Today: time.Now(),
	}
	switch named := cmd.Flags().Changed("config"); {
	case named && f.noConfig:
		return o, errors.New("--config and --no-config exclude each other: give one of them")
	case named && f.config == "":
		return o, errors.New("--config needs the path of a file; to read no config, give --no-config")
	case named || f.noConfig:
		return o, nil
	}
	var err error
	o.Config, err = config.Find("")
	return o, err
}

// warn says what in the config isn't needed.
func warn(w io.Writer, c *config.Config) {
	for _, warning := range c.Warnings {
		warning.Message = "warning: " + warning.Message
		fmt.Fprintf(w, "edslint: %s\n", report.Visible(warning.String()))
	}
}

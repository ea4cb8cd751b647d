package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/shape"
	"github.com/edslint/edslint/rules"
)

// settingFlags are the flags that say what is in force, and where the config is.
type settingFlags struct {
	config, edition, shape, preset, failLevel string
	noConfig                                  bool
	only, skip                                []string
	customFlags
}

// customFlags say where custom rules and their data are.
type customFlags struct{ rules, data []string }

func (f *customFlags) add(flags *pflag.FlagSet) {
	flags.StringArrayVar(&f.rules, "rules", nil, "also apply these rules: a folder, a .rego file or a bundle (`DIR`; may be repeated)")
	flags.StringArrayVar(&f.data, "data", nil, "a JSON or YAML `FILE` that custom rules see as data.<its name without ending> (may be repeated)")
}

func (f *settingFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	addChoice(cmd, &f.edition, "edition", "what to hold requests to; auto is the oldest edition that knows every name in a request", config.Editions()...)
	addChoice(cmd, &f.shape, "shape", "what files hold; auto is what each looks like", append([]string{linter.AutoShape}, shape.Names()...)...)
	addChoice(cmd, &f.failLevel, "fail-level", "the least level of a finding that makes the exit code 1", config.FailLevels()...)
	addChoice(cmd, &f.preset, "preset", "which rules are in force: errors-only, also what AWS accepts but nobody means (recommended), or also all advice (strict)",
		rules.Recommended, rules.ErrorsOnly, rules.Strict)
	flags.StringSliceVar(&f.only, "only", nil, "report only these rules: ids, names or families (`RULES`, with commas between)")
	flags.StringSliceVar(&f.skip, "skip", nil, "don't report these rules (`RULES`, with commas between)")
	complete(cmd, "only", completeRules)
	complete(cmd, "skip", completeRules)
	f.customFlags.add(flags)
	addConfig(flags, &f.config, &f.noConfig)
}

func addConfig(flags *pflag.FlagSet, config *string, noConfig *bool) {
	flags.StringVar(config, "config", "", "read this config (`FILE`), not the .edslint.yaml of this folder or the nearest above it in the repository")
	flags.BoolVar(noConfig, "no-config", false, "read no config")
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
		Shape: f.shape, Only: f.only, Skip: f.skip, CustomRules: f.rules, Data: f.data, Version: toolVersion(), Today: time.Now(),
	}
	var err error
	o.Config, err = findConfig(cmd, f.config, f.noConfig)
	return o, err
}

// findConfig returns the path of the config that is to be read, empty for none.
func findConfig(cmd *cobra.Command, name string, none bool) (string, error) {
	switch named := cmd.Flags().Changed("config"); {
	case named && none:
		return "", errors.New("--config and --no-config exclude each other: give one of them")
	case named && name == "":
		return "", errors.New("--config needs the path of a file; to read no config, give --no-config")
	case named || none:
		return name, nil
	}
	return config.Find("")
}

// listFlags are those of commands that list and explain rules.
type listFlags struct {
	customFlags
	config   string
	noConfig bool
}

func (f *listFlags) add(cmd *cobra.Command) {
	f.customFlags.add(cmd.Flags())
	addConfig(cmd.Flags(), &f.config, &f.noConfig)
}

// list returns the built-in and the custom rules, by id, and what is wrong with
// custom ones.
func (f *listFlags) list(cmd *cobra.Command) ([]rules.Rule, linter.BrokenRules, error) {
	file, err := findConfig(cmd, f.config, f.noConfig)
	if err != nil {
		return nil, nil, err
	}
	builtIn, err := policy.List()
	if err != nil {
		return nil, nil, err
	}
	_, set, err := linter.Configure(linter.Options{Config: file, CustomRules: f.rules, Data: f.data, Version: toolVersion()}, builtIn)
	// What else is wrong in a config doesn't matter here: its mistakes send people to these commands.
	if mistakes := (finding.Mistakes{}); err != nil && !errors.As(err, &mistakes) {
		return nil, nil, err
	}
	all := slices.Concat(builtIn, set.Rules())
	slices.SortStableFunc(all, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) })
	return all, linter.BrokenRules(set.Mistakes), nil
}

// broken says what is wrong with custom rules. The error is the exit code of a
// command that went on without them.
func broken(w io.Writer, mistakes linter.BrokenRules) error {
	for _, failure := range mistakes.Failures() {
		fmt.Fprintf(w, "edslint: %s", failure.Text())
	}
	if len(mistakes) > 0 {
		return exitError(linter.ExitFailure)
	}
	return nil
}

// warn says what in the config isn't needed.
func warn(w io.Writer, c *config.Config) {
	for _, warning := range c.Warnings {
		warning.Message = "warning: " + warning.Message
		fmt.Fprintf(w, "edslint: %s\n", report.Visible(warning.String()))
	}
}

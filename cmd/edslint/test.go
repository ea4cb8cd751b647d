package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules/editions"
)

type testFlags struct {
	run, format, output, edition, export string
	hold                                 string // the edition that was asked for
	data                                 []string
	timeout                              time.Duration
	coverage, verbose                    bool
	threshold                            float64
}

func testCommand(s streams) *cobra.Command {
	var f testFlags
	cmd := &cobra.Command{
		Use:   "test [flags] PATH...",
		Short: "Run the tests of custom rules, with coverage",
		Long: `Run the tests of rules that are written in Rego: the rules called test_… in the
.rego files that PATH names or that stand in folders that it names, as opa test
runs them, and the examples beside each rule: bad.yaml (or .json) must have a
finding of the rule, good.yaml none.

Tests see what rules see: the libraries data.edslint.lib, the helpers
data.edslint.test, data.edition, data.latest, all data.editions by name, and
data.params with their defaults.

Exit codes: 0 all tests passed, 1 some did not, or too few lines are reached by
them, 2 there is no test, or something can't be read or compiled.`,
		Example: `  edslint test policy/
  edslint test policy/ --run naming --verbose
  edslint test policy/ --data accounts.json --coverage-threshold 90
  edslint test policy/ --format junit --output tests.xml
  edslint test policy/ --export build/edslint   and then run opa test as it says`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return errors.New("test takes the files or folders of rules and their tests, as in \"edslint test policy/\"")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			switch {
			case f.timeout <= 0:
				return fmt.Errorf("--timeout is %s, but takes a time such as 5s or 500ms", f.timeout)
			case f.threshold < 0 || f.threshold > 100:
				return fmt.Errorf("--coverage-threshold is %v, but takes a number from 0 to 100", f.threshold)
			}
			if cmd.Flags().Changed("edition") {
				f.hold = f.edition
			}
			f.coverage = f.coverage || cmd.Flags().Changed("coverage-threshold")
			return test(cmd.Context(), s, f, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringVar(&f.run, "run", "", "run only the tests whose name matches this regular expression (`REGEX`)")
	flags.StringArrayVar(&f.data, "data", nil, "a data `FILE`, JSON or YAML, which is data.NAME by the name of the file without its ending; may be given several times")
	addChoice(cmd, &f.edition, "edition", "what data.edition is, where a test says nothing else, and what examples are held to (default: as lint holds them by itself)", append([]string{regotest.Latest}, editions.Names()...)...)
	flags.DurationVar(&f.timeout, "timeout", 5*time.Second, "the most `TIME` that a test may take")
	flags.BoolVar(&f.coverage, "coverage", false, "say which lines of the rules no test reaches")
	flags.Float64Var(&f.threshold, "coverage-threshold", 0, "fail where tests reach less than this `PERCENT` of the lines")
	addChoice(cmd, &f.format, "format", "how to report", regotest.Formats()...)
	flags.StringVar(&f.output, "output", "", "write the report to this `FILE`, not to standard output")
	flags.BoolVar(&f.verbose, "verbose", false, "list also the tests that pass, with their times and what they print")
	flags.StringVar(&f.export, "export", "", "run nothing, but write to this folder (`DIR`) the libraries and data with which opa test runs the same tests")
	return cmd
}

func test(ctx context.Context, s streams, f testFlags, paths []string) error {
	filter, err := regexp.Compile(f.run)
	if err != nil {
		return fmt.Errorf("--run takes a regular expression: %w", err)
	}
	if s.watched == nil && f.export == "" {
		return watchTests(ctx, s, f)
	}
	sources, err := regotest.Read(paths, f.data)
	if err != nil {
		return mistaken(s, err)
	}
	if f.export != "" {
		return export(s, f, sources, paths)
	}
	options := *s.watched
	options.Edition, options.Hold, options.Timeout, options.Coverage = f.edition, f.hold, f.timeout, f.coverage
	if f.run != "" {
		options.Filter = filter
	}
	result, err := sources.Run(ctx, options)
	if err != nil {
		return mistaken(s, err)
	}
	var text bytes.Buffer
	if err := regotest.Write(&text, f.format, result, f.verbose); err != nil {
		return err
	}
	if err := s.print("report", text.Bytes()); err != nil {
		return err
	}
	failed := false
	if counts := regotest.Count(result.Tests); counts.Failed+counts.Errors > 0 {
		failed = true
	}
	if result.Coverage != nil && result.Coverage.Percent < f.threshold {
		fmt.Fprintf(s.err, "edslint: tests reach %.2f%% of the lines, but --coverage-threshold is %v\n", result.Coverage.Percent, f.threshold)
		failed = true
	}
	if failed {
		return exitError(linter.ExitFindings)
	}
	return nil
}

// mistaken says each mistake on a line of its own.
func mistaken(s streams, err error) error {
	var mistakes finding.Mistakes
	if !errors.As(err, &mistakes) {
		return err
	}
	for _, mistake := range mistakes {
		fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(mistake.String()))
	}
	return exitError(linter.ExitFailure)
}

// export writes what opa needs to run the tests, and says how.
func export(s streams, f testFlags, sources *regotest.Sources, paths []string) error {
	ignore, err := sources.Export(f.export, f.edition)
	if err != nil {
		return err
	}
	command := []string{"opa", "test"}
	for _, word := range append(append([]string{}, paths...), f.export) {
		command = append(command, quoted(word))
	}
	for _, pattern := range ignore {
		command = append(command, "--ignore", quoted(pattern))
	}
	_, err = fmt.Fprintln(s.out, report.Visible(strings.Join(command, " ")))
	return err
}

var plainWord = regexp.MustCompile(`^[\w./@%+=:,-]+$`)

// quoted is a word as a shell takes it.
func quoted(word string) string {
	if plainWord.MatchString(word) {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

package main

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/timing"
	"github.com/edslint/edslint/linter/worker"
)

type lintFlags struct {
	settingFlags
	output                      outputFlags
	stdinFilename, changedSince string
	jobs                        int
	changedFiles, timings       bool
	allowEmpty, verbose         bool
	noSuppress, trace           bool
	baseline                    baselineFlags
}

func lintCommand(s streams) *cobra.Command {
	var f lintFlags
	cmd := &cobra.Command{
		Use:   "lint [flags] [PATH...]",
		Short: "Lint the requests in files and folders",
		Long: `Lint the CreateEventDataStore requests in files, folders and globs; without a
PATH, in the working folder. A folder is walked for *.json, *.yaml, *.yml and
*.tf that git doesn't ignore; files in it without a request are passed over and counted. A
file that is named must hold a request. "-" is standard input.

In GitHub Actions, where no report is asked for, workflow commands come behind
the text, which GitHub shows as annotations.

Exit codes: 0 nothing at or above the fail level, 1 findings at or above it, 2
something could not be linted; 129, 130, 143 ended by SIGHUP, SIGINT, SIGTERM.`,
		Example: `  edslint lint stores/
  edslint lint 'stores/**/*.yaml' --edition latest
  edslint lint --format sarif --output edslint.sarif
  edslint lint --report sarif=edslint.sarif --report junit=edslint.xml
  edslint lint --changed-since origin/main
  edslint lint --stdin-filename stores/audit.json - < draft.json`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("changed-since") && f.changedSince == "" { // a variable of a script that isn't set
				return errors.New("--changed-since takes a branch, a tag or a commit, but was given an empty text")
			}
			reports, err := f.output.reports(cmd)
			if err != nil {
				return err
			}
			options, err := f.options(cmd)
			if err != nil {
				return err
			}
			return lint(cmd.Context(), s, f, reports, options, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	f.output.add(cmd)
	f.add(cmd)
	flags.StringVar(&f.changedSince, "changed-since", "", "report only what stands on lines that changed since the branch left this `REF`: a branch, a tag or a commit")
	flags.BoolVar(&f.changedFiles, "changed-files", false, "with --changed-since, report all of the files in which a line changed")
	flags.IntVar(&f.jobs, "jobs", 0, "how many files to lint at a time (`N`; default: one on each processor)")
	flags.StringVar(&f.stdinFilename, "stdin-filename", "", "the `NAME` under which standard input is reported; its ending says whether it is JSON or YAML")
	flags.BoolVar(&f.allowEmpty, "allow-empty", false, "don't fail where there is nothing to lint")
	f.baseline.add(flags)
	flags.BoolVar(&f.noSuppress, "no-suppress", false, "ignore comments that suppress findings, and the baseline; for branches that aren't trusted")
	flags.BoolVar(&f.trace, "trace", false, "show on standard error what custom rules print")
	flags.BoolVar(&f.verbose, "verbose", false, "say on standard error which requests were found, which edition each is held to, what was passed over, and why")
	flags.BoolVar(&f.timings, "timings", false, "say on standard error where the time went, by step and by rule")
	return cmd
}

func lint(ctx context.Context, s streams, f lintFlags, reports []output, o linter.Options, paths []string) error {
	if f.jobs < 0 {
		return fmt.Errorf("--jobs is %d, but takes 1 or more, or 0 for one on each processor", f.jobs)
	}
	if f.changedSince != "" && f.baseline.write {
		return errors.New("--write-baseline takes over all findings, and --changed-since knows only some; leave one of them out")
	}
	baseline, err := f.baseline.open(f.noSuppress)
	if err != nil {
		return err
	}
	progress := newProgress(s.err)
	o.Stdin, o.StdinFilename, o.Jobs, o.AllowEmpty, o.NoSuppress, o.Progress = s.in, f.stdinFilename, f.jobs, f.allowEmpty, f.noSuppress, progress.show
	o.ChangedSince, o.ChangedFiles, o.Explain = f.changedSince, f.changedFiles, f.verbose
	if o.Worker, err = worker.Self(worker.Argument); err != nil {
		return fmt.Errorf("can't tell which program this is, to start it for custom rules: %w", err)
	}
	if f.trace {
		o.Trace = func(place, text string) {
			fmt.Fprintf(s.err, "edslint: %s: %s\n", report.Visible(place), report.Visible(text))
		}
	}
	if f.timings {
		o.Timings = timing.New()
	}
	l, err := linter.New(o)
	if err != nil {
		return err
	}
	defer l.Close()
	warn(s.err, l.Config())
	result, err := l.Lint(ctx, paths)
	progress.clear()
	if err != nil {
		return err
	}
	if err := f.baseline.apply(s, l, baseline, result); err != nil {
		return err
	}
	result.Confine()
	if !slices.ContainsFunc(reports, output.toStdout) {
		for _, failure := range result.Failures {
			fmt.Fprintf(s.err, "edslint: %s", failure.Text())
		}
	}
	if f.verbose {
		describe(s.err, l.Config().File, result)
	}
	end := o.Timings.Begin("report")
	if err := f.output.write(s, reports, result, l.Config().FailLevel.Text); err != nil {
		return err
	}
	end()
	if f.timings {
		if err := o.Timings.Write(s.err); err != nil {
			return fmt.Errorf("could not write the timings: %w", err)
		}
	}
	code, err := linter.ExitCode(result, l.Config().FailLevel.Text)
	if err != nil {
		return err
	}
	if code == linter.ExitFindings && f.baseline.write {
		return nil // of what no baseline can hold
	}
	if code != linter.ExitClean {
		return exitError(code)
	}
	return nil
}

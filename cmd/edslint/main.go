// Command edslint lints CloudTrail Lake event data stores.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/regotest"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/worker"
)

func main() {
	os.Exit(run(os.Args[1:], streams{in: os.Stdin, out: os.Stdout, err: os.Stderr, files: new(files)}))
}

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
	files    *files // that it writes beside these
	args     []string
	watched  *regotest.Options // of a process that another one watches while it runs tests; else nil
}

// print writes something to standard output.
func (s streams) print(what string, text []byte) error {
	_, err := s.out.Write(text)
	var at *fs.PathError
	if errors.As(err, &at) {
		err = at.Err
	}
	if err != nil {
		return fmt.Errorf("could not write the %s to standard output: %w", what, err)
	}
	return nil
}

// noting writes what cobra prints, which looks at no error.
type noting struct {
	io.Writer
	err error
}

func (n *noting) Write(text []byte) (int, error) {
	done, err := n.Writer.Write(text)
	if n.err == nil {
		n.err = err
	}
	return done, err
}

// exitError ends a command with an exit code and nothing more to say.
type exitError int

func (e exitError) Error() string { return fmt.Sprintf("exit code %d", int(e)) }

// run carries out a command line and returns its exit code.
func run(args []string, s streams) int {
	switch {
	case slices.Equal(args, []string{worker.Argument}):
		return worker.Main(s.in, s.out, s.err)
	case len(args) > 1 && args[0] == testsArgument:
		args, s = append([]string{"test"}, args[2:]...), watchedStreams(s, args[1])
	}
	s.args = args
	endOnSignal(s.files, s.err)
	paceCollector()

	root := rootCommand(s)
	root.SetArgs(args)
	help := &noting{Writer: s.out}
	root.SetOut(help)
	err := root.ExecuteContext(context.Background())
	if err == nil {
		err = help.err
	}
	var exit exitError
	var custom *linter.RulesError
	if errors.As(err, &custom) {
		broken(s.err, custom.Broken)
	}
	switch {
	case err == nil:
		return linter.ExitClean
	case errors.As(err, &exit):
		return int(exit)
	}
	var mistakes finding.Mistakes
	if errors.As(err, &mistakes) {
		for _, mistake := range mistakes {
			fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(mistake.String()))
		}
		return linter.ExitFailure
	}
	fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(err.Error()))
	return linter.ExitFailure
}

func rootCommand(s streams) *cobra.Command {
	root := &cobra.Command{
		Use:   "edslint",
		Short: "Say what is wrong with a CloudTrail Lake event data store, before AWS does",
		Long: `edslint lints CloudTrail Lake event data stores, kept as CreateEventDataStore
requests in JSON or YAML. It says at the exact line and column what AWS would
refuse (errors), and what AWS accepts but is almost surely not meant (warnings).`,
		Example: `  edslint lint                      the requests below this folder
  edslint lint stores/audit.yaml    one file
  edslint explain EDS112            what a rule is about`,
		SilenceErrors:              true,
		SilenceUsage:               true,
		SuggestionsMinimumDistance: 2,
		CompletionOptions:          cobra.CompletionOptions{DisableDefaultCmd: true},
		Args:                       noCommand,
		Version:                    toolVersion(),
		RunE:                       func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(s.in)
	root.SetErr(s.err)
	root.SetFlagErrorFunc(flagNames)
	root.SetVersionTemplate("edslint {{.Version}}\n")
	root.SetHelpCommand(helpCommand(root))
	root.AddCommand(lintCommand(s), rulesCommand(s), explainCommand(s), configCommand(s), schemaCommand(s), inputCommand(s), convertCommand(s), initCommand(s), testCommand(s), completionCommand(s), versionCommand(s))
	root.AddCommand(packing()...)
	return root
}

// noCommand says what to write where the command was left out or misspelt.
func noCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	message := fmt.Sprintf("no command is called %q", args[0])
	if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
		return fmt.Errorf("%s; did you mean %q?", message, near[0])
	}
	if _, err := os.Stat(args[0]); err == nil {
		return fmt.Errorf("%s; did you mean \"edslint lint %s\"?", message, args[0])
	}
	return fmt.Errorf("%s; \"edslint --help\" lists them", message)
}

// helpCommand is cobra's, but for a command that doesn't exist it is an error.
func helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND]",
		Short: "Help about a command",
		RunE: func(_ *cobra.Command, args []string) error {
			cmd, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return noCommand(root, args)
			}
			return cmd.Help()
		},
	}
}

// noArguments says that a command takes none.
func noArguments(cmd *cobra.Command, args []string) error {
	if len(args) > 0 {
		return fmt.Errorf("%s takes no argument, but was given %q", cmd.Name(), args[0])
	}
	return nil
}

package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
)

// stdout is the name of standard output where a file can be named.
const stdout = "-"

// outputFlags say which reports are written, how and where to.
type outputFlags struct {
	format, file, color, category string
	more                          []string
	quiet, showSuppressed         bool
}

func (f *outputFlags) add(cmd *cobra.Command) {
	flags := cmd.Flags()
	addChoice(cmd, &f.format, "format", "how to report", report.Formats()...)
	flags.StringVar(&f.file, "output", "", "write the report to this `FILE`, not to standard output")
	flags.StringArrayVar(&f.more, "report", nil, "write a report of this format to this file, too (`FORMAT=FILE`; - for standard output); may be given several times")
	addChoice(cmd, &f.color, "color", "whether text is in colour; auto also heeds NO_COLOR", "auto", "always", "never")
	flags.BoolVar(&f.showSuppressed, "show-suppressed", false, "report also the findings that are suppressed, marked as such")
	flags.BoolVar(&f.quiet, "quiet", false, "leave out the summary of the text and github reports")
	flags.StringVar(&f.category, "sarif-category", "", "the `NAME` by which code scanning tells this SARIF report from others of the same commit")
}

// output is a report to be written.
type output struct {
	format, file string
	quiet        bool // without a summary, which another report beside it has
}

func (o output) toStdout() bool { return o.file == stdout }

// reports returns the reports that the flags ask for. Text goes to standard
// output unless --format, --output or a --report says what does; in GitHub
// Actions, where none of them is given, workflow commands come behind it.
func (f *outputFlags) reports(cmd *cobra.Command) ([]output, error) {
	first := output{format: f.format, file: f.file, quiet: f.quiet}
	if first.file == "" {
		first.file = stdout
	}
	var all []output
	for _, text := range f.more {
		format, file, ok := strings.Cut(text, "=")
		if !ok || file == "" {
			return nil, fmt.Errorf("--report takes a format and a file, as in \"--report sarif=edslint.sarif\", but was given %q", text)
		}
		if err := oneOf(format, report.Formats()); err != nil {
			return nil, fmt.Errorf("--report %s: no format is called %q: %w", text, format, err)
		}
		all = append(all, output{format: format, file: file, quiet: f.quiet})
	}
	given := cmd.Flags().Changed("format") || cmd.Flags().Changed("output")
	if given || !slices.ContainsFunc(all, output.toStdout) {
		all = append([]output{first}, all...)
	}
	for i, o := range all {
		for _, other := range all[:i] {
			if sameFile(o.file, other.file) {
				return nil, fmt.Errorf("the reports %s and %s both go to %s; give each its own file", other.format, o.format, place(o.file))
			}
		}
	}
	ofSARIF := func(o output) bool { return o.format == "sarif" }
	if cmd.Flags().Changed("sarif-category") && (f.category == "" || !slices.ContainsFunc(all, ofSARIF)) {
		return nil, errors.New("--sarif-category takes a name, and needs a SARIF report: add --format sarif or --report sarif=FILE")
	}
	if !given && len(f.more) == 0 && os.Getenv("GITHUB_ACTIONS") == "true" {
		all = append(all, output{format: "github", file: stdout, quiet: true})
	}
	return all, nil
}

func place(file string) string {
	if file == stdout {
		return "standard output"
	}
	return fmt.Sprintf("%q", filepath.ToSlash(file))
}

// sameFile reports whether two names are of one file, as far as can be told
// before it is there.
func sameFile(a, b string) bool {
	if a == stdout || b == stdout {
		return a == b
	}
	if first, err := os.Stat(a); err == nil {
		if second, err := os.Stat(b); err == nil {
			return os.SameFile(first, second)
		}
	}
	first, err := filepath.Abs(a)
	second, other := filepath.Abs(b)
	return err == nil && other == nil && first == second
}

// write writes the reports, each whole or not at all; none if one can't be made.
// Where one can't be written, the others are all the same.
func (f *outputFlags) write(s streams, reports []output, r *report.Report, failLevel string) error {
	texts := make([]bytes.Buffer, len(reports))
	for i, o := range reports {
		options := report.Options{
			Tool: tool(), Color: inColor(f.color, o, s.out), Quiet: o.quiet, ShowSuppressed: f.showSuppressed, Examples: rules.FS,
			FailLevel: failLevel, Category: f.category,
			Cut: func(message string) { fmt.Fprintf(s.err, "edslint: %s\n", message) },
		}
		if err := report.Write(&texts[i], o.format, r, options); err != nil {
			return err
		}
	}
	var first error
	keep := func(err error) {
		if first == nil {
			first = err
		}
	}
	for i, o := range reports {
		if !o.toStdout() {
			keep(s.files.write("report", o.file, texts[i].Bytes()))
		}
	}
	// This comes last: where nobody reads it any more, a system may end the program.
	for i, o := range reports {
		if o.toStdout() {
			keep(s.print("report", texts[i].Bytes()))
		}
	}
	return first
}

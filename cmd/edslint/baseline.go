package main

import (
	"errors"
	"fmt"

	"github.com/spf13/pflag"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/suppress"
)

// defaultBaseline is the file that a baseline is written to.
const defaultBaseline = ".edslint-baseline.json"

// baselineFlags say what becomes of a baseline.
type baselineFlags struct {
	file         string
	write, prune bool
}

func (f *baselineFlags) add(flags *pflag.FlagSet) {
	flags.StringVar(&f.file, "baseline", "", "don't report the findings that this `FILE` holds")
	flags.BoolVar(&f.write, "write-baseline", false, "write all findings there are to the baseline ("+defaultBaseline+" without --baseline), and end with exit code 0")
	flags.BoolVar(&f.prune, "prune-baseline", false, "take out of the baseline what no longer occurs")
}

// open reads the baseline, or begins one that is to be written; nil where there
// is none.
func (f *baselineFlags) open(noSuppress bool) (*suppress.Baseline, error) {
	switch {
	case f.write && f.prune:
		return nil, errors.New("--write-baseline and --prune-baseline can't go together: what is written anew holds nothing that no longer occurs")
	case noSuppress && (f.write || f.prune):
		return nil, errors.New("--no-suppress ignores the baseline; leave it out to write or prune one")
	case f.prune && f.file == "":
		return nil, fmt.Errorf("--prune-baseline needs the baseline, as in \"--prune-baseline --baseline %s\"", defaultBaseline)
	case f.write:
		if f.file == "" {
			f.file = defaultBaseline
		}
		return suppress.NewBaseline("", f.file)
	case noSuppress || f.file == "":
		return nil, nil
	}
	return suppress.ReadBaseline("", f.file)
}

// apply marks what the baseline holds, writes it where that is asked for, and
// says on standard error what the report doesn't.
func (f *baselineFlags) apply(s streams, l *linter.Linter, b *suppress.Baseline, r *report.Report) error {
	if b == nil {
		return nil
	}
	if f.write {
		l.FillBaseline(b, r)
	}
	gone := l.ApplyBaseline(b, r)
	n := 0
	for _, count := range gone {
		n += count
	}
	if f.prune {
		b = b.Without(gone)
	}
	if f.write || f.prune && n > 0 {
		if err := s.files.write("baseline", f.file, b.Text()); err != nil {
			return err
		}
	}
	message := ""
	switch {
	case f.write:
		message = fmt.Sprintf("%s written; --baseline %s leaves them out of reports", count(b.Len(), "finding", "findings"), f.file)
	case f.prune:
		message = fmt.Sprintf("%s taken out, %d left", count(n, "finding that no longer occurs", "findings that no longer occur"), b.Len())
	case n > 0:
		message = count(n, "finding no longer occurs", "findings no longer occur") + "; --prune-baseline takes them out"
	default:
		return nil
	}
	fmt.Fprintf(s.err, "edslint: %s\n", report.Visible(f.file+": "+message))
	return nil
}

// count writes "1 finding" or "2 findings".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

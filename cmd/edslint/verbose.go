package main

import (
	"fmt"
	"io"

	"github.com/edslint/edslint/linter/report"
)

// describe says which config was read, what became of each file, and why.
func describe(w io.Writer, config string, r *report.Report) {
	if config != "" {
		fmt.Fprintf(w, "edslint: the config is %s\n", report.Visible(config))
	}
	if c := r.Changes; c != nil {
		fmt.Fprintf(w, "edslint: --changed-since %s: compared with commit %.12s\n", report.Visible(c.Since), c.Base)
	}
	for _, note := range r.Notes {
		place := report.Visible(note.File)
		if note.Line > 0 {
			place += fmt.Sprintf(":%d", note.Line)
		}
		fmt.Fprintf(w, "edslint: %s: %s\n", place, report.Visible(note.Message))
	}
}

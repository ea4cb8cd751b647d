//go:build man

// What writes man pages takes longer to load than a file to lint, so that only
// the program that a release is packed with has it.

package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
	"github.com/spf13/pflag"
)

// packing are the commands for who packs a release.
func packing() []*cobra.Command { return []*cobra.Command{manCommand()} }

// manCommand writes the man pages, for packages of edslint.
func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:    "man FOLDER",
		Hidden: true, // from the pages too, for what ships hasn't it
		Short:  "Write the man pages of edslint and its commands into a folder",
		Long: `Write the man pages of edslint and its commands into a folder, with the date of
SOURCE_DATE_EPOCH, else of today.`,
		Example: `  edslint man ~/.local/share/man/man1`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("man takes one folder, but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			date, err := sourceDate(os.Getenv("SOURCE_DATE_EPOCH"))
			if err != nil {
				return err
			}
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("could not make the folder for the man pages: %w", err)
			}
			if err := writeManPages(cmd.Root(), args[0], date); err != nil {
				return fmt.Errorf("could not write the man pages: %w", err)
			}
			return nil
		},
	}
}

// sourceDate is the day that https://reproducible-builds.org/specs/source-date-epoch
// names, in UTC, so that the pages are the same wherever they are written.
func sourceDate(epoch string) (time.Time, error) {
	if epoch == "" {
		return time.Now().UTC(), nil
	}
	seconds, err := strconv.ParseInt(epoch, 10, 64)
	if date := time.Unix(seconds, 0).UTC(); err == nil && seconds >= 0 && date.Year() < 10000 {
		return date, nil
	}
	return time.Time{}, fmt.Errorf("SOURCE_DATE_EPOCH is %q, but takes seconds since 1970, as `git log -1 --format=%%ct` prints them", epoch)
}

func writeManPages(cmd *cobra.Command, folder string, date time.Time) error {
	for _, child := range cmd.Commands() {
		if !child.IsAvailableCommand() {
			continue
		}
		if err := writeManPages(child, folder, date); err != nil {
			return err
		}
	}
	page, err := manPage(cmd, date)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(folder, strings.ReplaceAll(cmd.CommandPath(), " ", "-")+".1"), page, 0o644)
}

var (
	// The generator reads the texts of a command as Markdown, which they are not:
	// only the backticks around what a flag takes are meant.
	plain = strings.NewReplacer(`\`, `\\`, "<", `\<`, "*", `\*`, "_", `\_`, "[", `\[`, "#", `\#`)
	// It sets a flag and its text in one line, with a tab between.
	flagged = regexp.MustCompile(`(?m)^(?:\.PP\n)?(\\fB-.*)\n\t`)
)

// manPage is cobra's page of a command, with a date that man can read, all words
// that a flag takes, and each flag's text indented below it.
func manPage(cmd *cobra.Command, date time.Time) ([]byte, error) {
	cmd.DisableAutoGenTag = true
	cmd.InitDefaultHelpFlag()
	cmd.Short, cmd.Long = plain.Replace(cmd.Short), plain.Replace(cmd.Long)
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		f.Usage = plain.Replace(f.Usage)
		if words, ok := f.Value.(choice); ok {
			f.Usage += ". One of " + strings.Join(words.words, ", ")
		}
	})
	var page bytes.Buffer
	header := &doc.GenManHeader{Section: "1", Date: &date, Source: "edslint " + toolVersion(), Manual: "edslint"}
	if err := doc.GenMan(cmd, header, &page); err != nil {
		return nil, err
	}
	text := flagged.ReplaceAllString(page.String(), ".TP\n$1\n")
	return []byte(strings.Replace(text, date.Format(`"Jan 2006"`), date.Format(`"2006-01-02"`), 1)), nil
}

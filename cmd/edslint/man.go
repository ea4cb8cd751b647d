//go:build man

// What writes man pages takes longer to load than a file to lint, so that only
// the program that a release is packed with has it.

package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

// packing are the commands for who packs a release.
func packing() []*cobra.Command { return []*cobra.Command{manCommand()} }

// manCommand writes the man pages, for packages of edslint.
func manCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "man FOLDER",
		Short:   "Write the man pages of edslint and its commands into a folder",
		Long:    "Write the man pages of edslint and its commands into a folder, with the date of\nSOURCE_DATE_EPOCH, else of today.",
		Example: `  edslint man ~/.local/share/man/man1`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("man takes one folder, but was given %d", len(args))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o755); err != nil {
				return fmt.Errorf("could not make the folder for the man pages: %w", err)
			}
			header := &doc.GenManHeader{Section: "1", Source: "edslint " + version, Manual: "edslint"}
			root := cmd.Root()
			root.DisableAutoGenTag = true // which has the date; that of the page heeds SOURCE_DATE_EPOCH
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return fmt.Errorf("could not write the man pages: %w", err)
			}
			return nil
		},
	}
}

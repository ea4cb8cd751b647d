package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/edslint/edslint/linter/policy"
)

func completionCommand(s streams) *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use:   "completion SHELL",
		Short: "Print what makes a shell complete edslint's commands, flags, rules and formats",
		Long: `Print a script for bash, zsh, fish or powershell, with which the shell completes
commands, flags and their values, and the ids and names of rules.`,
		Example: `  source <(edslint completion bash)
  edslint completion zsh > "${fpath[1]}/_edslint"
  edslint completion fish > ~/.config/fish/completions/edslint.fish`,
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return fmt.Errorf("completion takes one shell, %s, but was given %d", strings.Join(shells, ", "), len(args))
			}
			if err := oneOf(args[0], shells); err != nil {
				return fmt.Errorf("%q is no shell that completion knows: %w", args[0], err)
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			write := map[string]func(io.Writer) error{
				"bash":       func(w io.Writer) error { return root.GenBashCompletionV2(w, true) },
				"zsh":        root.GenZshCompletion,
				"fish":       func(w io.Writer) error { return root.GenFishCompletion(w, true) },
				"powershell": root.GenPowerShellCompletionWithDesc,
			}
			return write[args[0]](s.out)
		},
	}
}

// completeRules completes the last of the rules in a list with commas: ids, with
// what the rule is about, names and families.
func completeRules(_ *cobra.Command, _ []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	done := typed[:strings.LastIndex(typed, ",")+1]
	all, err := policy.List()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var found, families []cobra.Completion
	for _, rule := range all {
		found = append(found, cobra.CompletionWithDesc(done+rule.ID, rule.Title), cobra.CompletionWithDesc(done+rule.Name, rule.Title))
		families = append(families, cobra.CompletionWithDesc(done+rule.Family, "a family of rules"))
	}
	return append(found, slices.Compact(families)...), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeRule completes the one rule that a command takes.
func completeRule(cmd *cobra.Command, args []string, typed string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	found, directive := completeRules(cmd, args, typed)
	return found, directive &^ cobra.ShellCompDirectiveNoSpace
}

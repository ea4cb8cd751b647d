package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/edslint/edslint/linter/spelling"
)

// choice is a flag that takes one of a few words.
type choice struct {
	value *string
	words []string
}

func (c choice) String() string { return *c.value }
func (c choice) Type() string   { return strings.Join(c.words, "|") }
func (c choice) Set(word string) error {
	if err := oneOf(word, c.words); err != nil {
		return err
	}
	*c.value = word
	return nil
}

// oneOf says what there is where a word is none of words.
func oneOf(word string, words []string) error {
	if slices.Contains(words, word) {
		return nil
	}
	return fmt.Errorf("it takes %s%s", strings.Join(words, ", "), spelling.DidYouMean(word, words))
}

// addChoice adds a flag that takes one of words, the first by default.
func addChoice(cmd *cobra.Command, value *string, name, usage string, words ...string) {
	*value = words[0]
	cmd.Flags().Var(choice{value, words}, name, usage)
	complete(cmd, name, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
}

// complete says how a shell completes the values of a flag.
func complete(cmd *cobra.Command, name string, by cobra.CompletionFunc) {
	if err := cmd.RegisterFlagCompletionFunc(name, by); err != nil {
		panic(err) // only for a flag that there isn't, or that has this already
	}
}

// flagNames makes the error of an unknown flag say which one may be meant.
func flagNames(cmd *cobra.Command, err error) error {
	const unknown = "unknown flag: --"
	name, ok := strings.CutPrefix(err.Error(), unknown)
	if !ok {
		message, _, _ := strings.Cut(err.Error(), ": strconv.") // which says how Go reads numbers
		return fmt.Errorf("%s (\"%s --help\" lists the flags)", message, cmd.CommandPath())
	}
	var names []string
	cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	if near := spelling.Nearest(name, names); near != "" {
		return fmt.Errorf("no flag is called --%s; did you mean --%s?", name, near)
	}
	return fmt.Errorf("no flag is called --%s; \"%s --help\" lists them", name, cmd.CommandPath())
}

package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"

	"github.com/fatih/color"
)

// page shows a text on a terminal by the user's pager. Where nobody waits for it,
// or no pager comes to its end, the text is written as it is.
func (s streams) page(what, text string, pager bool) error {
	if pager && isTerminal(s.out) && paged(s.out, text) {
		return nil
	}
	return s.print(what, []byte(text))
}

// paged reports whether a pager showed the text. One that its user left early
// did; one that failed may have shown nothing.
func paged(w io.Writer, text string) bool {
	command := pagerCommand(os.Getenv("PAGER"))
	if command == nil {
		return false
	}
	command.Stdin, command.Stdout, command.Stderr = strings.NewReader(text), w, os.Stderr
	// Ctrl-C is the pager's, whatever it does with it: if it ended edslint, the
	// pager and the shell would share the terminal.
	interrupts := make(chan os.Signal, 1)
	if !signal.Ignored(os.Interrupt) {
		signal.Reset(os.Interrupt) // endOnSignal waits for it
		signal.Notify(interrupts, os.Interrupt)
		defer signal.Reset(os.Interrupt)
	}
	return command.Run() == nil || len(interrupts) > 0
}

// pagerCommand is what PAGER names with its arguments, else less, which then
// ends at once where the text fits; nil for none. Colours get through less
// whatever LESS says.
func pagerCommand(pager string) *exec.Cmd {
	words := strings.Fields(pager)
	if len(words) == 0 {
		words = []string{"less", "-FRX"}
	}
	path, err := exec.LookPath(words[0])
	if err != nil || words[0] == "cat" {
		return nil
	}
	less := "FRX"
	if set := os.Getenv("LESS"); set != "" {
		less = "-R " + set
	}
	command := exec.Command(path, words[1:]...)
	command.Env = append(os.Environ(), "LESS="+less)
	return command
}

var (
	inBackticks = regexp.MustCompile("`[^`\n]+`")
	heading     = regexp.MustCompile(`^[A-Z][a-z ]+:$`)
)

// painted gives the Markdown of an explanation colours in place of its marks: to
// the first line, the headings, what stands in backticks and the examples.
func painted(text string) string {
	paint := func(attributes ...color.Attribute) func(string) string {
		c := color.New(attributes...)
		c.EnableColor() // whoever asks has decided
		return func(text string) string { return c.Sprint(text) }
	}
	bold, code := paint(color.Bold), paint(color.FgCyan)
	headings := map[string]func(string) string{"Bad:": paint(color.Bold, color.FgRed), "Good:": paint(color.Bold, color.FgGreen)}
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	shown := lines[:0:0]
	example := false
	for i, line := range lines {
		switch {
		case strings.HasPrefix(line, "```"):
			example = !example
			continue
		case example:
			line = "  " + code(line)
		case i == 0:
			line = bold(line)
		case headings[line] != nil:
			line = headings[line](line)
		case heading.MatchString(line):
			line = bold(line)
		default:
			line = inBackticks.ReplaceAllStringFunc(line, func(word string) string { return code(strings.Trim(word, "`")) })
		}
		shown = append(shown, line)
	}
	return fmt.Sprintln(strings.Join(shown, "\n"))
}

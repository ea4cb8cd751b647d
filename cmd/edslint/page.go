package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"regexp"
	"strings"

	"github.com/fatih/color"
)

// page shows a text on a terminal by the user's pager, and writes it as it is
// where nobody waits for it or no pager can be started.
func page(w io.Writer, text string, pager bool) error {
	if pager && isTerminal(w) {
		if command := pagerCommand(os.Getenv("PAGER")); command != nil {
			command.Stdin, command.Stdout, command.Stderr = strings.NewReader(text), w, os.Stderr
			// A pager that has started has shown what its user wanted to see, whatever
			// it ends with; one that has not, nothing.
			if err := command.Start(); err == nil {
				_ = command.Wait()
				return nil
			}
		}
	}
	_, err := io.WriteString(w, text)
	return err
}

// pagerCommand is what PAGER names, else less, which then ends at once where the
// text fits and lets colours through; nil for none.
func pagerCommand(pager string) *exec.Cmd {
	words := strings.Fields(pager)
	if len(words) == 0 {
		words = []string{"less"}
	}
	path, err := exec.LookPath(words[0])
	if err != nil || words[0] == "cat" {
		return nil
	}
	command := exec.Command(path, words[1:]...)
	command.Env = os.Environ()
	if os.Getenv("LESS") == "" {
		command.Env = append(command.Env, "LESS=FRX")
	}
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

package docs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/custom"
)

// fence is a code block whose first line says more than a language.
var (
	fence   = regexp.MustCompile("(?ms)^```(\\w+)( [^\n]*)?\n(.*?)^```$")
	elapsed = regexp.MustCompile(`\([0-9.]+m?s\)$`)
)

// TestGuide follows the guide in an empty folder, block by block:
//   - "console" runs the commands, in that folder or in the one that is named,
//     and shows what they print
//   - a language and "> FILE" writes the file
//   - a language and a file's name shows that file
func TestGuide(t *testing.T) {
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	g := guide{t: t, root: root, work: t.TempDir(), program: built(t)}
	page, err := os.ReadFile("custom-rules.md")
	if err != nil {
		t.Fatal(err)
	}
	check(t, "custom-rules.md", fence.ReplaceAllStringFunc(string(page), g.block))
	if g.ran == 0 {
		t.Error("the guide runs nothing")
	}
}

// built builds edslint and returns its path.
func built(t *testing.T) string {
	t.Helper()
	program := filepath.Join(t.TempDir(), "edslint")
	if runtime.GOOS == "windows" {
		program += ".exe"
	}
	if out, err := exec.Command("go", "build", "-o", program, "../cmd/edslint").CombinedOutput(); err != nil {
		t.Fatalf("could not build: %v\n%s", err, out)
	}
	return program
}

type guide struct {
	t                   *testing.T
	root, work, program string
	ran                 int
}

// block returns a code block as it should be.
func (g *guide) block(block string) string {
	g.t.Helper()
	parts := fence.FindStringSubmatch(block)
	language, more, text := parts[1], strings.TrimSpace(parts[2]), parts[3]
	written, writes := strings.CutPrefix(more, "> ")
	switch {
	case language == "console":
		text = g.run(more, text)
	case writes:
		file := filepath.Join(g.work, filepath.FromSlash(written))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			g.t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			g.t.Fatal(err)
		}
	case more != "":
		shown, err := os.ReadFile(filepath.Join(g.root, filepath.FromSlash(more)))
		if err != nil {
			g.t.Fatal(err)
		}
		text = string(shown)
	}
	return fmt.Sprintf("```%s%s\n%s```", language, parts[2], text)
}

// run runs each command of a block and returns them with what they print.
func (g *guide) run(folder, block string) string {
	g.t.Helper()
	dir := g.work
	if folder != "" {
		dir = filepath.Join(g.root, filepath.FromSlash(folder))
	}
	var shown strings.Builder
	for line := range strings.Lines(block) {
		words, ok := strings.CutPrefix(line, "$ edslint ")
		if !ok {
			continue // what was printed
		}
		var printed bytes.Buffer
		cmd := exec.Command(g.program, strings.Fields(words)...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &printed, &printed
		cmd.Env = append(os.Environ(), "GITHUB_ACTIONS=")
		var exit *exec.ExitError
		if err := cmd.Run(); err != nil && !errors.As(err, &exit) {
			g.t.Fatal(err)
		}
		g.ran++
		shown.WriteString(line)
		for line := range strings.Lines(printed.String()) {
			shown.WriteString(elapsed.ReplaceAllString(strings.TrimSuffix(line, "\n"), "(20ms)") + "\n")
		}
	}
	return shown.String()
}

// TestGuideNamesKeys holds the guide's table to the keys that METADATA can have.
func TestGuideNamesKeys(t *testing.T) {
	page, err := os.ReadFile("custom-rules.md")
	if err != nil {
		t.Fatal(err)
	}
	rule := filepath.Join(t.TempDir(), "wrong.rego")
	text := "# METADATA\n# title: Wrong\n# description: A key that isn't one.\n# custom: {id: ACME1, qqq: 1}\npackage edslint.rules.wrong\n\nfindings := set()\n"
	if err := os.WriteFile(rule, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	set := custom.Load(custom.Options{Rules: []custom.Path{{Path: rule, Name: "wrong.rego"}}})
	if len(set.Mistakes) == 0 {
		t.Fatal("nothing is said of the key")
	}
	_, list, ok := strings.Cut(set.Mistakes[0].Message, "there are ")
	if !ok {
		t.Fatal(set.Mistakes)
	}
	for _, key := range regexp.MustCompile(`[a-z]+(-[a-z]+)*`).FindAllString(strings.ReplaceAll(list, " and ", " "), -1) {
		if !strings.Contains(string(page), "`custom."+key+"`") {
			t.Errorf("the guide doesn't say what `custom.%s` is", key)
		}
	}
}

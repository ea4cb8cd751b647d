package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
)

type workflow struct {
	kind, data string
	properties map[string]string
}

// workflowCommands reads a log as the runner of GitHub Actions does, and returns
// the commands and the other lines.
func workflowCommands(t *testing.T, log []byte) (commands []workflow, others []string) {
	t.Helper()
	for line := range strings.Lines(string(log)) {
		line = strings.TrimSuffix(line, "\n")
		rest, ok := strings.CutPrefix(strings.TrimSpace(line), "::")
		info, data, closed := strings.Cut(rest, "::")
		if !ok || !closed {
			others = append(others, line)
			continue
		}
		kind, properties, _ := strings.Cut(info, " ")
		c := workflow{kind: kind, properties: map[string]string{}}
		for property := range strings.SplitSeq(properties, ",") {
			if name, value, ok := strings.Cut(property, "="); ok {
				c.properties[name] = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%3A", ":", "%2C", ",", "%25", "%").Replace(value)
			}
		}
		c.data = strings.NewReplacer("%0D", "\r", "%0A", "\n", "%25", "%").Replace(data)
		commands = append(commands, c)
	}
	return commands, others
}

// TestNoCommands: what a file is called makes no line that the runner takes for
// a command, but in the format that is made of them.
func TestNoCommands(t *testing.T) {
	for _, name := range []string{":", "::", "::error::a", " :", " ::stop-commands::a"} {
		for _, region := range []finding.Region{{}, at(1, 1, 2)} {
			r := Report{
				Findings: []finding.Finding{with(readOnly(), func(f *finding.Finding) { f.File, f.Message, f.Region = name, "a :: b", region })},
				Failures: []Failure{{File: name, Message: "a :: b", Region: region}},
				Unread:   []string{name},
			}
			for _, format := range Formats() {
				want := 0
				if format == "github" {
					want = 2
				}
				got := render(t, format, r, Options{})
				if commands, _ := workflowCommands(t, got); len(commands) != want {
					t.Errorf("%q at %v: %d commands in %s:\n%s", name, region, len(commands), format, got)
				}
			}
		}
	}
}

// many is a report of so many errors, warnings and notes, the notes first.
func many(errors, warnings, notes int) Report {
	var r Report
	for i := range errors + warnings + notes {
		r.Findings = append(r.Findings, with(readOnly(), func(f *finding.Finding) {
			f.Region, f.Snippet, f.Fingerprint = at(i+1, 1, 2), nil, fmt.Sprintf("%016x", i)
			switch {
			case i < notes:
				f.Level = finding.Note
			case i < notes+warnings:
				f.Level = finding.Warning
			}
		}))
	}
	return r
}

// TestGitHubLimit: of each kind as many as GitHub shows, the failures first, and
// one more says what is left out, for which there is room.
func TestGitHubLimit(t *testing.T) {
	for _, test := range []struct {
		errors, warnings, notes int
		want                    map[string]int
		left                    string
	}{
		{10, 10, 10, map[string]int{"error": 10, "warning": 10, "notice": 10}, ""},
		{11, 1, 10, map[string]int{"error": 10, "warning": 1, "notice": 10}, "1 error, 1 note"},
		{3, 12, 25, map[string]int{"error": 3, "warning": 10, "notice": 10}, "2 warnings, 16 notes"},
		{0, 0, 11, map[string]int{"notice": 10}, "2 notes"},
	} {
		r := many(test.errors, test.warnings, test.notes)
		log := render(t, "github", r, Options{Quiet: true})
		commands, others := workflowCommands(t, log)
		got := map[string]int{}
		for _, c := range commands {
			got[c.kind]++
		}
		if diff := cmp.Diff(test.want, got); diff != "" || len(others) > 0 {
			t.Errorf("%+v: %q (-want +got):\n%s", test, others, diff)
		}
		last := commands[len(commands)-1]
		if test.left != "" && last.data != "Without an annotation: "+test.left+". GitHub shows 10 of a kind." {
			t.Errorf("%+v: the last says %q", test, last.data)
		}
	}

	r := many(30, 0, 0)
	r.Failures = []Failure{{File: "a", Message: "broken"}}
	commands, _ := workflowCommands(t, render(t, "github", r, Options{}))
	if first := commands[0]; first.data != "broken." || first.properties["file"] != "a" {
		t.Errorf("a failure doesn't come first, but %+v", first)
	}
}

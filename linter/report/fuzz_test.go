package report

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/rivo/uniseg"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

// fuzzed is a report with these in all places that a file or a rule can fill.
func fuzzed(message, file, snippet string, line, start, end int) Report {
	region := span(line, start, line+end%5, end)
	return Report{
		Files: []File{{Name: file, Requests: []Request{{Pointer: snippet, Line: line, Name: message, Edition: message}}}},
		Findings: []finding.Finding{{
			RuleID: message, Name: snippet, Level: finding.Error, Message: message, Help: snippet, File: file, Region: region,
			Pointer: snippet, Fingerprint: message, Exception: message,
			Related: []finding.Related{{File: message, Region: region, Message: snippet}},
			Snippet: []finding.Line{{Number: line, Text: snippet, Left: start / 2, Right: end%2 == 0}},
		}},
		Failures: []Failure{{
			RuleID: message, File: file, Message: snippet, Region: region,
			Snippet: []finding.Line{{Number: line, Text: message}},
		}},
		Unread: []string{file},
		Rules: []rules.Rule{{
			ID: message, Name: snippet, Title: message, Description: snippet, Family: message,
			Exception: message, AWSMessage: snippet, HelpURI: message, Level: finding.Note,
		}},
	}
}

func seed(f *testing.F) {
	f.Add("a", "b.yaml", "c: d", 1, 1, 2)
	f.Add("\x1b[0m\xff", "\u202ea\\b", "\t監\u200d\u0301", 3, 2, 9)
	f.Add("[a](b){0}\\", "C:/é #?.json", "👍🏽\r\n", -1, 0, -7)
	f.Add("", "", "", 0, 0, 0)
	f.Add("::error::a ##[x]%0A\n::", "::b,c:%0D\r\n", "]]> | `<b>` [c](http://d) www.e", 1, 1, 1)
}

func FuzzText(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		got := render(t, "text", fuzzed(message, file, snippet, line, start, end), Options{})
		checkSafe(t, got)
		if n := strings.Count(string(got), "\n"); n > 17 {
			t.Errorf("a line was forged: %d lines in %q", n, got)
		}
		text, indent, width := draw(finding.Line{Text: snippet, Left: start / 2, Right: end%2 == 0}, start, end)
		if indent < 0 || width < 1 || indent+width > uniseg.StringWidth(text)+1 {
			t.Errorf("columns %d to %d of %q", indent, indent+width, text)
		}
		if seen := visible(message); visible(seen) != seen {
			t.Errorf("%q is not plain", seen)
		}
	})
}

func FuzzJSON(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		got := render(t, "json", fuzzed(message, file, snippet, line, start, end), Options{})
		checkSafe(t, got)
		var back jsonReport
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%v in %s", err, got)
		}
		// encoding/json writes U+FFFD for what isn't UTF-8; all else comes back as it was.
		if want := string([]rune(message)); back.Findings[0].Message != want {
			t.Errorf("the message came back as %q, not %q", back.Findings[0].Message, want)
		}
	})
}

func FuzzSARIF(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		got := render(t, "sarif", fuzzed(message, file, snippet, line, start, end), Options{})
		checkSafe(t, got)
		var back sarifLog
		if err := json.Unmarshal(got, &back); err != nil {
			t.Fatalf("%v in %s", err, got)
		}
		result := back.Runs[0].Results[0]
		location := result.Locations[0].PhysicalLocation
		if r := location.Region; r.StartLine < 1 || r.StartColumn < 1 || r.EndLine < r.StartLine || r.EndLine == r.StartLine && r.EndColumn < r.StartColumn {
			t.Errorf("the region is %+v", r)
		}
		if _, err := url.Parse(location.ArtifactLocation.URI); err != nil {
			t.Error(err)
		}
		if links := strings.Count(result.Message.Text, "]("); links < 1 {
			t.Errorf("no link to the related place in %q", result.Message.Text)
		}
	})
}

// FuzzGitHub reads what is written as the runner of GitHub Actions does: of what
// files hold, nothing but the text of an annotation may come back.
func FuzzGitHub(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		r := fuzzed(message, file, snippet, line, start, end)
		got := render(t, "github", r, Options{})
		checkSafe(t, got)
		commands, others := workflowCommands(t, got)
		if len(commands) != 2 || len(others) < 1 || len(others) > 3 {
			t.Fatalf("%d commands and %d other lines in %q", len(commands), len(others), got)
		}
		if want := messageOf(r.Findings[0]); commands[1].data != want {
			t.Errorf("the message came back as %q, not %q", commands[1].data, want)
		}
		// The runner takes blanks at the ends, and = at the beginning, off a value.
		if want := strings.Trim(visible(file), " ="); file != "." && strings.Trim(commands[1].properties["file"], " =") != want {
			t.Errorf("the file came back as %q, not %q", commands[1].properties["file"], want)
		}
		text := render(t, "text", r, Options{})
		if commands, _ := workflowCommands(t, text); len(commands) > 0 {
			t.Errorf("text is taken for commands: %q", text)
		}
	})
}

func FuzzJUnit(f *testing.F)      { fuzzFormat(f, "junit") }
func FuzzCheckstyle(f *testing.F) { fuzzFormat(f, "checkstyle") }
func FuzzGitLab(f *testing.F)     { fuzzFormat(f, "gitlab") }
func FuzzRDJSON(f *testing.F)     { fuzzFormat(f, "rdjson") }

// fuzzFormat holds a format to be read, and its report to be taken for no
// command where it comes in a log.
func fuzzFormat(f *testing.F, format string) {
	seed(f)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		got := render(t, format, fuzzed(message, file, snippet, line, start, end), Options{})
		checkSafe(t, got)
		parse(t, format, got)
		if commands, _ := workflowCommands(t, got); len(commands) > 0 {
			t.Errorf("taken for commands: %q", got)
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	seed(f)
	ours := regexp.MustCompile(`^\| error \| [^|]* \| [^|]* \| [^|]* \|$`)
	html := regexp.MustCompile(`</?code>|<br>|\]\(<https?://[^<>|\s]+>\)|&#[0-9]+;`)
	f.Fuzz(func(t *testing.T, message, file, snippet string, line, start, end int) {
		got := string(render(t, "markdown", fuzzed(message, file, snippet, line, start, end), Options{}))
		checkSafe(t, []byte(got))
		_, table, ok := strings.Cut(got, "| --- | --- | --- | --- |\n")
		if row := strings.TrimSuffix(table, "\n"); !ok || !ours.MatchString(row) {
			t.Fatalf("the row is %q", row)
		} else if left := html.ReplaceAllString(row, ""); strings.ContainsAny(left, "<>&*`\\") || strings.Contains(left, "://") {
			t.Errorf("not escaped: %q", left)
		}
	})
}

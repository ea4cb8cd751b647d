// Package docs holds edslint's documentation. Its tests make the pages that
// follow from the rules and the editions, and fail where one is stale; run
// them with -update to write the pages anew.
package docs

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/editions"
)

var update = flag.Bool("update", false, "write the pages anew")

const generated = "<!-- made by `go test ./docs -update`; edit the rule's METADATA and examples instead -->\n\n"

func TestPages(t *testing.T) {
	all, err := policy.List()
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]string{
		"rules/README.md": generated + index(all),
		"constraints.md":  generated + constraints(t, all),
	}
	for _, rule := range all {
		pages["rules/"+rule.ID+".md"] = generated + page(t, rule)
	}
	for name, want := range pages {
		check(t, name, want)
	}
	existing, err := filepath.Glob("rules/*.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range existing {
		if _, ok := pages[filepath.ToSlash(name)]; !ok {
			t.Errorf("%s is of no rule", name)
		}
	}
}

// TestReadme holds the output that the README shows to what edslint prints.
func TestReadme(t *testing.T) {
	l, err := linter.New(linter.Options{Dir: ".."})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Lint(context.Background(), []string{"testdata/samples"})
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	if err := report.Write(&want, "text", r, report.Options{}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join("..", "README.md")
	readme, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, rest, _ := strings.Cut(string(readme), "```text\n")
	_, after, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("README.md shows no output")
	}
	check(t, path, before+"```text\n"+want.String()+"```\n"+after)
}

// TestSuppressions lints the page's example: its comments suppress all there is.
func TestSuppressions(t *testing.T) {
	page, err := os.ReadFile("suppressions.md")
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(page), "```yaml\n")
	example, _, ok := strings.Cut(rest, "```\n")
	if !ok {
		t.Fatal("suppressions.md shows no example")
	}
	l, err := linter.New(linter.Options{Stdin: strings.NewReader(example), StdinFilename: "store.yaml"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Lint(context.Background(), []string{"-"})
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Summary(); s.Suppressed != 4 || s.Errors+s.Warnings+s.Notes > 0 {
		t.Errorf("the example has %d findings that are suppressed: %+v", s.Suppressed, r.Findings)
	}
}

func check(t *testing.T, name, want string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, string(got)); diff != "" {
		t.Errorf("%s is stale; run `go test ./docs -update` (-want +got):\n%s", name, diff)
	}
}

func index(all []rules.Rule) string {
	var b strings.Builder
	b.WriteString("# Rules\n\n`edslint rules` prints this list, `edslint explain ID` each page. A rule is in the preset that stands here and in the larger ones: " +
		"errors-only, then recommended (the default), then strict, which holds all.\n\n")
	b.WriteString("| id | name | level | family | preset | what it finds |\n| --- | --- | --- | --- | --- | --- |\n")
	for _, rule := range all {
		fmt.Fprintf(&b, "| [%s](%s.md) | %s | %s | %s | %s | %s |\n", rule.ID, rule.ID, rule.Name, rule.Level, rule.Family, rule.Presets[0], rule.Title)
	}
	return b.String()
}

// page is a rule's explanation with what edslint prints for its bad example: by
// default, or of this rule alone where it isn't in force by default.
func page(t *testing.T, rule rules.Rule) string {
	t.Helper()
	text, err := rule.Explanation(rules.FS)
	if err != nil {
		t.Fatal(err)
	}
	o, how := linter.Options{}, ""
	if !rule.In(rules.Recommended) {
		o.Preset, o.Only = rules.Strict, []string{rule.ID}
		how = fmt.Sprintf(" with `--preset %s --only %s`", o.Preset, rule.ID)
	}
	return fmt.Sprintf("# %s %s\n\n%sWhat edslint prints for the bad example%s:\n\n```text\n%s```\n",
		rule.ID, rule.Name, text, how, output(t, rule, o))
}

func output(t *testing.T, rule rules.Rule, o linter.Options) string {
	t.Helper()
	name, _, err := rule.Example(rules.FS, "bad")
	if err != nil {
		t.Fatal(err)
	}
	o.Dir, err = filepath.Abs(filepath.Join("..", "rules", filepath.FromSlash(rule.Folder)))
	if err != nil {
		t.Fatal(err)
	}
	if rule.Judge == "config" { // the example is a config for a request beside it
		o.Config, name = name, "store.yaml"
		o.Today = time.Date(2026, 6, 30, 0, 0, 0, 0, time.UTC)
	}
	l, err := linter.New(o)
	if err != nil {
		t.Fatal(err)
	}
	r, err := l.Lint(context.Background(), []string{name})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := report.Write(&b, "text", r, report.Options{Quiet: true}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// constraints lists what the API page demands with the rules that hold it, and
// its exceptions with the rules that prevent them.
func constraints(t *testing.T, all []rules.Rule) string {
	t.Helper()
	var b strings.Builder
	b.WriteString("# Constraints and exceptions\n\nEach constraint of the API page of CreateEventDataStore (edition 2023-06), with the rule that holds it.\n\n")
	b.WriteString("| constraint | rule |\n| --- | --- |\n")
	prevented := map[string][]string{}
	for _, rule := range all {
		link := fmt.Sprintf("[%s](rules/%s.md) %s", rule.ID, rule.ID, rule.Name)
		for _, constraint := range rule.Constraints {
			fmt.Fprintf(&b, "| %s | %s |\n", constraint, link)
		}
		if rule.Exception != "" {
			prevented[rule.Exception] = append(prevented[rule.Exception], link)
		}
	}
	b.WriteString("\nEach exception of the page, with the rules that prevent it, or why no offline tool can.\n\n")
	b.WriteString("| exception | prevented by |\n| --- | --- |\n")
	oldest, err := editions.Load(editions.Names()[0])
	if err != nil {
		t.Fatal(err)
	}
	exceptions := oldest.Facts["exceptions"].(map[string]any)
	for _, name := range slices.Sorted(maps.Keys(exceptions)) {
		reason, unpreventable := exceptions[name].(string)
		if unpreventable == (len(prevented[name]) > 0) {
			t.Errorf("%s: prevented by %v, but the edition says %q; want exactly one", name, prevented[name], reason)
		}
		if unpreventable {
			fmt.Fprintf(&b, "| `%s` | nothing offline: %s |\n", name, reason)
		} else {
			fmt.Fprintf(&b, "| `%s` | %s |\n", name, strings.Join(prevented[name], ", "))
		}
		delete(prevented, name)
	}
	for name := range prevented {
		t.Errorf("a rule prevents %s, which the page doesn't have", name)
	}
	return b.String()
}

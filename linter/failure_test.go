package linter

import (
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/policy"
	"github.com/edslint/edslint/rules"
	"github.com/edslint/edslint/rules/planner"
)

// ruleFile is a rule in Rego with this body.
func ruleFile(id, name, body string) *fstest.MapFile {
	return &fstest.MapFile{Data: []byte(`# METADATA
# title: A rule
# description: |
#   It has a fault.
# custom:
#   id: ` + id + `
#   name: ` + name + `
#   level: error
#   family: advice
package edslint.rules.` + strings.ReplaceAll(name, "-", "_") + "\n\n" + body + "\n")}
}

// withRules is a linter with the built-in rules and these.
func withRules(t *testing.T, o Options, more map[string]*fstest.MapFile) *Linter {
	t.Helper()
	all := fstest.MapFS{}
	err := fs.WalkDir(rules.FS, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(rules.FS, name)
		all[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, file := range more {
		all[name] = file
	}
	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	list, program, err := planner.Plan(all)
	if err != nil {
		t.Fatal(err)
	}
	if l.policy, err = policy.Open(list, program); err != nil {
		t.Fatal(err)
	}
	if err := l.loadEditions(); err != nil {
		t.Fatal(err)
	}
	l.choose()
	return l
}

// TestRuleFails: a rule that fails at run time is named, and all others still
// report, those that sort before it and those behind it.
func TestRuleFails(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.yaml": "Name: audit\nRetentionPeriod: 3\nKmsKeyId: x\nColour: blue\n",
		"b.yaml": "Name: other\nRetentionPeriod: 90\n", // without what the rules fail on
	})
	for name, c := range map[string]struct{ body, says string }{
		"two outputs of a function": {`findings contains {"at": [], "message": days(input.RetentionPeriod)} if input.KmsKeyId

days(n) := "few" if n > 1

days(n) := "several" if n > 2`, "eval_conflict_error"},
		"two values of a name": {`findings contains {"at": [], "message": word} if input.KmsKeyId

word := "few" if input.RetentionPeriod > 1

word := "several" if input.RetentionPeriod > 2`, "eval_conflict_error"},
		"no object":                 {`findings contains "wrong" if input.KmsKeyId`, "a finding must be an object with `at` and `message`"},
		"no message":                {`findings contains {"at": []} if input.KmsKeyId`, "a finding must have a `message`"},
		"no place":                  {`findings contains {"message": "x"} if input.KmsKeyId`, "a finding's `at` must be a list"},
		"a place that is a pointer": {`findings contains {"at": "/Name", "message": "x"} if input.KmsKeyId`, "a finding's `at` must be a list"},
		"a place with a fraction":   {`findings contains {"at": ["TagsList", 0.5], "message": "x"} if input.KmsKeyId`, "0.5, which is no index"},
		"a place with null":         {`findings contains {"at": [null], "message": "x"} if input.KmsKeyId`, "takes names and indexes, not <nil>"},
		"a message that is none":    {`findings contains {"at": [], "message": 5} if input.KmsKeyId`, "a finding's `message` must be a string"},
		"a level that there isn't":  {`findings contains {"at": [], "message": "x", "level": "fatal"} if input.KmsKeyId`, `error, warning or note, not "fatal"`},
		"a member that there isn't": {`findings contains {"at": [], "message": "x", "hint": "y"} if input.KmsKeyId`, "a finding has no member `hint`"},
		"related to nothing":        {`findings contains {"at": [], "message": "x", "related": [{"at": []}]} if input.KmsKeyId`, "each of a finding's `related` must have `at` and `message`"},
		"related to one":            {`findings contains {"at": [], "message": "x", "related": {"at": [], "message": "x"}} if input.KmsKeyId`, "`related`"},
		"findings that are no set":  {`findings := {"at": [], "message": "x"} if input.KmsKeyId`, "`findings`"},
	} {
		t.Run(name, func(t *testing.T) {
			l := withRules(t, Options{Dir: dir, Edition: older}, map[string]*fstest.MapFile{"advice/broken/broken.rego": ruleFile("EDS499", "broken", c.body)})
			r := run(t, l)
			same(t, "findings of the others", []string{
				"a.yaml:2:18 error retention-period", "a.yaml:3:11 error kms-key-id", "a.yaml:4:1 error undeclared-member",
			}, places(r.Findings))
			if len(r.Failures) != 1 || r.Failures[0].RuleID != "EDS499" || r.Failures[0].File != "a.yaml" || !strings.Contains(r.Failures[0].Message, c.says) {
				t.Errorf("failures: %+v\nwant one of EDS499 in a.yaml that says %q", r.Failures, c.says)
			}
			if len(r.Files) != 2 || len(r.Files[0].Requests) != 1 {
				t.Errorf("files: %v", r.Files)
			}
			if code, err := ExitCode(r, config.Never); code != ExitFailure || err != nil {
				t.Errorf("exit code %d, %v", code, err)
			}
		})
	}
}

// TestTwoRulesFail names both, and reports what a rule found beside a finding
// of a wrong shape.
func TestTwoRulesFail(t *testing.T) {
	l := withRules(t, Options{Dir: folder(t, map[string]string{"a.yaml": "Name: audit\nRetentionPeriod: 3\n"})}, map[string]*fstest.MapFile{
		"advice/one/one.rego": ruleFile("EDS498", "one", "findings contains {\"at\": [], \"message\": f(1)}\n\nf(_) := \"a\"\n\nf(_) := \"b\""),
		"advice/two/two.rego": ruleFile("EDS499", "two", "findings contains 5\n\nfindings contains {\"at\": [\"Name\"], \"message\": \"right\"}"),
	})
	r := run(t, l)
	same(t, "findings", []string{"a.yaml:1:7 error two", "a.yaml:2:18 error retention-period"}, places(r.Findings))
	var failed []string
	for _, f := range r.Failures {
		failed = append(failed, f.RuleID)
	}
	same(t, "rules that failed", []string{"EDS498", "EDS499"}, failed)
}

// TestRuleOfOnesOwn shows what a rule can say.
func TestRuleOfOnesOwn(t *testing.T) {
	body := `findings contains {"at": ["TagsList", 0, "Key"], "message": "m", "help": "h", "level": "note", "related": [{"at": ["Name"], "message": "there"}]}

findings contains {"at": ["Missing", 3], "message": "at the request"}

findings contains {"at": ["TagsList", 1], "message": "of what can't be known"} if input.TagsList[1] == null`
	l := withRules(t, Options{Dir: folder(t, map[string]string{"a.yaml": "Name: audit\nTagsList: [{Key: a}, 5]\nStartIngestion: true\n"})},
		map[string]*fstest.MapFile{"advice/own/own.rego": ruleFile("ACME001", "own", body)})
	r := run(t, l)
	same(t, "findings", []string{"a.yaml:1:1 error own", "a.yaml:2:18 note own", "a.yaml:2:22 error wrong-type"}, places(r.Findings))
	if f := r.Findings[1]; f.Help != "h" || f.Message != "m" || f.RuleID != "ACME001" || len(f.Related) != 1 || f.Related[0].Region.StartColumn != 7 {
		t.Errorf("%+v", f)
	}
	if len(r.Failures) > 0 {
		t.Errorf("failures: %v", r.Failures)
	}
}

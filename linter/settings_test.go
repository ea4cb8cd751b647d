package linter

import (
	"context"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/edslint/edslint/linter/config"
	"github.com/edslint/edslint/linter/finding"
)

// configured is a linter of a folder whose config is .edslint.yaml.
func configured(t *testing.T, files map[string]string, o Options) *Linter {
	t.Helper()
	o.Dir = folder(t, files)
	o.Config = ".edslint.yaml"
	o.Today = time.Date(2026, 11, 25, 0, 0, 0, 0, time.UTC)
	l, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// TestOverrides: each file has what is in force for it, also for rules that
// judge all files together.
func TestOverrides(t *testing.T) {
	const short = "Name: audit\nRetentionPeriod: 100\nTagsList: []\n"
	l := configured(t, map[string]string{
		".edslint.yaml": `
exclude: [vendor]
rules: {EDS803: {level: warning, params: {min-days: 150}}, EDS816: note, ambiguous-scalar: error, EDS701: note}
overrides:
  - {paths: ["sandbox/**"], rules: {EDS803: {params: {min-days: 100}}, tags: off, EDS816: off}}
  - {paths: ["sandbox/prod.yaml"], rules: {EDS816: error, across: off}}
`,
		"a.yaml": short, "sandbox/b.yaml": short, "sandbox/prod.yaml": short, "vendor/c.yaml": short, "d.yaml": "Name: other\nRetentionPeriod: 0365\n",
	}, Options{})
	r := run(t, l)
	same(t, "all", []string{
		"a.yaml:2:18 warning retention-below-a-year", "a.yaml:3:11 note no-tags",
		"d.yaml:1:1 note no-tags", "d.yaml:2:18 error ambiguous-scalar",
		"sandbox/b.yaml:1:7 note duplicate-store-name",
		"sandbox/prod.yaml:3:11 error no-tags",
	}, places(r.Findings))
	if code, err := ExitCode(r, "error"); code != ExitFindings || err != nil {
		t.Errorf("exit code %d, %v; a raised warning is no file that can't be read", code, err)
	}
	same(t, "a file that is named", []string{"vendor/c.yaml:2:18 warning retention-below-a-year", "vendor/c.yaml:3:11 note no-tags"},
		places(run(t, l, "vendor/c.yaml").Findings))
}

// TestStandardInputSettings: standard input has the settings of the file that it is said to be.
func TestStandardInputSettings(t *testing.T) {
	for name, want := range map[string][]string{"": {"<stdin>:1:7 error wrong-length"}, "sandbox/a.yaml": {"sandbox/a.yaml:1:7 note wrong-length"}} {
		l := configured(t, map[string]string{".edslint.yaml": "overrides: [{paths: [sandbox], rules: {structure: note}}]\n"},
			Options{Stdin: strings.NewReader("Name: x\n"), StdinFilename: name})
		same(t, name, want, places(run(t, l, "-").Findings))
	}
}

func TestExtensions(t *testing.T) {
	const store = `Name: audit
NewMember: true
AdvancedEventSelectors:
  - FieldSelectors:
      - {Field: eventCategory, Equals: [Data]}
      - {Field: resources.type, Equals: ["AWS::New::Thing"]}
      - {Field: resources.ARN, Equals: ["arn:aws:new:eu-west-1:111122223333:thing/a", "arn:aws:old:eu-west-1:111122223333:thing/a"]}
      - {Field: newField, Equals: [a], StartsWith: [b]}
`
	const extend = `
extend:
  resource-types: {"AWS::New::Thing": {arn-formats: ["arn:<partition>:new:<region>:<account_ID>:thing/<id>"]}}
  selector-fields: {newField: {event-categories: [Data], operators: [Equals]}}
  members: {NewMember: boolean, NewList: array}
`
	const (
		arn      = "a.yaml:7:87 warning arn-format"
		operator = "a.yaml:8:40 error operator-not-allowed"
		typ      = "a.yaml:9:10 error wrong-type"
	)
	more := store + "NewList: 3\n"
	for edition, want := range map[string][]string{
		"auto":    {arn, operator, typ},
		"latest":  {arn, operator, typ},
		"2023-06": {"a.yaml:7:87 error arn-format", operator, typ},
	} {
		l := configured(t, map[string]string{".edslint.yaml": "edition: " + edition + extend, "a.yaml": more}, Options{Only: []string{"EDS201", "EDS202", "selectors", "structure"}})
		same(t, edition, want, places(run(t, l).Findings))
	}
	l := configured(t, map[string]string{".edslint.yaml": "{}", "a.yaml": store}, Options{Only: []string{"EDS201", "unknown-field", "structure"}})
	same(t, "without", []string{"a.yaml:2:1 error undeclared-member", "a.yaml:6:42 error unknown-resource-type", "a.yaml:8:17 error unknown-field"}, places(run(t, l).Findings))
}

// TestSuppressed: what an ignore matches is marked and doesn't count.
func TestSuppressed(t *testing.T) {
	files := map[string]string{
		".edslint.yaml": `
ignore:
  - {rule: EDS112, selector: First, reason: by its name}
  - {rule: retention-period, path: "legacy/*", reason: by its path, until: 2026-11-25}
  - {rule: EDS301, path: "old/*", reason: over, until: 2026-11-24}
  - {rule: EDS001, pointer: /1/TagsList, reason: by its place}
`,
		"a.yaml": `Name: audit
AdvancedEventSelectors:
  - Name: First
    FieldSelectors: &shared
      - {Field: eventCategory, Equals: [Management]}
      - {Field: readOnly, NotEquals: ["true"]}
  - Name: Second
    FieldSelectors: [{Field: eventCategory, Equals: [Management]}, {Field: readOnly, NotEquals: ["true"]}]
`,
		"b.yaml": `Name: audit
AdvancedEventSelectors:
  - Name: First
    FieldSelectors: &shared
      - {Field: eventCategory, Equals: [Management]}
      - {Field: readOnly, NotEquals: ["true"]}
  - {Name: Second, FieldSelectors: *shared}
`,
		"legacy/c.yaml": "Name: audit\nRetentionPeriod: 3\n",
		"old/d.yaml":    "Name: audit\nRetentionPeriod: 3\n",
		"e.json":        `[{"Name": "audit", "StartIngestion": true, "TagsList": 1}, {"Name": "First", "StartIngestion": true, "TagsList": [{"Key": 1}]}, {"Name": "First", "StartIngestion": true, "TagsList": [{"Key": 1}]}]`,
	}
	l := configured(t, files, Options{Only: []string{"EDS112", "EDS301", "EDS001", "expired-ignore"}})
	r := run(t, l)
	var marked []string
	var left []finding.Finding
	for _, f := range r.Findings {
		if f.Suppression == nil {
			left = append(left, f)
			continue
		}
		if f.Suppression.Kind != "external" {
			t.Errorf("%s: the suppression is %q", f.File, f.Suppression.Kind)
		}
		marked = append(marked, places([]finding.Finding{f})[0]+" "+f.Suppression.Justification)
	}
	same(t, "suppressed", []string{
		"a.yaml:6:27 error operator-not-allowed by its name",
		"e.json:1:123 error wrong-type by its place",
		"legacy/c.yaml:2:18 error retention-period by its path",
	}, marked)
	same(t, "left", []string{
		".edslint.yaml:5:56 warning expired-ignore",
		"a.yaml:8:86 error operator-not-allowed",
		"b.yaml:6:27 error operator-not-allowed", // the second selector is not ignored, and one place is one finding
		"e.json:1:56 error wrong-type", "e.json:1:192 error wrong-type",
		"old/d.yaml:2:18 error retention-period",
	}, places(left))
	if code, err := ExitCode(run(t, l, "legacy"), "error"); code != ExitClean || err != nil {
		t.Errorf("exit code %d, %v where all is suppressed", code, err)
	}
}

// TestFlagsWin: what a flag says stands in place of what the config says.
func TestFlagsWin(t *testing.T) {
	files := map[string]string{".edslint.yaml": "edition: 2023-06\npreset: errors-only\nfail-level: never\n", "a.yaml": "Name: audit\nRetentionPeriod: 3000\nTagsList: [{Key: 'aws:a'}]\n"}
	l := configured(t, files, Options{})
	same(t, "config", []string{"a.yaml:2:18 error retention-period"}, places(run(t, l).Findings))
	if l.Config().FailLevel.Text != config.Never {
		t.Errorf("fail level %+v", l.Config().FailLevel)
	}
	l = configured(t, files, Options{Edition: Latest, Preset: "recommended", FailLevel: "note"})
	same(t, "flags", []string{"a.yaml:3:18 warning reserved-tag-prefix"}, places(run(t, l).Findings))
	if l.Config().FailLevel.Text != "note" {
		t.Errorf("fail level %+v", l.Config().FailLevel)
	}
}

// TestRulesSeeSettings: parameters with their defaults, those of overrides too,
// and where the stores will live.
func TestRulesSeeSettings(t *testing.T) {
	body := `findings contains {"at": ["Name"], "message": sprintf("%v %v", [data.params.EDS803["min-days"], data.context])}`
	for text, want := range map[string][2]string{
		"{}": {"365 {}", "365 {}"},
		"context: {region: eu-west-1}\nrules: {EDS803: {params: {min-days: 30}}}\noverrides: [{paths: [b.yaml], rules: {retention-below-a-year: {params: {min-days: 9}}}}]\n": {
			`30 {"region": "eu-west-1"}`, `9 {"region": "eu-west-1"}`,
		},
		"context: {account: '111122223333'}\noverrides: [{paths: ['*'], rules: {EDS301: off}}]\n": {`365 {"account": "111122223333"}`, `365 {"account": "111122223333"}`},
	} {
		dir := folder(t, map[string]string{".edslint.yaml": text, "a.yaml": "Name: audit\nRetentionPeriod: 90\n", "b.yaml": "Name: other\nRetentionPeriod: 90\n"})
		for _, edition := range []string{Auto, Latest} {
			l := withRules(t, Options{Dir: dir, Config: ".edslint.yaml", Edition: edition}, map[string]*fstest.MapFile{"advice/own/own.rego": ruleFile("ACME001", "own", body)})
			var got []string
			for _, f := range run(t, l).Findings {
				if f.RuleID == "ACME001" {
					got = append(got, f.Message)
				}
			}
			same(t, text, want[:], got)
		}
	}
}

// TestConfigIsNoRequest: a walk passes the config over, and what it leaves out
// is said where nothing else is there.
func TestConfigIsNoRequest(t *testing.T) {
	l := configured(t, map[string]string{".edslint.yaml": "exclude: ['*.json']\n", "a.json": "{}", "sub/x.txt": ""}, Options{})
	r, err := l.Lint(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.PassedOver != 0 || len(r.Failures) != 1 || !strings.Contains(r.Failures[0].Message, "not counting what the config leaves out") {
		t.Errorf("%d passed over, failures: %+v", r.PassedOver, r.Failures)
	}
	if code, _ := ExitCode(r, "error"); code != ExitFailure {
		t.Errorf("exit code %d", code)
	}
	if got := filepath.Base(l.Config().Path); got != ".edslint.yaml" {
		t.Errorf("the config is %s", got)
	}
}

// TestLockedDoesNotYield: a rule that yields to another isn't silenced by an
// ignore for that one, where it is locked.
func TestLockedDoesNotYield(t *testing.T) {
	text := selector(data, "{Field: resources.type, Equals: ['AWS::S3::Object']}", "{Field: eventName, StartsWith: [Get], NotEquals: [putObject]}")
	const ignore = "ignore: [{rule: wrong-case, reason: agreed}]\n"
	for config, want := range map[string][]string{
		ignore: {"a.yaml:6:59 warning wrong-case"},
		ignore + "rules: {pointless-exclusion: {suppressible: false}}\n": {"a.yaml:6:59 warning pointless-exclusion", "a.yaml:6:59 warning wrong-case"},
	} {
		l := configured(t, map[string]string{".edslint.yaml": config, "a.yaml": text}, Options{Edition: Latest})
		var got []string
		for _, f := range run(t, l, "a.yaml").Findings {
			got = append(got, places([]finding.Finding{f})...)
			if (f.Suppression != nil) != (f.Name == "wrong-case") {
				t.Errorf("%s: suppressed %+v", f.Name, f.Suppression)
			}
		}
		same(t, config, want, got)
	}
}

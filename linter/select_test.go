package linter

import (
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/rules"
)

func TestOnlyAndSkip(t *testing.T) {
	files := map[string]string{
		"a.yaml": "Name: audit\nRetentionPeriod: 3\nKmsKeyId: x\nTagsList: [{Key: 'aws:a'}, {Key: b, Value: 0755}]\nColour: off\n",
		"b.json": `{"Name": "audit", "RetentionPeriod": 90,}`,
	}
	const (
		retention = "a.yaml:2:18 error retention-period"
		key       = "a.yaml:3:11 error kms-key-id"
		prefix    = "a.yaml:4:18 warning reserved-tag-prefix"
		typ       = "a.yaml:4:44 error wrong-type"
		member    = "a.yaml:5:1 error undeclared-member"
		ambiguous = "a.yaml:5:9 warning ambiguous-scalar"
		broken    = "b.json:1:40 error syntax-error" // never left out: it wasn't linted
	)
	dir := folder(t, files)
	for _, c := range []struct {
		only, skip []string
		want       []string
	}{
		{nil, nil, []string{retention, key, prefix, typ, member, ambiguous, broken}},
		{[]string{"EDS301"}, nil, []string{retention, broken}},
		{[]string{"eds301"}, nil, []string{retention, broken}},
		{[]string{"retention-period"}, nil, []string{retention, broken}},
		{[]string{"retention", "keys"}, nil, []string{retention, key, broken}},
		{[]string{"structure"}, nil, []string{typ, member, broken}},
		{[]string{"structure"}, []string{"EDS001"}, []string{member, broken}},
		{[]string{"EDS001", "EDS001"}, []string{"wrong-type"}, []string{broken}},
		{[]string{"edslint"}, nil, []string{ambiguous, broken}},
		{nil, []string{"edslint"}, []string{retention, key, prefix, typ, member, broken}},
		{nil, []string{"structure", "keys", "tags", "retention", "ambiguous-scalar", "syntax-error"}, []string{broken}},
	} {
		r := run(t, newLinter(t, Options{Dir: dir, Only: c.only, Skip: c.skip}))
		same(t, strings.Join(c.only, ",")+" without "+strings.Join(c.skip, ","), c.want, places(r.Findings))
		for _, f := range r.Findings { // SARIF refers to each
			if !slices.ContainsFunc(r.Rules, func(rule rules.Rule) bool { return rule.ID == f.RuleID }) {
				t.Errorf("only %q, skip %q: %s isn't among the rules of the report", c.only, c.skip, f.RuleID)
			}
		}
	}
	for _, selection := range []string{"EDS3O1", "retention_period", "", "all"} {
		want := map[string]string{
			"EDS3O1":           `no rule is called "EDS3O1"; did you mean "EDS301"?; ` + "`edslint rules` lists them",
			"retention_period": `no rule is called "retention_period"; did you mean "retention-period"?; ` + "`edslint rules` lists them",
			"":                 `no rule is called ""; ` + "`edslint rules` lists them",
			"all":              `no rule is called "all"; ` + "`edslint rules` lists them",
		}[selection]
		for _, o := range []Options{{Only: []string{"EDS001", selection}}, {Skip: []string{selection}}} {
			if _, err := New(o); err == nil || err.Error() != want {
				t.Errorf("%q: %v\nwant %s", selection, err, want)
			}
		}
	}
}

func TestRulesInForce(t *testing.T) {
	all := newLinter(t, Options{}).Rules()
	if !slices.IsSortedFunc(all, func(a, b rules.Rule) int { return strings.Compare(a.ID, b.ID) }) {
		t.Error("the rules aren't in the order of their ids")
	}
	if got := newLinter(t, Options{Skip: []string{"tags"}}).Rules(); len(got) != len(all)-3 {
		t.Errorf("%d rules without those on tags, want %d", len(got), len(all)-3)
	}
	if again := newLinter(t, Options{}).Rules(); len(again) != len(all) {
		t.Errorf("%d rules the second time, %d the first", len(again), len(all))
	}
}

func TestFindRule(t *testing.T) {
	all := newLinter(t, Options{}).Rules()
	for selection, want := range map[string]string{"EDS301": "EDS301", "eds301": "EDS301", "retention-period": "EDS301"} {
		if rule, err := FindRule(all, selection); err != nil || rule.ID != want {
			t.Errorf("%q: %s, %v", selection, rule.ID, err)
		}
	}
	for _, selection := range []string{"retention", "EDS", "", "Retention-Period"} {
		if rule, err := FindRule(all, selection); err == nil {
			t.Errorf("%q is %s", selection, rule.ID)
		}
	}
}

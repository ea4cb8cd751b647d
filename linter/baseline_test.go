package linter

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/report"
	"github.com/edslint/edslint/linter/suppress"
	"github.com/edslint/edslint/rules"
)

// baselineOf lints files and returns their baseline.
func baselineOf(t *testing.T, l *Linter, paths ...string) *suppress.Baseline {
	t.Helper()
	b, err := suppress.NewBaseline(l.options.Dir, "base.json")
	if err != nil {
		t.Fatal(err)
	}
	l.FillBaseline(b, run(t, l, paths...))
	return b
}

func write(t *testing.T, dir, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// reported are the findings that nothing suppresses.
func reported(r *report.Report) []string {
	kept := slices.Clone(r.Findings)
	i := 0
	for _, f := range r.Findings {
		if f.Suppression == nil {
			kept[i] = f
			i++
		}
	}
	return places(kept[:i])
}

// TestBaseline: of a file that is written otherwise, with its selectors in
// another order and faults added, only these are reported.
func TestBaseline(t *testing.T) {
	old := strings.Replace(faulty, "  - Name: functions\n    FieldSelectors:\n", "  - FieldSelectors:\n", 1)
	l := newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": old})})
	dir := l.options.Dir
	b := baselineOf(t, l)
	r := run(t, l)
	total := len(r.Findings)
	if gone := l.ApplyBaseline(b, r); len(gone) > 0 || len(reported(r)) > 0 || r.Summary().Suppressed != total || b.Len() != total || total < 8 {
		t.Fatalf("of %d, %d in the baseline, %v reported, %v gone", total, b.Len(), reported(r), gone)
	}
	if f := r.Findings[0].Suppression; f.Kind != "external" || f.Justification != "baseline" {
		t.Errorf("%+v", f)
	}
	changed := `# written anew
TagsList: [{Key: ""}, {Key: team}, {Valu: audit, Key: "team", Colour: x}]
AdvancedEventSelectors:
    - FieldSelectors: [{Field: resources.type, Equals: ["AWS::Lambda::Function"]}, {NotEquals: ["true"], Field: readOnly},
        {Field: eventCategory, Equals: [Data]}, {Field: eventNam, Equals: [x]}]
    - FieldSelectors:
        - Field: readOnly
          Equals: ["yes"]
        - Field: resources.ARN
          Equals: ["arn:aws:s3:::audit", "arn:aws:s3:::other"]
        - Field: resources.type
          Equals: ["AWS::S3::Object"]
        - Field: eventCategory
          Equals: [Data]
          Matches: [x]
      Name: objects
RetentionPeriod: 3
Name: audit
KmsKeyId: x
`
	want := []string{"a.yaml:2:63 error undeclared-member", "a.yaml:5:57 error unknown-field", "a.yaml:15:11 error undeclared-member", "a.yaml:19:11 error kms-key-id"}
	write(t, dir, "a.yaml", changed)
	r = run(t, l)
	gone := l.ApplyBaseline(b, r)
	same(t, "new findings", want, reported(r))
	if len(gone) > 0 {
		t.Errorf("gone: %v", gone)
	}
}

// TestBaselineCounts: of equal findings as many are left out as there were.
func TestBaselineCounts(t *testing.T) {
	const bad = "  - FieldSelectors: [{Field: eventCategory, Equals: [Nothing]}]\n"
	const head = "Name: audit\nAdvancedEventSelectors:\n"
	l := newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": head + bad + bad})})
	b := baselineOf(t, l)
	for i, want := range [][2]int{{0, 1}, {0, 0}, {1, 0}, {2, 0}} { // reported, gone
		n := i + 1
		write(t, l.options.Dir, "a.yaml", head+strings.Repeat(bad, n))
		r := run(t, l)
		gone := 0
		for _, count := range l.ApplyBaseline(b, r) {
			gone += count
		}
		if got := [2]int{len(reported(r)), gone}; got != want {
			t.Errorf("%d selectors: %v reported and gone, want %v: %v", n, got, want, reported(r))
		}
	}
}

// TestBaselineAcross: of files that are linted alone, what is found in all
// together is not said to be gone.
func TestBaselineAcross(t *testing.T) {
	dir := folder(t, map[string]string{"a.yaml": good, "b.yaml": good})
	l, err := New(Options{Dir: dir, Preset: rules.Strict, Only: []string{"across"}})
	if err != nil {
		t.Fatal(err)
	}
	b := baselineOf(t, l)
	if b.Len() != 1 {
		t.Fatalf("%s", b.Text())
	}
	r := run(t, l)
	if gone := l.ApplyBaseline(b, r); len(gone) > 0 || len(reported(r)) > 0 {
		t.Errorf("%v are gone, %v reported", gone, reported(r))
	}
	if gone := l.ApplyBaseline(b, run(t, l, "b.yaml")); len(gone) > 0 {
		t.Errorf("%v are gone", gone)
	}
}

// TestBaselineNearest: of equal findings those are left out that stand where
// they stood, whatever comes before them.
func TestBaselineNearest(t *testing.T) {
	const (
		head    = "Name: audit\nAdvancedEventSelectors:\n"
		objects = "  - FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.type, Equals: ['AWS::S3::Object']}, {Field: readOnly, Equals: [x]}]\n"
	)
	functions := strings.Replace(objects, "S3::Object", "Lambda::Function", 1)
	l := newLinter(t, Options{Dir: folder(t, map[string]string{"a.yaml": head + objects})})
	b := baselineOf(t, l)
	for _, c := range []struct{ text, want string }{
		{head + functions + objects, "a.yaml:3:149 error value-not-allowed"},
		{head + objects + functions, "a.yaml:4:149 error value-not-allowed"},
		{head + functions, ""}, // it may be the same one, changed
		{strings.Replace(head, "audit", "other", 1) + objects + "---\n" + head + objects, "a.yaml:3:143 error value-not-allowed"},
		{strings.Replace(head, "audit", "other", 1) + objects, ""},
	} {
		write(t, l.options.Dir, "a.yaml", c.text)
		r := run(t, l)
		if gone := l.ApplyBaseline(b, r); len(gone) > 0 {
			t.Errorf("%v are gone of:\n%s", gone, c.text)
		}
		same(t, "findings in:\n"+c.text, c.want, strings.Join(reported(r), "\n"))
	}
}

// TestBaselineGone: what was not linted is not judged to be gone.
func TestBaselineGone(t *testing.T) {
	const bad, good = "Name: audit\nRetentionPeriod: 3\nKmsKeyId: x\n", "Name: audit\nRetentionPeriod: 90\n"
	files := map[string]string{"a.yaml": bad, "b.yaml": bad, "c.yaml": bad, "d.json": `{"Name": "audit",}`}
	l := newLinter(t, Options{Dir: folder(t, files)})
	dir := l.options.Dir
	b := baselineOf(t, l)
	if b.Len() != 6 {
		t.Fatalf("%d findings in the baseline: %s", b.Len(), b.Text())
	}
	write(t, dir, "a.yaml", good)
	write(t, dir, "b.yaml", good)
	of := func(o Options, paths ...string) []string {
		t.Helper()
		o.Dir = dir
		l := newLinter(t, o)
		var gone []string
		for entry, count := range l.ApplyBaseline(b, run(t, l, paths...)) {
			gone = append(gone, entry.File+" "+entry.Rule+strings.Repeat("!", count-1))
		}
		slices.Sort(gone)
		return gone
	}
	same(t, "gone in all files", []string{"a.yaml EDS301", "a.yaml EDS501", "b.yaml EDS301", "b.yaml EDS501"}, of(Options{}))
	same(t, "gone in one file", []string{"a.yaml EDS301", "a.yaml EDS501"}, of(Options{}, "a.yaml"))
	same(t, "gone of one rule", []string{"a.yaml EDS301", "b.yaml EDS301"}, of(Options{Only: []string{"EDS301"}}))
	same(t, "gone but for a locked rule, which none can hold", []string{"a.yaml EDS301", "a.yaml EDS501", "b.yaml EDS301", "b.yaml EDS501", "c.yaml EDS301"},
		of(Options{Config: locking(t, "retention-period")}))
	write(t, dir, "a.yaml", good+"---\n[\n")
	same(t, "gone, with a file that is broken", []string{"b.yaml EDS301", "b.yaml EDS501"}, of(Options{}))
	if err := os.Remove(filepath.Join(dir, "c.yaml")); err != nil {
		t.Fatal(err)
	}
	same(t, "gone, with a file that was deleted", []string{"b.yaml EDS301", "b.yaml EDS501", "c.yaml EDS301", "c.yaml EDS501"}, of(Options{}, "b.yaml"))
}

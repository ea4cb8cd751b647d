package suppress

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
)

const one = `{"rule": "EDS301", "file": "a.yaml", "fingerprint": "0011", "count": 2}`

func TestParseBaselineFaults(t *testing.T) {
	for text, want := range map[string]string{
		"":                                   "x.json:1:1: the baseline is empty; write it anew with --write-baseline",
		"[]":                                 "x.json:1:1: the baseline is a list, and must be an object",
		"{}":                                 "x.json:1:1: the baseline lacks its member `version`",
		"{\"version\": 1}":                   "x.json:1:1: the baseline lacks its member `findings`",
		"{\n\"version\": 1,\n}":              "x.json:2:13: a comma stands before `}`, with nothing between them; mend it, or write the baseline anew with --write-baseline",
		"{\"findings\": [], \"version\": 2}": "x.json:1:29: the baseline is of version 2, but this edslint reads version 1; use the edslint that wrote it, or write it anew with --write-baseline",
		`{"findings": [], "version": "1"}`:   "x.json:1:29: `version` must be a whole number, 1 or greater",
		`{"findings": [], "version": 1, "version": 1}`: "x.json:1:32: ",
		`{"findings": {}, "version": 1}`:               "x.json:1:14: `findings` is an object, and must be a list",
		`{"findings": [], "versoin": 1}`:               "x.json:1:18: the baseline has no member `versoin`; did you mean `version`?",
		"{\"version\": 1, \"findings\": [\n5]}":        "x.json:2:1: a finding of the baseline is a number, and must be an object",
		"{\"version\": 1, \"findings\": [\n" + one + ",\n" + strings.Replace(one, "2}", "0}", 1) + "]}": "x.json:3:70: `count` must be a whole number, 1 or greater",
		"{\"version\": 1, \"findings\": [\n" + strings.Replace(one, "2}", "1.5}", 1) + "]}":             "x.json:2:70: `count` must be a whole number, 1 or greater",
		"{\"version\": 1, \"findings\": [\n" + strings.Replace(one, `"0011"`, `11`, 1) + "]}":           "x.json:2:53: `fingerprint` must be a string that is not empty",
		"{\"version\": 1, \"findings\": [\n" + strings.Replace(one, `"file"`, `"flie"`, 1) + "]}":       "x.json:2:20: a finding of the baseline has no member `flie`; did you mean `file`?",
		"{\"version\": 1, \"findings\": [\n" + strings.Replace(one, `, "count": 2`, ``, 1) + "]}":       "x.json:2:1: a finding of the baseline lacks its member `count`",
		"{\"version\": 1, \"findings\": [\n<<<<<<< HEAD\n" + one + "]}":                                 "x.json:2:1: ",
	} {
		counts, err := parseBaseline("x.json", []byte(text))
		if err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: %v, %v; want %s", text, counts, err, want)
		}
	}
}

func TestBaselineText(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "stores", "old"), 0o755); err != nil {
		t.Fatal(err)
	}
	working := filepath.Join(dir, "stores")
	b, err := NewBaseline(working, filepath.Join("..", "base.json"))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "base.json")
	if diff := cmp.Diff("{\n  \"version\": 1,\n  \"findings\": []\n}\n", string(b.Text())); diff != "" {
		t.Errorf("empty (-want +got):\n%s", diff)
	}
	for _, f := range []finding.Finding{
		{RuleID: "EDS301", File: "b.yaml", Identity: "02"},
		{RuleID: "EDS301", File: "b.yaml", Identity: "01"},
		{RuleID: "EDS301", File: filepath.ToSlash(working) + "/b.yaml", Identity: "01"},
		{RuleID: "EDS105", File: "b.yaml", Identity: "03"},
		{RuleID: "EDS301", File: "../<a> & \"é\".yaml", Identity: "01"},
		{RuleID: "EDS301", File: "old/a.yaml", Identity: "01"},
	} {
		b.Add(f)
	}
	want := `{
  "version": 1,
  "findings": [
    {"rule":"EDS301","file":"<a> & \"é\".yaml","fingerprint":"01","count":1},
    {"rule":"EDS105","file":"stores/b.yaml","fingerprint":"03","count":1},
    {"rule":"EDS301","file":"stores/b.yaml","fingerprint":"01","count":2},
    {"rule":"EDS301","file":"stores/b.yaml","fingerprint":"02","count":1},
    {"rule":"EDS301","file":"stores/old/a.yaml","fingerprint":"01","count":1}
  ]
}
`
	if diff := cmp.Diff(want, string(b.Text())); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	if _, err := ReadBaseline(working, "../base.json"); err == nil || err.Error() !=
		"there is no baseline \"../base.json\"; write one with `edslint lint --write-baseline --baseline ../base.json`" {
		t.Error(err)
	}
	if err := os.WriteFile(path, b.Text(), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, c := range [][2]string{{working, "../base.json"}, {dir, "base.json"}, {"", path}} {
		again, err := ReadBaseline(c[0], c[1])
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(b.counts, again.counts); diff != "" || again.Len() != 6 {
			t.Errorf("%v (-want +got):\n%s", c, diff)
		}
	}
	rest := b.Without(map[Entry]int{{"EDS301", "stores/b.yaml", "01"}: 1, {"EDS105", "stores/b.yaml", "03"}: 1})
	if rest.Len() != 4 || b.Len() != 6 {
		t.Errorf("%d of %d left", rest.Len(), b.Len())
	}
}

// FuzzBaseline: a baseline that is read is written the same.
func FuzzBaseline(f *testing.F) {
	for _, seed := range []string{
		"", "{", `{"version": 1, "findings": [` + one + `]}`, `{"version": 1, "findings": [` + one + "," + one + `]}`, `{"version": 2e0, "findings": [{}]}`, `{"version": 1, "findings": null, "x": 1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		counts, err := parseBaseline("x.json", text)
		if err != nil {
			if !strings.HasPrefix(err.Error(), "x.json:") {
				t.Fatal(err)
			}
			return
		}
		b := &Baseline{counts: counts}
		again, err := parseBaseline("x.json", b.Text())
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(counts, again); diff != "" {
			t.Fatal(diff)
		}
	})
}

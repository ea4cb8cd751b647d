package linter

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

// prints are the fingerprints of a file's findings, each after what it is of.
func prints(t *testing.T, name, text string) []string {
	t.Helper()
	var all []string
	for _, f := range lintText(t, Auto, name, text).Findings {
		all = append(all, f.Name+" "+f.Fingerprint)
	}
	slices.Sort(all)
	return all
}

const faulty = `Name: audit
RetentionPeriod: 3
AdvancedEventSelectors:
  - Name: objects
    FieldSelectors:
      - Field: eventCategory
        Equals: [Data]
      - Field: resources.type
        Equals: ["AWS::S3::Object"]
      - Field: readOnly
        Equals: ["yes"]
      - Field: resources.ARN
        Equals: ["arn:aws:s3:::audit", "arn:aws:s3:::other"]
  - Name: functions
    FieldSelectors:
      - Field: eventCategory
        Equals: [Data]
      - Field: resources.type
        Equals: ["AWS::Lambda::Function"]
      - Field: readOnly
        NotEquals: ["true"]
TagsList:
  - Key: team
    Valu: audit
  - Key: team
  - Key: ""
`

func TestFingerprint(t *testing.T) {
	want := prints(t, "stores/a.yaml", faulty)
	if len(want) != 8 {
		t.Fatalf("%d findings: %q", len(want), want)
	}
	for i, print := range want {
		if !regexp.MustCompile(`^[a-z-]+ [0-9a-f]{16}$`).MatchString(print) {
			t.Errorf("%q is no fingerprint", print)
		}
		if i > 0 && want[i-1] == print {
			t.Errorf("two findings have the fingerprint %s", print)
		}
	}
	flow := `{Name: "audit", RetentionPeriod: 0x3, TagsList: [{Key: team, Valu: audit}, {Key: "team"}, {Key: ''}], AdvancedEventSelectors: [
{Name: objects, FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Equals: ["AWS::S3::Object"], Field: resources.type},
{Field: readOnly, Equals: ["yes"]}, {Field: resources.ARN, Equals: ["arn:aws:s3:::audit", "arn:aws:s3:::other"]}]},
{Name: functions, FieldSelectors: [{Field: eventCategory, Equals: [Data]}, {Field: resources.type, Equals: ["AWS::Lambda::Function"]},
{Field: readOnly, NotEquals: ["true"]}]}]}
`
	head, selectors, _ := strings.Cut(faulty, "  - Name: objects\n")
	objects, rest, _ := strings.Cut(selectors, "  - Name: functions\n")
	functions, tags, _ := strings.Cut(rest, "TagsList:\n")
	swapped := head + "  - Name: functions\n" + functions + "  - Name: objects\n" + objects + "TagsList:\n" + tags
	const readOnly = "      - Field: readOnly\n        Equals: [\"yes\"]\n"
	without := strings.Replace(faulty, readOnly, "", 1)
	for name, text := range map[string]string{
		"again":                             faulty,
		"moved down":                        "# a comment\n\n\n" + faulty,
		"indented":                          "    " + strings.ReplaceAll(faulty, "\n", "\n    "),
		"Windows line ends":                 strings.ReplaceAll(faulty, "\n", "\r\n"),
		"in flow style":                     flow,
		"selectors swapped":                 swapped,
		"the name moved":                    strings.TrimPrefix(faulty, "Name: audit\n") + "Name: audit\n",
		"statements swapped":                strings.Replace(without, "    FieldSelectors:\n", "    FieldSelectors:\n"+readOnly, 1),
		"another member":                    faulty + "StartIngestion: true\n",
		"another selector before":           strings.Replace(faulty, "AdvancedEventSelectors:\n", "AdvancedEventSelectors:\n  - FieldSelectors: [{Field: eventCategory, Equals: [Management]}]\n", 1),
		"another statement in its selector": strings.Replace(faulty, readOnly, "      - Field: eventName\n        Equals: [GetObject]\n"+readOnly, 1),
	} {
		same(t, "fingerprints, "+name, want, prints(t, "stores/a.yaml", text))
	}
}

// TestFingerprintBeside: a fault that is added changes none of the others', also
// where the list or object that it stands in has one itself or has no name.
func TestFingerprintBeside(t *testing.T) {
	const base = `Name: audit
AdvancedEventSelectors:
  - FieldSelectors:
      - Field: eventCategory
        Equals: [Data]
      - Field: readOnly
        Equals: ["yes"]
  - FieldSelectors:
      - Field: resources.type
        Equals: ["AWS::S3::Object", "AWS::Lambda::Function"]
      - Field: eventCategory
        Equals: [Data]
      - Field: readOnly
        Equals: ["yes"]
TagsList:
  - Valu: x
    Kind: y
`
	want := prints(t, "a.yaml", base)
	if len(want) != 7 {
		t.Fatalf("%d findings: %q", len(want), want)
	}
	for name, change := range map[string][2]string{
		"a value":                         {`["yes"]`, `["yes", "no"]`},
		"a statement":                     {"      - Field: readOnly\n", "      - Field: eventNam\n        Equals: [x]\n      - Field: readOnly\n"},
		"a statement without a field":     {"      - Field: readOnly\n", "      - Equals: [x]\n      - Field: readOnly\n"},
		"a member of a selector":          {"  - FieldSelectors:\n", "  - Colour: 5\n    FieldSelectors:\n"},
		"an operator":                     {`["yes"]`, "[\"yes\"]\n        Matches: [x]"},
		"a member of a tag":               {"Kind: y", "Kind: y\n    Colour: z"},
		"a tag":                           {"TagsList:\n", "TagsList:\n  - Value: z\n"},
		"a member":                        {"Name: audit\n", "Name: audit\nRetentionPeriod: 3\n"},
		"a document":                      {"Name: audit\n", "Name: other\nRetentionPeriod: 3\n---\nName: audit\n"},
		"a selector of another type":      {"AdvancedEventSelectors:\n", "AdvancedEventSelectors:\n  - FieldSelectors: [{Field: eventCategory, Equals: [Nothing]}]\n"},
		"a name, misspelt":                {"Name: audit", "Name: audit!"},
		"a category, misspelt":            {"Equals: [Data]\n      - Field: readOnly\n        Equals: [\"yes\"]\nTags", "Equals: [data]\n      - Field: readOnly\n        Equals: [\"yes\"]\nTags"},
		"a type, misspelt":                {"AWS::Lambda::Function", "AWS::Lambda::Functoin"},
		"a name that readers disagree on": {"Name: audit\n", "Name: audit\nyes: 5\n"},
	} {
		got := prints(t, "a.yaml", strings.Replace(base, change[0], change[1], 1))
		more := 0
		for _, print := range got {
			if !slices.Contains(want, print) {
				more++
			}
		}
		if more == 0 {
			t.Errorf("%s is no fault", name)
		}
		for _, print := range want {
			// Of a selector that isn't whole no rule says what it lacks, and of types that aren't known none how many they may be.
			unjudged := strings.HasPrefix(print, "missing-field") && strings.HasPrefix(name, "a statement") ||
				strings.HasPrefix(print, "several-values") && name == "a type, misspelt"
			if !slices.Contains(got, print) && !unjudged {
				t.Errorf("with %s more, %s is missing in %q", name, print, got)
			}
		}
	}
}

// TestFingerprintDiffers where a finding is another one.
func TestFingerprintDiffers(t *testing.T) {
	one := func(name, text string) string {
		t.Helper()
		all := prints(t, name, text)
		if len(all) != 1 {
			t.Fatalf("%q in:\n%s", all, text)
		}
		return all[0]
	}
	base := one("a.yaml", "Name: audit\nRetentionPeriod: 3\n")
	for name, other := range map[string]string{
		"another value": one("a.yaml", "Name: audit\nRetentionPeriod: 4\n"),
		"another file":  one("b.yaml", "Name: audit\nRetentionPeriod: 3\n"),
		"another rule":  one("a.yaml", "Name: audit\nRetentionPeriod: '3'\n"),
		"another form":  one("a.json", `{"Name": "audit", "RetentionPeriod": 3}`),
	} {
		if other == base {
			t.Errorf("%s has the same fingerprint", name)
		}
	}
	// A name is one even where it is of the wrong type, whatever stands beside it.
	same(t, "fingerprint of a tag without a key", one("a.yaml", "Name: audit\nTagsList: [{Key: 5, Value: x}]\n"),
		one("a.yaml", "Name: audit\nTagsList: [{Value: x, Key: 5}]\n"))
	if one("a.yaml", "Name: audit\nTagsList: [{Key: 5, Value: x}]\n") == one("a.yaml", "Name: audit\nTagsList: [{Key: 6, Value: x}]\n") {
		t.Error("two tags have the same fingerprint")
	}
	if one("a.yaml", "Name: yes\nStartIngestion: true\n") == one("a.yaml", "Name: no\nStartIngestion: true\n") {
		t.Error("two texts have the same fingerprint")
	}
	tag := one("a.yaml", "Name: audit\nTagsList: [{Key: a, Value: ''}]\n")
	if other := one("a.yaml", "Name: audit\nTagsList: [{Key: b, Value: ''}]\n"); other == tag {
		t.Error("the values of two tags have the same fingerprint")
	}
	in := func(selector string) string {
		return "Name: audit\nAdvancedEventSelectors:\n  - {Name: " + selector + ", FieldSelectors: [{Field: eventCategory, Equals: [Data]}]}\n"
	}
	if one("a.yaml", in("x")) == one("a.yaml", in("z")) {
		t.Error("what lacks in two selectors has the same fingerprint")
	}
}

// TestFingerprintCount tells equal findings apart by counting them, so that
// one more doesn't change the others.
func TestFingerprintCount(t *testing.T) {
	const bad = "  - FieldSelectors: [{Field: eventCategory, Equals: [Nothing]}]\n"
	before := ""
	for n := 1; n <= 4; n++ {
		all := prints(t, "a.yaml", "Name: audit\nAdvancedEventSelectors:\n"+strings.Repeat(bad, n))
		if unique := slices.Compact(slices.Clone(all)); len(all) != n || len(unique) != n {
			t.Errorf("%d equal selectors: %q", n, all)
		}
		for print := range strings.FieldsSeq(before) {
			if !slices.Contains(all, "value-not-allowed "+print) {
				t.Errorf("%d equal selectors lost %s", n, print)
			}
		}
		before = strings.ReplaceAll(strings.Join(all, " "), "value-not-allowed", "")
	}
	// Two requests of a file that have the same fault.
	all := prints(t, "a.yaml", "Name: audit\nRetentionPeriod: 3\n---\nName: other\nRetentionPeriod: 3\n")
	if len(all) != 2 || all[0] == all[1] {
		t.Errorf("two requests: %q", all)
	}
	// Faults of the file itself.
	all = prints(t, "a.yaml", "Name: audit\nName: audit\nKmsKeyId: alias/x\nKmsKeyId: alias/x\n")
	if len(all) != 2 || all[0] == all[1] {
		t.Errorf("two keys: %q", all)
	}
}

// TestFingerprintOfEach: no two findings of a corpus of faults have the same.
func TestFingerprintOfEach(t *testing.T) {
	dir := "../testdata/requests"
	l := newLinter(t, Options{Dir: dir})
	seen := map[string]string{}
	for _, f := range run(t, l, "bad").Findings {
		at := fmt.Sprintf("%s:%d:%d %s", f.File, f.Region.StartLine, f.Region.StartColumn, f.Name)
		if other, ok := seen[f.Fingerprint]; ok {
			t.Errorf("%s and %s have the fingerprint %s", at, other, f.Fingerprint)
		}
		seen[f.Fingerprint] = at
	}
	if len(seen) < 100 {
		t.Errorf("only %d findings", len(seen))
	}
}

// TestFinding has all that is said of one.
func TestFinding(t *testing.T) {
	r := lintText(t, Latest, "stores/a.yaml", "Name: audit\nTagsList:\n  - Key: ä𝄞\n    Value: \"\" # 𝄞\n  - Key: ä𝄞\n")
	if len(r.Findings) != 2 {
		t.Fatal(places(r.Findings))
	}
	same(t, "finding", finding.Finding{
		RuleID: "EDS401", Name: "duplicate-tag-key", Level: finding.Error, Message: `the tag key "ä𝄞" stands twice, but keys are unique`,
		File:    "stores/a.yaml",
		Region:  finding.Region{StartLine: 5, StartColumn: 10, EndLine: 5, EndColumn: 12, StartColumn16: 10, EndColumn16: 13},
		Pointer: "/TagsList/1/Key", Edition: newer, Exception: "InvalidTagParameterException",
		Help: "leave one of the two tags out, or give it another key",
		Related: []finding.Related{{File: "stores/a.yaml", Message: `"ä𝄞" first stands here`,
			Region: finding.Region{StartLine: 3, StartColumn: 10, EndLine: 3, EndColumn: 12, StartColumn16: 10, EndColumn16: 13}}},
		Fingerprint: r.Findings[1].Fingerprint, Identity: r.Findings[1].Identity,
		Snippet: []finding.Line{{Number: 4, Text: "    Value: \"\" # 𝄞"}, {Number: 5, Text: "  - Key: ä𝄞"}},
	}, r.Findings[1])
}

package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/rules"
)

func TestArtifactLocation(t *testing.T) {
	relative := func(uri string) sarifArtifactLocation {
		return sarifArtifactLocation{URI: uri, URIBaseID: sarifRoot}
	}
	tests := map[string]sarifArtifactLocation{
		"a/b.json":           relative("a/b.json"),
		"./a//../b.json":     relative("b.json"),
		"../b.json":          relative("../b.json"),
		`a\b.json`:           relative("a%5Cb.json"), // a name, but on Windows, where none has it
		"my store#1?%.json":  relative("my%20store%231%3F%25.json"),
		"ü/監.yaml":           relative("%C3%BC/%E7%9B%A3.yaml"),
		"a:b/c.json":         relative("a%3Ab/c.json"),
		"%:/0":               relative("%25%3A/0"),
		"<stdin>":            relative("%3Cstdin%3E"),
		"\xff\x1b":           relative("%FF%1B"),
		"/etc/a b.json":      {URI: "file:///etc/a%20b.json"},
		"C:/a b/c.json":      {URI: "file:///C:/a%20b/c.json"},
		"//host/share/a.yml": {URI: "file:////host/share/a.yml"},
	}
	for name, want := range tests {
		if diff := cmp.Diff(want, artifactLocation(name)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", name, diff)
		}
	}
}

func TestPlainText(t *testing.T) {
	tests := []struct {
		texts []string
		want  string
	}{
		{[]string{"a", ""}, "a."},
		{[]string{"is it?", "write b!", "or c."}, "is it? write b! or c."},
		{[]string{`matches [a-z]\d {0}`}, `matches [a-z]\d {0}.`},
		{[]string{"[a](b)"}, `[a\](b).`},
		{[]string{`[a\](b)`}, `[a\](b).`},
		{[]string{`[a\\](b)`}, `[a\\\](b).`},
		{[]string{"a]", "(b"}, "a]. (b."},
		{[]string{"\x1b\n"}, `\x1b\n.`},
	}
	for _, test := range tests {
		if got := plainText(test.texts...); got != test.want {
			t.Errorf("plainText(%q) is %s, want %s", test.texts, got, test.want)
		}
	}
}

func TestLinkText(t *testing.T) {
	if got, want := linkText(`a[0]\b`), `a\[0\]\\b`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestRegionText(t *testing.T) {
	window := []finding.Line{{Number: 1, Text: "cde", Left: 2, Right: true}}
	tests := []struct {
		name   string
		lines  []finding.Line
		region finding.Region
		want   string
		ok     bool
	}{
		{"a part", lines(1, "x", "aü監b"), at(2, 2, 4), "ü監", true},
		{"several lines", lines(1, "x", "ab", "cd"), span(1, 1, 3, 2), "x\nab\nc", true},
		{"a line lacks", lines(1, "x", "ab"), span(1, 1, 3, 2), "", false},
		{"in the window", window, at(1, 3, 6), "cde", true},
		{"before the window", window, at(1, 2, 6), "", false},
		{"after the window", window, at(1, 3, 7), "", false},
		{"cut line of several", append(window, lines(2, "x")...), span(1, 3, 2, 2), "", false},
		{"no lines", nil, at(1, 1, 2), "", false},
		{"no region", lines(1, "x"), finding.Region{}, "", false},
	}
	for _, test := range tests {
		got, ok := regionText(test.lines, test.region)
		if got != test.want || ok != test.ok {
			t.Errorf("%s: got %q, %v, want %q, %v", test.name, got, ok, test.want, test.ok)
		}
	}
}

func TestRegionOf(t *testing.T) {
	tests := []struct{ in, want finding.Region }{
		{finding.Region{}, span(1, 1, 1, 1)},
		{finding.Region{StartLine: 2, StartColumn: 3, EndLine: 2, EndColumn: 5, StartColumn16: 4, EndColumn16: 7}, span(2, 4, 2, 7)},
		{span(4, 7, 6, 1), span(4, 7, 6, 1)},
		{span(4, 7, 3, 2), span(4, 7, 4, 7)},
	}
	for _, test := range tests {
		got := regionOf(test.in)
		want := sarifRegion{StartLine: test.want.StartLine, StartColumn: test.want.StartColumn, EndLine: test.want.EndLine, EndColumn: test.want.EndColumn}
		if diff := cmp.Diff(want, *got); diff != "" {
			t.Errorf("%+v (-want +got):\n%s", test.in, diff)
		}
	}
}

func TestDriverVersion(t *testing.T) {
	tests := map[string][2]string{ // version, semanticVersion
		"v1.2.3":                             {"1.2.3", "1.2.3"},
		"1.2.3-rc.1+abc":                     {"1.2.3-rc.1+abc", "1.2.3-rc.1+abc"},
		"v0.0.0-20260101000000-abcdef012345": {"0.0.0-20260101000000-abcdef012345", "0.0.0-20260101000000-abcdef012345"},
		"1.2":                                {"1.2", ""},
		"(devel)":                            {"", "0.0.0-dev"},
		"":                                   {"", "0.0.0-dev"},
	}
	for version, want := range tests {
		d := driver(Options{Tool: Tool{Version: version}}, nil)
		if got := [2]string{d.Version, d.SemanticVersion}; got != want {
			t.Errorf("%q: got %q, want %q", version, got, want)
		}
	}
}

func TestDescribe(t *testing.T) {
	long := describe(rules.Rule{ID: "A1", Name: "a1", Title: strings.Repeat("ü", 1025), HelpURI: "no/scheme"}, nil)
	if n := len([]rune(long.ShortDescription.Text)); n != descriptionLimit {
		t.Errorf("the short description has %d characters, want %d", n, descriptionLimit)
	}
	if long.Name != "" {
		t.Errorf("the name is %q, like the id", long.Name)
	}
	if long.HelpURI != "" {
		t.Errorf("helpUri %q is not absolute", long.HelpURI)
	}
	if long.DefaultConfiguration.Level != "warning" {
		t.Errorf("the level is %q", long.DefaultConfiguration.Level)
	}
}

func TestPascal(t *testing.T) {
	for name, want := range map[string]string{"operator-not-allowed": "OperatorNotAllowed", "kms_key 2x": "KmsKey2x", "": "", "--": "", "ä-b": "ÄB"} {
		if got := pascal(name); got != want {
			t.Errorf("pascal(%q) is %q, want %q", name, got, want)
		}
	}
}

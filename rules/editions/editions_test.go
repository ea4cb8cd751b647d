package editions_test

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/rules/editions"
)

const (
	older = "2023-06"
	newer = "2026-05"
)

type object = map[string]any

func load(t testing.TB, name string) *editions.Edition {
	t.Helper()
	e, err := editions.Load(name)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// at looks facts up by their names.
func at(t testing.TB, facts any, path ...string) any {
	t.Helper()
	for _, name := range path {
		members, _ := facts.(object)
		var ok bool
		if facts, ok = members[name]; !ok {
			t.Fatalf("no %s in %s", name, strings.Join(path, "."))
		}
	}
	return facts
}

func words(t testing.TB, facts any) []string {
	t.Helper()
	list, ok := facts.([]any)
	if !ok {
		t.Fatalf("%v is no list", facts)
	}
	all := make([]string, len(list))
	for i, word := range list {
		all[i] = word.(string)
	}
	return all
}

func TestNames(t *testing.T) {
	if diff := cmp.Diff([]string{older, newer}, editions.Names()); diff != "" {
		t.Errorf("names, oldest first (-want +got):\n%s", diff)
	}
	for _, name := range editions.Names() {
		if e := load(t, name); e.Name != name || e.Facts["name"] != name {
			t.Errorf("the edition in %s.json is called %q and %v", name, e.Name, e.Facts["name"])
		}
		if !regexp.MustCompile(`^20[0-9]{2}-[01][0-9]$`).MatchString(name) {
			t.Errorf("%s is no month, by which names are in order", name)
		}
	}
	if _, err := editions.Load("2024-01"); err == nil || err.Error() != `no edition is called "2024-01"; there are 2023-06 and 2026-05` {
		t.Errorf("an edition that isn't there: %v", err)
	}
}

func TestParseErrors(t *testing.T) {
	const whole = `"fields": {"a": {}}, "categories": {"a": {}}, "resource_types": {"a": {}}, "arn": {"level": "error"}, "kms_key_id": {"forms": []}`
	if _, err := editions.Parse([]byte(`{"name": "x", ` + whole + `}`)); err != nil {
		t.Errorf("with all that is needed: %v", err)
	}
	for text, want := range map[string]string{
		"":                         "could not read the edition: unexpected end of JSON input",
		"{":                        "could not read the edition: unexpected end of JSON input",
		"[]":                       "could not read the edition: json: cannot unmarshal array",
		`{"name": "x", "y": }`:     "could not read the edition: invalid character",
		"null":                     `could not read the edition "": it lacks "fields"`,
		"{}":                       `could not read the edition "": it lacks "fields"`,
		`{"name": 5, "fields": 5}`: `could not read the edition "": it lacks "fields"`,
		`{"name": "x", ` + strings.Replace(whole, `{"a": {}}`, `[]`, 1) + `}`:            `could not read the edition "x": it lacks "fields"`,
		`{"name": "x", ` + strings.Replace(whole, `categories`, `category`, 1) + `}`:     `could not read the edition "x": it lacks "categories"`,
		`{"name": "x", ` + strings.Replace(whole, `resource_types`, `types`, 1) + `}`:    `could not read the edition "x": it lacks "resource_types"`,
		`{"name": "x", ` + strings.Replace(whole, `{"level": "error"}`, `{}`, 1) + `}`:   `could not read the edition "x": it lacks "arn"`,
		`{"name": "x", ` + strings.Replace(whole, `{"forms": []}`, `"alias/x"`, 1) + `}`: `could not read the edition "x": it lacks "kms_key_id"`,
	} {
		if e, err := editions.Parse([]byte(text)); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, %v", text, e, err)
		}
	}
}

// TestParse makes patterns: a type's own parts first, then those of all, then the other part.
func TestParse(t *testing.T) {
	e, err := editions.Parse([]byte(`{
		"name": "2030-01",
		"categories": {"Data": {}}, "fields": {"readOnly": {}},
		"arn": {"parts": {"a": {"pattern": "x|y"}, "b": {"pattern": "[0-9]+"}}, "other_part": {"pattern": "o+"}},
		"kms_key_id": {"forms": ["<b>", "alias/<unknown>"]},
		"resource_types": {
			"own": {"arn_formats": ["arn:<a>.<b>"], "arn_formats_accepted": ["<c><c"], "parts": {"b": {"pattern": "z"}}},
			"common": {"arn_formats": ["<a>/<b>/<c>"]},
			"accepted": {"arn_formats": [], "arn_formats_accepted": ["<d>"]},
			"none": {"arn_formats": []},
			"odd": 5
		}
	}`))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"own":      `^(?:arn:(?:x|y)\.(?:z)|(?:o+)(?:o+))$`,
		"common":   `^(?:(?:x|y)/(?:[0-9]+)/(?:o+))$`,
		"accepted": `^(?:(?:o+))$`,
	} {
		if got := at(t, e.Facts, "resource_types", path, "arn_pattern"); got != want {
			t.Errorf("pattern of %s: %v, want %s", path, got, want)
		}
	}
	if _, ok := at(t, e.Facts, "resource_types", "none").(object)["arn_pattern"]; ok {
		t.Error("a type without a format has a pattern")
	}
	if got := at(t, e.Facts, "kms_key_id", "pattern"); got != `^(?:(?:[0-9]+)|alias/(?:o+))$` {
		t.Errorf("pattern of keys: %v", got)
	}
}

func TestKnows(t *testing.T) {
	for _, c := range []struct {
		kind, name   string
		older, newer bool
	}{
		{"eventCategory", "Management", true, true},
		{"eventCategory", "ActivityAuditLog", true, true},
		{"eventCategory", "NetworkActivity", false, true},
		{"eventCategory", "Insight", false, true},
		{"eventCategory", "management", false, false},
		{"field", "resources.ARN", true, true},
		{"field", "userIdentity.arn", false, true},
		{"field", "vpcEndpointId", false, true},
		{"field", "Data", false, false},
		{"resources.type", "AWS::S3::Object", true, true},
		{"resources.type", "AWS::SNS::Topic", false, true},
		{"resources.type", "AWS::S3::Objects", false, false},
		{"eventName", "GetObject", true, true},
		{"", "", false, false},
	} {
		for name, want := range map[string]bool{older: c.older, newer: c.newer} {
			e, knows := load(t, name), false
			if c.kind == "field" || c.kind == "" {
				knows = e.KnowsField(c.name)
			} else {
				knows = e.KnowsValue(c.kind, c.name)
			}
			if got := knows; got != want {
				t.Errorf("%s knows the %s %q: %v, want %v", name, c.kind, c.name, got, want)
			}
		}
	}
}

func TestOtherMember(t *testing.T) {
	for _, name := range editions.Names() {
		e := load(t, name)
		for member, want := range map[string][2]string{
			"Tags":              {"TagsList", ""},
			"EventDataStoreArn": {"", "`EventDataStoreArn` belongs to a response, not to a request; leave it out"},
			"Colour":            {"", ""},
			"":                  {"", ""},
		} {
			if use, help := e.OtherMember(member); use != want[0] || help != want[1] {
				t.Errorf("%s: instead of %q: %q, %q; want %q", name, member, use, help, want)
			}
		}
	}
	if use, help := new(editions.Edition).OtherMember("Tags"); use+help != "" {
		t.Errorf("an edition without facts: %q, %q", use, help)
	}
}

// formats are those of a type, with those that are accepted beside them.
func formats(t testing.TB, facts any) []string {
	t.Helper()
	all := words(t, at(t, facts, "arn_formats"))
	if accepted, ok := facts.(object)["arn_formats_accepted"]; ok {
		all = append(all, words(t, accepted)...)
	}
	return all
}

// TestFactsAreTheFile: rules see the file as it is, and patterns beside it.
func TestFactsAreTheFile(t *testing.T) {
	for _, name := range editions.Names() {
		e := load(t, name)
		text, err := os.ReadFile(name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		if again, err := editions.Parse(text); err != nil || !cmp.Equal(e.Facts, again.Facts) {
			t.Errorf("%s: Load and Parse differ (%v)", name, err)
		}
		var added []string
		for typ, facts := range at(t, e.Facts, "resource_types").(object) {
			if _, ok := facts.(object)["arn_pattern"]; ok != (len(formats(t, facts)) > 0) {
				added = append(added, typ)
			}
		}
		slices.Sort(added)
		if len(added) > 0 {
			t.Errorf("%s: a pattern without a format, or a format without a pattern: %v", name, added)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(`{"name": "x", "fields": {"a": 1}, "categories": {"a": 1}, "kms_key_id": {"forms": ["<x", 5]}, "arn": {"parts": {"a": {"pattern": "["}}}, "resource_types": {"t": {"arn_formats": ["<a>", "<", ">", "<<a>>", null]}}}`)
	f.Add(`{"resource_types": {"t": null}, "kms_key_id": {"forms": ["<x"]}, "Resource_Types": {"u": {"arn_formats": ["y"]}}, "other_members": {"Tags": 5}}`)
	f.Fuzz(func(t *testing.T, text string) {
		e, err := editions.Parse([]byte(text))
		if (e == nil) == (err == nil) {
			t.Errorf("an edition %v and an error %v", e, err)
		}
		if e != nil {
			e.KnowsField("a")
			e.KnowsValue("a", "t")
			e.OtherMember("Tags")
		}
	})
}

package native_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/shape/native"
	"github.com/edslint/edslint/linter/source"
)

var marks = native.Marks{
	Store:  []string{"MultiRegionEnabled", "OrganizationEnabled", "RetentionPeriod", "StartIngestion"},
	Shared: []string{"TagsList", "KmsKeyId", "TerminationProtectionEnabled", "BillingMode"},
	Other: map[string]string{
		"TrailName":    "a request for a trail",
		"S3BucketName": "a request for a trail",
		"Resources":    "a CloudFormation template",
		"apiVersion":   "a Kubernetes manifest",
	},
}

func parse(t testing.TB, text string) *source.File {
	t.Helper()
	name := "store.yaml"
	if strings.HasPrefix(text, `{"`) || strings.HasPrefix(text, "{\n") {
		name = "store.json"
	}
	file := source.Parse(name, []byte(text), source.DefaultLimits())
	for _, fault := range file.Faults {
		if fault.Fatal {
			t.Fatalf("%s in:\n%s", fault.Message, text)
		}
	}
	return file
}

// find tells what becomes of each document: "line:column request at BASE" or a reason.
func find(t *testing.T, text string, named bool) []string {
	t.Helper()
	file := parse(t, text)
	var got []string
	for _, doc := range file.Documents {
		requests, others := native.Request{Marks: marks}.Find(file, doc, named)
		for _, r := range requests {
			at := file.Position(r.Root.Start)
			got = append(got, fmt.Sprintf("%d:%d request at %q", at.Line, at.Column, r.Base))
		}
		for _, other := range others {
			at := file.Position(other.Value.Start)
			got = append(got, fmt.Sprintf("%d:%d %s", at.Line, at.Column, other.Reason))
		}
	}
	return got
}

const (
	isRequest = `1:1 request at ""`
	onlyName  = "1:1 it has a `Name`, but no member that only an event data store has"
	neither   = "1:1 it has neither `Name` nor `AdvancedEventSelectors`"
	trail     = "1:1 it is a request for a trail, for it has "
)

// TestFind takes one document in a folder that is walked, and by name.
func TestFind(t *testing.T) {
	for _, c := range []struct {
		text          string
		walked, named string
	}{
		// Surely requests.
		{"AdvancedEventSelectors: []", isRequest, isRequest},
		{`{"AdvancedEventSelectors": null}`, isRequest, isRequest},
		{"{Name: audit, RetentionPeriod: 90}", isRequest, isRequest},
		{"{Name: audit, MultiRegionEnabled: true}", isRequest, isRequest},
		{"{Name: audit, OrganizationEnabled: true}", isRequest, isRequest},
		{"{Name: audit, StartIngestion: true}", isRequest, isRequest},
		{"{Name: audit, BillingMode: x}", onlyName, isRequest},
		{"{Name: 5, RetentionPeriod: [], Colour: blue}", isRequest, isRequest},
		// Near misses of them.
		{"AdvancedEventSelector: []", isRequest, isRequest},
		{"advancedEventSelectors: []", isRequest, isRequest},
		{"advanced_event_selectors: []", isRequest, isRequest},
		{"{Name: audit, retention-period: 90}", onlyName, isRequest},
		// Only what is named is taken for one: secrets, channels and dashboards have these members too.
		{"{Name: audit, TerminationProtectionEnabled: true}", onlyName, isRequest},
		{"{Name: audit, TagsList: []}", onlyName, isRequest},
		{"{Name: audit, KmsKeyId: alias/a}", onlyName, isRequest},
		{"{Name: audit, TagList: []}", onlyName, isRequest},
		{"KmsKeyId: alias/a", neither, isRequest},
		{"Name: audit", onlyName, isRequest},
		{"name: audit", neither, isRequest},
		{"Names: audit", neither, isRequest},
		{"RetentionPeriod: 90", neither, isRequest},
		{"{name: audit, retentionPeriod: 90}", neither, isRequest},
		{"{}", neither, isRequest},
		// None.
		{"colour: blue", neither, neither},
		{"{AdvancedEvents: [], Tags: []}", neither, neither},
		{"EventSelectors: []", neither, neither},
		{"{Version: 2012-10-17, Statement: []}", neither, neither},
		{"{TrailName: x, AdvancedEventSelectors: []}", trail + "`TrailName`", trail + "`TrailName`"},
		{"{AdvancedEventSelectors: [], TrailName: x}", trail + "`TrailName`", trail + "`TrailName`"},
		{"{Name: x, S3BucketName: x, TagsList: []}", trail + "`S3BucketName`", trail + "`S3BucketName`"},
		{"{Resources: {}, Name: x, TagsList: []}", "1:1 it is a CloudFormation template, for it has `Resources`", "1:1 it is a CloudFormation template, for it has `Resources`"},
		{"{apiVersion: v1, AdvancedEventSelectors: []}", "1:1 it is a Kubernetes manifest, for it has `apiVersion`", "1:1 it is a Kubernetes manifest, for it has `apiVersion`"},
		{"FieldSelectors: []", "1:1 it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request",
			"1:1 it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"},
		{"{Field: readOnly, Equals: ['true']}", "1:1 it is a statement of a selector, which belongs into the list `FieldSelectors` of a selector",
			"1:1 it is a statement of a selector, which belongs into the list `FieldSelectors` of a selector"},
		{"text", "1:1 it is a string, not an object", "1:1 it is a string, not an object"},
		{"5", "1:1 it is a number, not an object", "1:1 it is a number, not an object"},
		{"true", "1:1 it is a boolean, not an object", "1:1 it is a boolean, not an object"},
		{"2024-01-01", "1:1 it is a date, not an object", "1:1 it is a date, not an object"},
		{"~", "1:1 it is null, not an object", "1:1 it is null, not an object"},
		{"[]", "1:1 it is an empty list", "1:1 it is an empty list"},
	} {
		for named, want := range map[bool]string{false: c.walked, true: c.named} {
			if diff := cmp.Diff([]string{want}, find(t, c.text, named)); diff != "" {
				t.Errorf("%s (named %v) (-want +got):\n%s", c.text, named, diff)
			}
		}
	}
}

// A selector that is named has a Name too, and is none the less no request.
func TestSelectorByName(t *testing.T) {
	const selector = "it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"
	for _, named := range []bool{false, true} {
		if diff := cmp.Diff([]string{"1:1 " + selector}, find(t, "Name: x\nFieldSelectors: []\n", named)); diff != "" {
			t.Errorf("one (named %v) (-want +got):\n%s", named, diff)
		}
		if diff := cmp.Diff([]string{"1:2 " + selector, "1:33 " + selector}, find(t, "[{Name: x, FieldSelectors: []}, {FieldSelectors: []}]", named)); diff != "" {
			t.Errorf("a list, as --advanced-event-selectors takes it (named %v) (-want +got):\n%s", named, diff)
		}
	}
}

func TestFindLists(t *testing.T) {
	const text = `- Name: one
  RetentionPeriod: 90
- text
- AdvancedEventSelectors: []
- colour: blue
- [AdvancedEventSelectors: []]
---
Name: two
StartIngestion: true
---
- Name: three
  RetentionPeriod: 90
`
	want := []string{
		`1:3 request at "/0"`,
		`4:3 request at "/2"`,
		"3:3 it is a string, not an object",
		"5:3 it has neither `Name` nor `AdvancedEventSelectors`",
		"6:3 it is a list, not an object",
		`8:1 request at ""`,
		`11:3 request at "/0"`,
	}
	for _, named := range []bool{false, true} {
		if diff := cmp.Diff(want, find(t, text, named)); diff != "" {
			t.Errorf("named %v (-want +got):\n%s", named, diff)
		}
	}
}

func FuzzFind(f *testing.F) {
	f.Add("- Name: one\n  RetentionPeriod: 90\n- [AdvancedEventSelectors]\n---\n? [a]\n: *b\n", true)
	f.Add(`{"Name": null, "TagsList": {}, "": {"~/": 1}}`, false)
	f.Fuzz(func(t *testing.T, text string, named bool) {
		file := source.Parse("store.yaml", []byte(text), source.DefaultLimits())
		for _, doc := range file.Documents {
			if doc.Root == nil {
				continue
			}
			requests, others := native.Request{Marks: marks}.Find(file, doc, named)
			if len(requests)+len(others) == 0 {
				t.Error("a document that is neither a request nor said to be none")
			}
			for _, other := range others {
				if other.Value == nil || other.Reason == "" {
					t.Errorf("no request, but without a reason: %+v", other)
				}
			}
			for _, r := range requests {
				if place := r.At(nil); place.Value != r.Root || r.Root.Kind != source.Object {
					t.Errorf("a request that is %s", r.Root.Kind)
				}
			}
		}
	})
}

package native_test

import (
	"cmp"
	"fmt"
	"strings"
	"testing"

	diff "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/shape/native"
	"github.com/edslint/edslint/linter/source"
)

var marks = native.Marks{
	Store:    []string{"MultiRegionEnabled", "OrganizationEnabled", "RetentionPeriod", "StartIngestion"},
	Shared:   []string{"TagsList", "KmsKeyId", "TerminationProtectionEnabled", "BillingMode"},
	Response: []string{"Status", "CreatedTimestamp", "UpdatedTimestamp"},
	Basic:    []string{"ReadWriteType", "IncludeManagementEvents", "DataResources"},
	Other: map[string]string{
		"S3BucketName": "the settings of a trail, which are no request for its event selectors",
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
		requests, others := native.Shape{Marks: marks}.Find(file, doc, named)
		for _, r := range requests {
			at := file.Position(r.Root.Start)
			got = append(got, fmt.Sprintf("%d:%d %s at %q", at.Line, at.Column, cmp.Or(r.Origin().Shape, "request"), r.Base))
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
	trail     = "1:1 it is the settings of a trail, which are no request for its event selectors, for it has "
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
		{"{Name: x, S3BucketName: x, TagsList: []}", trail + "`S3BucketName`", trail + "`S3BucketName`"},
		{"{Resources: {}, Name: x, TagsList: []}", "1:1 it is a CloudFormation template, for it has `Resources`", "1:1 it is a CloudFormation template, for it has `Resources`"},
		{"{apiVersion: v1, AdvancedEventSelectors: []}", "1:1 it is a Kubernetes manifest, for it has `apiVersion`", "1:1 it is a Kubernetes manifest, for it has `apiVersion`"},
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
			if d := diff.Diff([]string{want}, find(t, c.text, named)); d != "" {
				t.Errorf("%s (named %v) (-want +got):\n%s", c.text, named, d)
			}
		}
	}
}

// TestOtherShapes takes what the API and the AWS CLI take and print besides
// CreateEventDataStore requests, by what is in it.
func TestOtherShapes(t *testing.T) {
	const arn = "arn:aws:cloudtrail:eu-west-1:111122223333:eventdatastore/a"
	for _, c := range []struct{ text, want string }{
		{"{EventDataStore: x, RetentionPeriod: 90}", `1:1 update at ""`},
		{"{EventDataStore: x, AdvancedEventSelectors: []}", `1:1 update at ""`},
		{"{EventDataStore: x, Name: audit}", `1:1 update at ""`},
		{"{EventDataStore: x, FederationRoleArn: y}", neither},
		{"{EventDataStoreArn: " + arn + ", Name: audit, Status: ENABLED}", `1:1 response at ""`},
		{"{EventDataStoreArn: " + arn + ", Name: audit, RetentionPeriod: 90}", isRequest}, // with a member too many
		{"{EventDataStores: [{EventDataStoreArn: x, Name: one, Status: ENABLED}, {EventDataStoreArn: y, Name: two}]}", `1:20 response at "/EventDataStores/0"; 1:72 response at "/EventDataStores/1"`},
		{"[{EventDataStore: x, RetentionPeriod: 90}, {Name: two, RetentionPeriod: 90}]", `1:2 update at "/0"; 1:44 request at "/1"`},
		{"{TrailName: x, AdvancedEventSelectors: []}", `1:1 trail at ""`},
		{"{TrailName: x, EventSelectors: [{}]}", `1:1 trail at ""`},
		{"{EventSelectors: [{ReadWriteType: All}]}", `1:1 trail at ""`},
		{"{TrailARN: x, AdvancedEventSelectors: []}", `1:1 trail at ""`},
		{"{TrailName: x, InsightSelectors: []}", "1:1 it names a trail, but has neither `AdvancedEventSelectors` nor `EventSelectors`"},
		{"[{Name: x, FieldSelectors: []}, {FieldSelectors: []}]", `1:1 selectors at ""`},
		{"[{fieldSelectors: [{field: readOnly}]}]", `1:1 selectors at ""`},
		{"{Name: x, FieldSelectors: []}", `1:1 selectors at ""`},
		{"[{FieldSelectors: []}, {Name: x, RetentionPeriod: 90}]", "1:24 request at \"/1\"; 1:2 it is an advanced event selector, which belongs into the list `AdvancedEventSelectors` of a request"},
		{"[{Name: x}, {FieldSelectors: []}, 5]", `1:1 selectors at ""`},
		{"[{fieldSelectors: [{path: readOnly}]}]", "1:2 it has neither `Name` nor `AdvancedEventSelectors`"},
		{"[{ReadWriteType: All}, {DataResources: []}]", `1:1 selectors at ""`},
	} {
		for _, named := range []bool{false, true} {
			if got := strings.Join(find(t, c.text, named), "; "); got != c.want {
				t.Errorf("%s (named %v): got %s, want %s", c.text, named, got, c.want)
			}
		}
	}
}

// TestForced takes a document for what --shape says, whatever it looks like.
func TestForced(t *testing.T) {
	for _, c := range []struct{ shape, text, target, name string }{
		{native.Request, "{EventDataStore: x, Colour: blue}", request.Store, ""},
		{native.Update, "{Name: audit}", request.Update, "audit"},
		{native.Response, "{Name: audit}", request.Store, "audit"},
		{native.Trail, "{TrailName: audit}", request.Trail, "audit"},
		{native.Trail, "[{FieldSelectors: []}]", request.Trail, ""},
		{native.Selectors, "[5]", request.Store, ""},
	} {
		file := parse(t, c.text)
		found, others := native.Shape{Marks: marks, Only: c.shape}.Find(file, file.Documents[0], false)
		if len(found) != 1 || len(others) > 0 {
			t.Errorf("%s as %s: %d requests, others %+v", c.text, c.shape, len(found), others)
			continue
		}
		if r := found[0]; r.Target() != c.target || r.Name() != c.name {
			t.Errorf("%s as %s: a request for a %s called %q", c.text, c.shape, r.Target(), r.Name())
		}
	}
}

// TestUnknownMembers says what of a request can't be known where it isn't there.
func TestUnknownMembers(t *testing.T) {
	for text, want := range map[string]string{
		"{EventDataStore: x, RetentionPeriod: 90}":                           "KmsKeyId TagsList",
		"{EventDataStoreArn: x, Status: x, Name: x}":                         "KmsKeyId TagsList",
		"{EventDataStoreArn: x, Status: x, AdvancedEventSelectors: []}":      "TagsList",
		"{EventDataStoreArn: x, Status: x, TagsList: [], KmsKeyId: alias/a}": "",
		"{TrailARN: x, AdvancedEventSelectors: []}":                          "TrailName",
		"{TrailName: x, AdvancedEventSelectors: []}":                         "",
		"[{FieldSelectors: []}]":                                             "KmsKeyId TagsList",
		"[{ReadWriteType: All}]":                                             "TrailName",
	} {
		file := parse(t, text)
		found, _ := native.Shape{Marks: marks}.Find(file, file.Documents[0], true)
		var open []string
		for _, name := range []string{"KmsKeyId", "TagsList", "TrailName"} {
			if found[0].Open(name) {
				open = append(open, name)
			}
		}
		if got := strings.Join(open, " "); got != want {
			t.Errorf("%s: %q may have any value, want %q", text, got, want)
		}
		for _, m := range found[0].Root.Members {
			if m.Key.Text == "Status" || m.Key.Text == "TrailARN" || m.Key.Text == "EventDataStoreArn" {
				t.Errorf("%s: the request still has %s", text, m.Key.Text)
			}
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
		if d := diff.Diff(want, find(t, text, named)); d != "" {
			t.Errorf("named %v (-want +got):\n%s", named, d)
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
			requests, others := native.Shape{Marks: marks}.Find(file, doc, named)
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

package schema_test

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

const (
	older = "2023-06"
	newer = "2026-05"
)

// fault is a schema.Fault as people see it.
type fault struct {
	place   string // line:column
	text    string // what is underlined
	rule    string
	pointer string
	message string
	help    string
}

func load(t testing.TB, edition string) *schema.Schema {
	t.Helper()
	e, err := editions.Load(edition)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Load(edition, request.Store, e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// parse reads the one request of a text: JSON if it begins with a brace.
func parse(t testing.TB, text string) *request.Request {
	t.Helper()
	name := "store.yaml"
	if strings.HasPrefix(text, "{") {
		name = "store.json"
	}
	file := source.Parse(name, []byte(text), source.DefaultLimits())
	if len(file.Documents) != 1 || file.Documents[0].Root == nil {
		t.Fatalf("%d documents, faults %v, in:\n%s", len(file.Documents), file.Faults, text)
	}
	return request.New(file, file.Documents[0].Root, "")
}

// validate returns the faults in the order of the file.
func validate(t testing.TB, s *schema.Schema, text string) []fault {
	t.Helper()
	r := parse(t, text)
	var faults []fault
	found := s.Validate(r)
	slices.SortStableFunc(found, func(a, b schema.Fault) int { return cmp.Compare(a.Start, b.Start) })
	for _, f := range found {
		at := r.File.Position(f.Start)
		faults = append(faults, fault{
			fmt.Sprintf("%d:%d", at.Line, at.Column), text[f.Start:f.End], f.Rule, f.Pointer, f.Message, f.Help,
		})
	}
	return faults
}

func check(t *testing.T, got []fault, want ...fault) {
	t.Helper()
	if diff := gocmp.Diff(want, got, gocmp.AllowUnexported(fault{})); diff != "" {
		t.Errorf("faults (-want +got):\n%s", diff)
	}
}

const requestMembers = "`Name`, `AdvancedEventSelectors`, `KmsKeyId`, `MultiRegionEnabled`, `OrganizationEnabled`, " +
	"`RetentionPeriod`, `StartIngestion`, `TagsList`, `TerminationProtectionEnabled`"

func TestValid(t *testing.T) {
	for _, text := range []string{
		"Name: audit\n",
		`{"Name": "audit", "AdvancedEventSelectors": []}`,
		`{"Name": "audit", "TagsList": [], "RetentionPeriod": -5}`, // whether it is a good number, rules say
		`Name: audit
AdvancedEventSelectors:
  - FieldSelectors: &all
      - {Field: eventCategory, Equals: [Management]}
  - Name: ""
    FieldSelectors: *all
MultiRegionEnabled: true
OrganizationEnabled: false
RetentionPeriod: 0x5A
TerminationProtectionEnabled: true
TagsList: [{Key: a}, {Key: b, Value: c}]
KmsKeyId: alias/x
StartIngestion: false
`,
	} {
		for _, edition := range []string{older, newer} {
			check(t, validate(t, load(t, edition), text))
		}
	}
}

func TestMissing(t *testing.T) {
	const (
		noName  = "a CreateEventDataStore request lacks `Name`, which is required"
		noList  = "`AdvancedEventSelector` lacks `FieldSelectors`, which is required"
		noField = "`AdvancedFieldSelector` lacks `Field`, which is required"
		noKey   = "`Tag` lacks `Key`, which is required"
	)
	for name, c := range map[string]struct {
		text string
		want []fault
	}{
		"request, JSON": {"\n" + `  {"RetentionPeriod": 90}`[2:], []fault{
			{"2:1", "{", "missing-member", "", noName, "add `Name`"},
		}},
		"request, empty": {"{}", []fault{
			{"1:1", "{", "missing-member", "", noName, "add `Name`"},
		}},
		"request, YAML": {"# a comment\nRetentionPeriod: 90\nStartIngestion: true\n", []fault{
			{"2:1", "RetentionPeriod", "missing-member", "", noName, "add `Name`"},
		}},
		"selector, statement and tag, JSON": {`{
  "Name": "audit",
  "AdvancedEventSelectors": [
    {"Name": "x"},
    {"FieldSelectors": [
      {
        "Equals": ["Data"]
      }
    ]}
  ],
  "TagsList": [{"Key": "a"}, {}]
}`, []fault{
			{"4:5", "{", "missing-member", "/AdvancedEventSelectors/0", noList, "add `FieldSelectors`"},
			{"6:7", "{", "missing-member", "/AdvancedEventSelectors/1/FieldSelectors/0", noField, "add `Field`"},
			{"11:30", "{", "missing-member", "/TagsList/1", noKey, "add `Key`"},
		}},
		"selector, statement and tag, YAML": {`Name: audit
AdvancedEventSelectors:
  -
    Name: x
  - FieldSelectors:
      - Equals: [Data]
TagsList:
  - {}
  - Value: x
`, []fault{
			{"4:5", "Name", "missing-member", "/AdvancedEventSelectors/0", noList, "add `FieldSelectors`"},
			{"6:9", "Equals", "missing-member", "/AdvancedEventSelectors/1/FieldSelectors/0", noField, "add `Field`"},
			{"8:5", "{", "missing-member", "/TagsList/0", noKey, "add `Key`"},
			{"9:5", "Value", "missing-member", "/TagsList/1", noKey, "add `Key`"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			for _, edition := range []string{older, newer} {
				check(t, validate(t, load(t, edition), c.text), c.want...)
			}
		})
	}
}

func TestUndeclared(t *testing.T) {
	no := func(name string) string { return "`" + name + "` is no member of a CreateEventDataStore request" }
	for name, c := range map[string]struct {
		text string
		want []fault
	}{
		"misspelt, and its value right": {"Name: audit\nRetentionPeriods: 90\n", []fault{
			{"2:1", "RetentionPeriods", "undeclared-member", "/RetentionPeriods", no("RetentionPeriods") + "; did you mean `RetentionPeriod`?", "write `RetentionPeriod`, exactly so"},
		}},
		"misspelt, and its value wrong": {`{"Name": "audit", "retention_period": "90"}`, []fault{
			{"1:19", `"retention_period"`, "undeclared-member", "/retention_period", no("retention_period") + "; did you mean `RetentionPeriod`?", "write `RetentionPeriod`, exactly so"},
			{"1:39", `"90"`, "wrong-type", "/retention_period", "`retention_period` is the string \"90\", but must be a whole number", "write it without quotes"},
		}},
		"a misspelt member isn't also a missing one": {"Nam: audit\nAdvancedEventSelectors:\n  - FieldSelector:\n      - {Fields: readOnly, Equals: ['true']}\n", []fault{
			{"1:1", "Nam", "undeclared-member", "/Nam", no("Nam") + "; did you mean `Name`?", "write `Name`, exactly so"},
			{"3:5", "FieldSelector", "undeclared-member", "/AdvancedEventSelectors/0/FieldSelector", "`FieldSelector` is no member of `AdvancedEventSelector`; did you mean `FieldSelectors`?", "write `FieldSelectors`, exactly so"},
			{"4:10", "Fields", "undeclared-member", "/AdvancedEventSelectors/0/FieldSelector/0/Fields", "`Fields` is no member of `AdvancedFieldSelector`; did you mean `Field`?", "write `Field`, exactly so"},
		}},
		"misspelt beside the right one: its value isn't judged": {"Name: audit\nname: 5\nNames: x\n", []fault{
			{"2:1", "name", "undeclared-member", "/name", no("name"), "leave it out, since `Name` is there already"},
			{"3:1", "Names", "undeclared-member", "/Names", no("Names"), "leave it out, since `Name` is there already"},
		}},
		"misspelt before the right one": {"name: 5\nName: audit\n", []fault{
			{"1:1", "name", "undeclared-member", "/name", no("name"), "leave it out, since `Name` is there already"},
		}},
		"misspelt twice: the first counts": {"name: ab\nNAME: c\n", []fault{
			{"1:1", "name", "undeclared-member", "/name", no("name") + "; did you mean `Name`?", "write `Name`, exactly so"},
			{"1:7", "ab", "wrong-length", "/name", "`name` has 2 characters, but takes 3 to 128", "lengthen it"},
			{"2:1", "NAME", "undeclared-member", "/NAME", no("NAME"), "leave it out, since `Name` is there already"},
		}},
		"without a neighbour": {"Name: audit\nColour: {deep: [1]}\n", []fault{
			{"2:1", "Colour", "undeclared-member", "/Colour", no("Colour"), "a CreateEventDataStore request has " + requestMembers},
		}},
		"in a selector": {"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: readOnly, Values: [x]}], Id: x}]\n", []fault{
			{"2:62", "Values", "undeclared-member", "/AdvancedEventSelectors/0/FieldSelectors/0/Values", "`Values` is no member of `AdvancedFieldSelector`",
				"`AdvancedFieldSelector` has `Field`, `EndsWith`, `Equals`, `NotEndsWith`, `NotEquals`, `NotStartsWith`, `StartsWith`"},
			{"2:77", "Id", "undeclared-member", "/AdvancedEventSelectors/0/Id", "`Id` is no member of `AdvancedEventSelector`",
				"`AdvancedEventSelector` has `FieldSelectors`, `Name`"},
		}},
		"of other tools": {`{
  "Name": "audit",
  "EventDataStoreArn": 5,
  "IngestionEnabled": "yes",
  "Tags": [{"key": "a"}],
  "FederationEnabled": true,
  "EventSelectors": []
}`, []fault{
			{"3:3", `"EventDataStoreArn"`, "undeclared-member", "/EventDataStoreArn", no("EventDataStoreArn"), "`EventDataStoreArn` belongs to a response, not to a request; leave it out"},
			{"4:3", `"IngestionEnabled"`, "undeclared-member", "/IngestionEnabled", no("IngestionEnabled") + "; did you mean `StartIngestion`?", "write `StartIngestion`, exactly so"},
			{"4:23", `"yes"`, "wrong-type", "/IngestionEnabled", "`IngestionEnabled` is the string \"yes\", but must be true or false", "write true or false"},
			{"5:3", `"Tags"`, "undeclared-member", "/Tags", no("Tags") + "; did you mean `TagsList`?", "write `TagsList`, exactly so"},
			{"5:13", `"key"`, "undeclared-member", "/Tags/0/key", "`key` is no member of `Tag`; did you mean `Key`?", "write `Key`, exactly so"},
			{"6:3", `"FederationEnabled"`, "undeclared-member", "/FederationEnabled", no("FederationEnabled"), "federation is switched on with EnableFederation after the store was made"},
			{"7:3", `"EventSelectors"`, "undeclared-member", "/EventSelectors", no("EventSelectors"), "basic event selectors are for trails only; write `AdvancedEventSelectors`"},
		}},
		"of other tools, beside the right one": {"Name: audit\nTags: 5\nTagsList: []\n", []fault{
			{"2:1", "Tags", "undeclared-member", "/Tags", no("Tags"), "leave it out, since `TagsList` is there already"},
		}},
		"of other tools, where the right one has no place": {"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: [{Field: readOnly, Equals: ['true']}], Tags: 5}]\n", []fault{
			{"2:82", "Tags", "undeclared-member", "/AdvancedEventSelectors/0/Tags", "`Tags` is no member of `AdvancedEventSelector`",
				"`AdvancedEventSelector` has `FieldSelectors`, `Name`"},
		}},
		"name that a pointer escapes": {`{"Name": "audit", "a/b~c": 1}`, []fault{
			{"1:19", `"a/b~c"`, "undeclared-member", "/a~1b~0c", no("a/b~c"), "a CreateEventDataStore request has " + requestMembers},
		}},
		"name of many characters": {`{"Name": "audit", "` + strings.Repeat("ä", 101) + `": 1}`, []fault{
			{"1:19", `"` + strings.Repeat("ä", 101) + `"`, "undeclared-member", "/" + strings.Repeat("ä", 101), no(strings.Repeat("ä", 100) + "…"), "a CreateEventDataStore request has " + requestMembers},
		}},
	} {
		t.Run(name, func(t *testing.T) { check(t, validate(t, load(t, older), c.text), c.want...) })
	}
}

// TestCamelCase takes what a CloudTrail event records of a request, in which
// each member begins with a small letter.
func TestCamelCase(t *testing.T) {
	got := validate(t, load(t, newer), `name: audit
advancedEventSelectors:
  - name: x
    fieldSelectors:
      - field: eventCategory
        equals: [5]
        notStartsWith: [x]
retentionPeriod: 90
billingMode: FIXED_RETENTION_PRICING
tagsList:
  - key: a
    value: b
`)
	var wrong []string
	for _, f := range got {
		if f.rule != "undeclared-member" {
			wrong = append(wrong, f.place+" "+f.rule+" "+f.message)
			continue
		}
		upper := strings.ToUpper(f.text[:1]) + f.text[1:]
		if want := "; did you mean `" + upper + "`?"; !strings.HasSuffix(f.message, want) {
			t.Errorf("%s: %s; want %q at its end", f.place, f.message, want)
		}
	}
	if want := []string{"6:18 wrong-type item 1 of `equals` is the number 5, but must be a string"}; !slices.Equal(wrong, want) {
		t.Errorf("beside the names: %q, want %q", wrong, want)
	}
	if len(got) != 13 {
		t.Errorf("%d faults, want the 12 names and a value: %v", len(got), got)
	}
}

// TestAnchor holds a fault in an anchor's value to one finding, where the
// anchor stands, and always in the same words.
func TestAnchor(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want []fault
	}{
		"value": {`Name: audit
AdvancedEventSelectors:
  - &one
    FieldSelectors:
      - &two {Field: eventCategory, Equals: &three [5], NotEquals: *three, EndsWith: *three, StartsWith: *three}
      - *two
  - *one
  - <<: *one
    Name: merged
`, []fault{
			{"5:53", "5", "wrong-type", "/AdvancedEventSelectors/0/FieldSelectors/0/Equals/0", "item 1 of `Equals` is the number 5, but must be a string", `write it in quotes: "5"`},
		}},
		"missing member": {`Name: audit
AdvancedEventSelectors:
  - FieldSelectors: [&one {Equals: [Data]}, *one, *one]
`, []fault{
			{"3:27", "{", "missing-member", "/AdvancedEventSelectors/0/FieldSelectors/0", "`AdvancedFieldSelector` lacks `Field`, which is required", "add `Field`"},
		}},
		"undeclared member": {`Name: audit
TagsList: [&one {Key: a, Colour: b}, *one, *one]
`, []fault{
			{"2:26", "Colour", "undeclared-member", "/TagsList/0/Colour", "`Colour` is no member of `Tag`", "`Tag` has `Key`, `Value`"},
		}},
		"value of two members": {`KmsKeyId: &one a b
Name: *one
`, []fault{
			{"1:16", "a b", "wrong-pattern", "/KmsKeyId", "`KmsKeyId` can't be \"a b\", with \" \" in it: it takes only letters, digits and . _ / : -", "write it with other characters"},
		}},
	} {
		t.Run(name, func(t *testing.T) {
			s := load(t, newer)
			for range 30 {
				check(t, validate(t, s, c.text), c.want...)
				if t.Failed() {
					break
				}
			}
		})
	}
}

// TestDuplicateKey takes the last of two equal keys, as readers of JSON do;
// that there are two is a fault of the file.
func TestDuplicateKey(t *testing.T) {
	check(t, validate(t, load(t, older), `{"Name": "audit", "Name": "a b"}`), fault{
		"1:27", `"a b"`, "wrong-pattern", "/Name",
		"`Name` can't be \"a b\", with \" \" in it: it takes only letters, digits, dots, underscores and hyphens", "write it with other characters",
	})
	check(t, validate(t, load(t, older), `{"Name": "a b", "Name": "audit"}`))
}

// TestMarks shows what is left for rules to judge.
func TestMarks(t *testing.T) {
	r := parse(t, `{
  "name": "audit", "RetentionPeriod": "x", "StartIngestion": true, "Colour": 1, "startIngestion": false,
  "TagsList": [{"Key": ""}, {"Key": "a"}],
  "AdvancedEventSelectors": [{"FieldSelectors": []}]
}`)
	load(t, older).Validate(r)
	if got := r.Name(); got != "audit" {
		t.Errorf("the name is %q, want that of the misspelt member", got)
	}
	for _, c := range []struct {
		path  []any
		known bool
	}{
		{[]any{}, true},
		{[]any{"Name"}, true},
		{[]any{"RetentionPeriod"}, false},
		{[]any{"StartIngestion"}, true},
		{[]any{"Colour"}, false},
		{[]any{"startIngestion"}, false},
		{[]any{"TagsList"}, true},
		{[]any{"TagsList", 0, "Key"}, false},
		{[]any{"TagsList", 1, "Key"}, true},
		{[]any{"AdvancedEventSelectors", 0}, true},
		{[]any{"AdvancedEventSelectors", 0, "FieldSelectors"}, false},
	} {
		if place := r.At(c.path); !place.Found || place.Known != c.known {
			t.Errorf("%v: found %v, known %v; want known %v", c.path, place.Found, place.Known, c.known)
		}
	}
}

// TestUnknownIsNotJudged: of what can't be known, the schema doesn't speak either.
func TestUnknownIsNotJudged(t *testing.T) {
	r := parse(t, `{"Name": "a b", "RetentionPeriod": "x", "Colour": 1, "TagsList": [5, {"key": 5}], "AdvancedEventSelectors": [{}]}`)
	for _, path := range [][]any{{"Name"}, {"RetentionPeriod"}, {"TagsList"}, {"AdvancedEventSelectors", 0}} {
		r.MarkUnknown(r.At(path).Value)
	}
	faults := load(t, older).Validate(r)
	if len(faults) != 1 || faults[0].Pointer != "/Colour" {
		t.Errorf("faults: %+v; want that of Colour alone", faults)
	}
}

// A required member under a name that nobody takes for a misspelling is one fault.
func TestRequiredUnderAnotherName(t *testing.T) {
	for _, text := range []string{
		`{"StoreName": "audit", "RetentionPeriod": 90}`,
		`{"Name": "audit", "TagsList": [{"TagLabel": "a"}]}`,
		`{"Name": "audit", "AdvancedEventSelectors": [{"Conditions": []}]}`,
		`{"Name": "audit", "AdvancedEventSelectors": [{"FieldSelectors": [{"Attribute": "eventName", "Equals": ["a"]}]}]}`,
	} {
		var rules []string
		for _, f := range load(t, older).Validate(parse(t, text)) {
			rules = append(rules, f.Rule)
		}
		if diff := gocmp.Diff([]string{"undeclared-member"}, rules); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

package linter

import (
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

// TestOneFaultOneFinding damages structure: no rule speaks of the place again,
// and none takes what can't be known for what isn't there.
func TestOneFaultOneFinding(t *testing.T) {
	const s3 = "{Field: resources.type, Equals: ['AWS::S3::Object']}"
	for name, c := range map[string]struct {
		text string
		want string // line:column rule, all errors
	}{
		"Field of a wrong type":              {selector("{Field: 5, Equals: [Data]}"), "4:17 wrong-type"},
		"Field without a value":              {selector("{Field: , Equals: [Data]}"), "4:10 wrong-type"},
		"Field empty":                        {selector("{Field: '', Equals: [Data]}"), "4:17 wrong-length"},
		"Field missing":                      {selector("{Equals: [Data]}"), "4:9 missing-member"},
		"Field misspelt":                     {selector("{field: eventCategory, Equals: [Data]}", s3), "4:10 undeclared-member"},
		"Field misspelt, and its value":      {selector("{field: eventcategory, Equals: [Data]}", s3), "4:10 undeclared-member, 4:17 unknown-field"},
		"statement of a wrong type":          {selector("eventCategory"), "4:9 wrong-type"},
		"statements of a wrong type":         {"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: {Field: eventCategory}}]\n", "2:43 wrong-type"},
		"no statements":                      {"Name: audit\nAdvancedEventSelectors: [{FieldSelectors: []}]\n", "2:43 wrong-item-count"},
		"statements missing":                 {"Name: audit\nAdvancedEventSelectors: [{Name: x}]\n", "2:26 missing-member"},
		"statements misspelt":                {"Name: audit\nAdvancedEventSelectors: [{FieldSelector: [" + management + "]}]\n", "2:27 undeclared-member"},
		"selector of a wrong type":           {"Name: audit\nAdvancedEventSelectors: [Data]\n", "2:26 wrong-type"},
		"selectors of a wrong type":          {"Name: audit\nAdvancedEventSelectors: Data\n", "2:25 wrong-type"},
		"operator of a wrong type":           {selector("{Field: eventCategory, Equals: Data}"), "4:40 wrong-type"},
		"operator without a value":           {selector("{Field: eventCategory, Equals: }"), "4:32 wrong-type"},
		"operator without values":            {selector("{Field: eventCategory, Equals: []}"), "4:40 wrong-item-count"},
		"operator that there isn't":          {selector("{Field: eventCategory, Contains: [Data]}"), "4:32 undeclared-member"},
		"operator misspelt":                  {selector("{Field: eventCategory, Equal: [Data]}", s3), "4:32 undeclared-member"},
		"operator misspelt, and not allowed": {selector("{Field: eventCategory, NotEqual: [Data]}", s3), "4:32 undeclared-member, 4:32 operator-not-allowed"},
		"category of a wrong type":           {selector("{Field: eventCategory, Equals: [5]}", s3), "4:41 wrong-type"},
		"category empty":                     {selector("{Field: eventCategory, Equals: ['']}", s3), "4:41 wrong-length"},
		"a second category of a wrong type":  {selector("{Field: eventCategory, Equals: [Data, 5]}", s3), "4:47 wrong-type"},
		"type of a wrong type":               {selector(data, "{Field: resources.type, Equals: [5]}", "{Field: resources.ARN, Equals: [x]}"), "5:42 wrong-type"},
		"ARN of a wrong type":                {selector(data, s3, "{Field: resources.ARN, Equals: [111122223333]}"), "6:41 wrong-type"},
		"value of a wrong type":              {selector(management, "{Field: readOnly, Equals: [true]}"), "5:36 wrong-type"},
		"value of a date":                    {selector(data, s3, "{Field: eventName, Equals: [2024-01-01]}"), "6:37 wrong-type"},
		"retention of a wrong type":          {"Name: audit\nRetentionPeriod: '3'\n", "2:18 wrong-type"},
		"retention with a point":             {"Name: audit\nRetentionPeriod: 3.0\n", "2:18 wrong-type"},
		"retention without a value":          {"Name: audit\nRetentionPeriod:\n", "2:1 wrong-type"},
		"retention misspelt":                 {"Name: audit\nretentionPeriod: 90\n", "2:1 undeclared-member"},
		"retention misspelt, and its value":  {"Name: audit\nretentionPeriod: 3\n", "2:1 undeclared-member, 2:18 retention-period"},
		"retention beside a misspelt one":    {"Name: audit\nretentionPeriod: 3\nRetentionPeriod: 90\n", "2:1 undeclared-member"},
		"billing mode not on the list":       {"Name: audit\nBillingMode: FIXED\nRetentionPeriod: 3000\n", "2:14 value-not-listed"},
		"billing mode of a wrong type":       {"Name: audit\nBillingMode: 5\nRetentionPeriod: 3000\n", "2:14 wrong-type"},
		"key of a wrong type":                {"Name: audit\nKmsKeyId: [alias/x]\n", "2:11 wrong-type"},
		"key with a blank":                   {"Name: audit\nKmsKeyId: alias x\n", "2:11 wrong-pattern"},
		"key empty":                          {"Name: audit\nKmsKeyId: ''\n", "2:11 wrong-length"},
		"tags of a wrong type":               {"Name: audit\nTagsList: {Key: a}\n", "2:11 wrong-type"},
		"tag of a wrong type":                {"Name: audit\nTagsList: [{Key: a}, a]\n", "2:22 wrong-type"},
		"tag keys of a wrong type":           {"Name: audit\nTagsList: [{Key: a}, {Key: 5}]\n", "2:28 wrong-type"},
		"equal tag keys that are empty":      {"Name: audit\nTagsList: [{Key: ''}, {Key: ''}]\n", "2:18 wrong-length, 2:29 wrong-length"},
		"equal tag keys, misspelt":           {"Name: audit\nTagsList: [{Key: a}, {key: a}]\n", "2:23 undeclared-member, 2:28 duplicate-tag-key"},
		"tags of other tools":                {"Name: audit\nTags: [{Key: a}, {Key: a}]\n", "2:1 undeclared-member, 2:24 duplicate-tag-key"},
		"tags of other tools, as a map":      {"Name: audit\nTags: {a: b}\n", "2:1 undeclared-member, 2:7 wrong-type"},
		"ingestion of a wrong type":          {"Name: audit\nStartIngestion: 'false'\n", "2:17 wrong-type"},
		"name of a wrong type":               {"Name: [audit]\nRetentionPeriod: 90\n", "1:7 wrong-type"},
		"key twice":                          {"Name: audit\nRetentionPeriod: 90\nRetentionPeriod: 90\n", "3:1 duplicate-key"},
		// Where an anchor is used several times the fault is one.
		"anchor, structure": {selector(data, s3, "{Field: eventName, Equals: &v [5], NotEquals: *v, EndsWith: *v}"), "6:40 wrong-type"},
		"anchor, rule": {"Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors: [" + data + ", " + s3 + ", &ro {Field: readOnly, Equals: ['no']}]\n" +
			"  - FieldSelectors: [" + data + ", " + s3 + ", *ro]\n", "3:147 value-not-allowed"},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, f := range lintText(t, Auto, "a.yaml", c.text).Findings {
				if f.Level != finding.Error {
					t.Errorf("%s is no error", f.Name)
				}
				got = append(got, strings.ReplaceAll(places([]finding.Finding{f})[0], "a.yaml:", ""))
			}
			if diff := strings.ReplaceAll(strings.Join(got, ", "), "error ", ""); diff != c.want {
				t.Errorf("found %s\nwant  %s, in:\n%s", diff, c.want, c.text)
			}
		})
	}
}

// TestTags: what a YAML tag brings in can't be known, so nobody judges it.
func TestTags(t *testing.T) {
	r := lintText(t, Auto, "a.yaml", `Name: !Sub 'audit ${Stage}'
RetentionPeriod: !Ref Days
KmsKeyId: !GetAtt [Key, Arn]
TagsList: !Tags
  - {Key: 5, Colour: blue}
AdvancedEventSelectors:
  - FieldSelectors:
      - Field: eventCategory
        Equals: [!Ref Category]
      - Field: resources.ARN
        Equals: [!Sub '${Bucket}/', x]
      - !Ref Statement
MultiRegionEnabled: !!bool "true"
`)
	same(t, "findings", []string{
		"a.yaml:1:7 error unknown-tag", "a.yaml:2:18 error unknown-tag", "a.yaml:3:11 error unknown-tag", "a.yaml:4:11 error unknown-tag",
		"a.yaml:9:18 error unknown-tag", "a.yaml:11:18 error unknown-tag", "a.yaml:12:9 error unknown-tag",
	}, places(r.Findings))
	var pointers []string
	for _, f := range r.Findings {
		pointers = append(pointers, f.Pointer)
	}
	same(t, "pointers", []string{
		"/Name", "/RetentionPeriod", "/KmsKeyId", "/TagsList", "/AdvancedEventSelectors/0/FieldSelectors/0/Equals/0",
		"/AdvancedEventSelectors/0/FieldSelectors/1/Equals/0", "/AdvancedEventSelectors/0/FieldSelectors/2",
	}, pointers)
	if want := "the AWS CLI doesn't know the YAML tag !Sub"; r.Findings[0].Message != want {
		t.Errorf("%s, want %s", r.Findings[0].Message, want)
	}
	// An anchor that is used again is the same fault.
	r = lintText(t, Auto, "a.yaml", "Name: audit\nTagsList: [{Key: a, Value: &v !Ref x}, {Key: b, Value: *v}]\n")
	same(t, "findings of an anchor", []string{"a.yaml:2:31 error unknown-tag"}, places(r.Findings))
}

// TestRelated points from the second of a kind to the first.
func TestRelated(t *testing.T) {
	r := lintText(t, Auto, "a.yaml", "Name: audit\nTagsList:\n  - Key: a\n  - Key: b\n  - Key: a\n  - Key: a\n")
	same(t, "findings", []string{"a.yaml:5:10 error duplicate-tag-key", "a.yaml:6:10 error duplicate-tag-key"}, places(r.Findings))
	for _, f := range r.Findings {
		want := []finding.Related{{File: "a.yaml", Message: `"a" first stands here`, Region: finding.Region{
			StartLine: 3, StartColumn: 10, EndLine: 3, EndColumn: 11, StartColumn16: 10, EndColumn16: 11,
		}}}
		same(t, "related to "+f.Pointer, want, f.Related)
	}
}

// TestManyOfARule keeps the first thousand findings of a rule, in the order of
// the file, and says of the last how many more there are.
func TestManyOfARule(t *testing.T) {
	r := lintText(t, Auto, "a.yaml", "Name: a b\nTagsList: [{Key: ''}"+strings.Repeat(", {Key: ''}", 199)+"]\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - Field: eventName\n        Equals: ["+
		strings.Repeat("5,\n", mostOfARule+7)+"]\n")
	count := map[string]int{}
	var last finding.Finding
	for _, f := range r.Findings {
		count[f.Name]++
		if f.Name == "wrong-type" {
			last = f
		}
	}
	same(t, "findings", map[string]int{"wrong-pattern": 1, "wrong-length": 200, "wrong-type": mostOfARule, "too-many-tags": 1, "too-many-values": 1, "missing-field": 1}, count)
	if want := "item 1000 of `Equals` is the number 5, but must be a string; this rule has 7 more findings in the request"; last.Message != want {
		t.Errorf("the last says %q, want %q", last.Message, want)
	}
}

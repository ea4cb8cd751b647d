package linter

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules/editions"
)

const (
	older = "2023-06"
	newer = "2026-05"
)

// selector is a request with one selector of these statements.
func selector(statements ...string) string {
	return "Name: audit\nAdvancedEventSelectors:\n  - FieldSelectors:\n      - " + strings.Join(statements, "\n      - ") + "\n"
}

const (
	management = "{Field: eventCategory, Equals: [Management]}"
	data       = "{Field: eventCategory, Equals: [Data]}"
	network    = "{Field: eventCategory, Equals: [NetworkActivity]}"
)

func TestEditionFor(t *testing.T) {
	l := newLinter(t, Options{})
	for name, c := range map[string]struct{ text, want string }{
		"nothing new":                      {selector(management, "{Field: readOnly, Equals: ['true']}"), older},
		"no selectors":                     {"Name: audit\n", older},
		"every older type":                 {selector(data, "{Field: resources.type, Equals: ['AWS::S3Outposts::Object']}"), older},
		"a newer member":                   {"Name: audit\nBillingMode: FIXED_RETENTION_PRICING\n", newer},
		"a newer member of a wrong value":  {"Name: audit\nBillingMode: 5\n", newer},
		"a newer category":                 {selector(network), newer},
		"a newer category, not the first":  {selector("{Field: eventCategory, Equals: [Data, Insight]}"), newer},
		"a newer category, wrong operator": {selector("{Field: eventCategory, NotStartsWith: [Insight]}"), newer},
		"a newer field":                    {selector(management, "{Field: userIdentity.arn, Equals: [x]}"), newer},
		"a newer field, without operator":  {selector(management, "{Field: eventType}"), newer},
		"a newer type":                     {selector(data, "{Field: resources.type, Equals: ['AWS::SNS::Topic']}"), newer},
		"a newer type among older":         {selector(data, "{Field: resources.type, Equals: ['AWS::S3::Object', 'AWS::SNS::Topic']}"), newer},
		// Values, and names where they mean nothing, don't count.
		"a newer value":                {"Name: audit\nRetentionPeriod: 3653\n", older},
		"a category as another value":  {selector(management, "{Field: eventName, Equals: [NetworkActivity, 'AWS::SNS::Topic']}"), older},
		"a field as another value":     {"Name: userIdentity.arn\nTagsList: [{Key: BillingMode}]\n", older},
		"a newer member of a selector": {"Name: audit\nAdvancedEventSelectors: [{BillingMode: x, FieldSelectors: []}]\n", older},
		// Of a name that no edition knows nothing can be told.
		"an unknown member":                  {"Name: audit\nColour: blue\n", older},
		"an unknown category":                {selector("{Field: eventCategory, Equals: [Everything]}"), older},
		"an unknown field":                   {selector(management, "{Field: sourceIPAddress, Equals: [x]}"), older},
		"an unknown type":                    {selector(data, "{Field: resources.type, Equals: ['AWS::S3::Bucket']}"), older},
		"an unknown type beside a newer one": {selector(data, "{Field: resources.type, Equals: ['AWS::S3::Bucket', 'AWS::SNS::Topic']}"), newer},
		"an unknown member, a newer field":   {selector(management, "{Field: eventType, Equals: [x]}") + "Colour: blue\n", newer},
		"three unknown, one newer":           {selector("{Field: a, Equals: [x]}", "{Field: b, Equals: [x]}", network) + "Colour: blue\n", newer},
		// A misspelt name is one that no edition knows, but those inside count.
		"a misspelt newer member":          {"Name: audit\nbillingMode: FIXED_RETENTION_PRICING\n", newer},
		"a misspelt member":                {"Name: audit\nretentionPeriod: 5\n", older},
		"a newer category, all misspelt":   {"name: audit\nadvancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Insight]}]}]\n", newer},
		"an older category, all misspelt":  {"name: audit\nadvancedEventSelectors: [{fieldSelectors: [{field: eventCategory, equals: [Data]}]}]\n", older},
		"a newer field in a misspelt list": {"Name: audit\nAdvancedEventSelector: [{FieldSelector: [{Fields: eventType}]}]\n", newer},
		// Structure that is wrong hides nothing else.
		"wrong structure": {"Name: audit\nAdvancedEventSelectors: [5, {FieldSelectors: [5, {Field: 5}, {Field: eventCategory, Equals: [5, Insight]}]}]\n", newer},
		"no list":         {"Name: audit\nAdvancedEventSelectors: {FieldSelectors: 5}\n", older},
		"no list either":  {selector("{Field: eventCategory, Equals: Insight}"), older},
		"an alias":        {selector("{Field: eventCategory, Equals: &all [Insight]}", "{Field: eventName, Equals: *all}"), newer},
	} {
		t.Run(name, func(t *testing.T) {
			file := source.Parse("a.yaml", []byte(c.text), source.DefaultLimits())
			if len(file.Documents) != 1 {
				t.Fatalf("%v in:\n%s", file.Faults, c.text)
			}
			e, err := l.editionFor(request.New(file, file.Documents[0].Root, ""))
			if err != nil || e.Name != c.want {
				t.Errorf("held to %v (%v), want %s:\n%s", e.Name, err, c.want, c.text)
			}
		})
	}
}

// TestChosen holds every request to the edition that was chosen.
func TestChosen(t *testing.T) {
	texts := map[string]string{"new.yaml": "Name: audit\nRetentionPeriod: 90\nBillingMode: FIXED_RETENTION_PRICING\n", "old.yaml": "Name: audit\nRetentionPeriod: 90\n"}
	for edition, want := range map[string][2]string{
		"": {newer, older}, Auto: {newer, older}, Latest: {newer, newer}, older: {older, older}, newer: {newer, newer},
	} {
		r := run(t, newLinter(t, Options{Dir: folder(t, texts), Edition: edition}))
		for i, file := range r.Files {
			if got := file.Requests[0].Edition; got != want[i] {
				t.Errorf("edition %q: %s is held to %s, want %s", edition, file.Name, got, want[i])
			}
		}
		for _, f := range r.Findings {
			if f.Edition != older || f.Name != "undeclared-member" {
				t.Errorf("edition %q: %+v", edition, f)
			}
		}
		if count := len(r.Findings); (count > 0) != (edition == older) {
			t.Errorf("edition %q: %d findings", edition, count)
		}
	}
	for edition, want := range map[string]string{
		"2023-6": `no edition is called "2023-6"; there are auto, latest, 2023-06, 2026-05; did you mean "2023-06"?`,
		"lates":  `no edition is called "lates"; there are auto, latest, 2023-06, 2026-05; did you mean "latest"?`,
		"Auto":   `no edition is called "Auto"; there are auto, latest, 2023-06, 2026-05; did you mean "auto"?`,
		"newest": `no edition is called "newest"; there are auto, latest, 2023-06, 2026-05`,
	} {
		if _, err := New(Options{Edition: edition}); err == nil || err.Error() != want {
			t.Errorf("edition %q: %v, want %s", edition, err, want)
		}
	}
}

// TestCompare has errors of the older edition under auto, and what they say of the newest.
func TestCompare(t *testing.T) {
	const set = " (set `--edition latest`)"
	const s3 = "{Field: resources.type, Equals: ['AWS::S3::Object']}"
	six := "Name: audit\nAdvancedEventSelectors:\n"
	for _, event := range []string{"GetObject", "PutObject", "CopyObject", "HeadObject", "ListParts", "DeleteObject"} {
		six += "  - FieldSelectors: [" + data + ", " + s3 + ", {Field: eventName, Equals: [" + event + "]}]\n"
	}
	for name, c := range map[string]struct {
		text string
		rule string
		says string // empty where the newest refuses it, too
	}{
		"allowed, with the newest's own words": {"Name: audit\nRetentionPeriod: 3000\n", "retention-period",
			"; edition 2026-05 allows 3653 unless `BillingMode` is FIXED_RETENTION_PRICING" + set},
		"allowed": {selector(management, "{Field: eventSource, NotEquals: [ec2.amazonaws.com]}"), "value-not-allowed",
			"; edition 2026-05 allows it" + set},
		"allowed, an operator": {selector(management, "{Field: eventSource, StartsWith: [ec2]}"), "operator-not-allowed",
			"; edition 2026-05 allows it" + set},
		"allowed, a field": {selector(data, s3, "{Field: eventSource, NotEquals: [kms.amazonaws.com]}"), "field-not-allowed",
			"; edition 2026-05 allows it" + set},
		"only warned of, selectors": {six, "too-many-selectors", "; edition 2026-05 only warns of it" + set},
		"only warned of, an ARN": {selector(data, s3, "{Field: resources.ARN, Equals: ['arn:aws:s3:::bucket']}"), "arn-format",
			"; edition 2026-05 only warns of it" + set},
		"only warned of, two types": {selector(data, "{Field: resources.type, Equals: ['AWS::S3::Object', 'AWS::Lambda::Function']}"), "several-values",
			"; edition 2026-05 only warns of it" + set},
		"only warned of, an unknown type": {selector(data, "{Field: resources.type, Equals: ['AWS::New::Thing']}"), "unknown-resource-type",
			"; edition 2026-05 only warns of it" + set},
		"still refused, retention":           {"Name: audit\nRetentionPeriod: 4000\n", "retention-period", ""},
		"still refused, structure":           {"Name: a b\n", "wrong-pattern", ""},
		"still refused, an operator":         {selector("{Field: eventCategory, NotEquals: [Data]}"), "operator-not-allowed", ""},
		"still refused, a type seen refused": {selector(data, "{Field: resources.type, Equals: ['AWS::Bedrock::Prompt']}"), "unknown-resource-type", ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := lintText(t, Auto, "a.yaml", c.text)
			if len(r.Findings) != 1 || r.Findings[0].Name != c.rule || r.Findings[0].Edition != older || r.Findings[0].Level != "error" {
				t.Fatalf("found %q, want one error of %s", places(r.Findings), c.rule)
			}
			message := r.Findings[0].Message
			if c.says == "" && strings.Contains(message, "edition "+newer) || !strings.HasSuffix(message, c.says) {
				t.Errorf("%s\nwant at its end %q", message, c.says)
			}
			// Who chose the edition knows which it is.
			plain := lintText(t, older, "a.yaml", c.text).Findings[0].Message
			if want := strings.TrimSuffix(message, c.says); plain != want {
				t.Errorf("with the edition chosen: %s\nwant %s", plain, want)
			}
		})
	}
}

// TestCompareMixed adds its words to what is milder today alone.
func TestCompareMixed(t *testing.T) {
	r := lintText(t, Auto, "a.yaml", "Name: a b\nRetentionPeriod: 3000\nTagsList: [{Key: 'aws:x'}]\n")
	var got []string
	for _, f := range r.Findings {
		got = append(got, fmt.Sprintf("%s %v", f.Name, strings.Contains(f.Message, newer)))
	}
	same(t, "findings that speak of the newest edition", []string{"wrong-pattern false", "retention-period true", "reserved-tag-prefix false"}, got)
}

// TestTypes lints each resource type of each edition, with an ARN of it where
// its formats are known.
func TestTypes(t *testing.T) {
	sample := strings.NewReplacer(
		"<partition>", "aws", "<region>", "eu-west-1", "<account_ID>", "111122223333", "<object_path>", "a/b", "<rest>", "a/b",
		"<channel_UUID>", "01234567-89ab-cdef-0123-456789abcdef", "<identity_pool_ID>", "us-east-1:01234567-89ab-cdef-0123-456789abcdef",
		"<date_time>", "2015-05-11T21:21:33.291", "<snapshot_ID>", "snap-0123456789abcdef0",
	)
	for _, edition := range editions.Names() {
		files := map[string]string{}
		e, err := editions.Load(edition)
		if err != nil {
			t.Fatal(err)
		}
		for name, facts := range e.Facts["resource_types"].(map[string]any) {
			file := strings.ReplaceAll(name, "::", "-")
			arns := []string{"anything"} // where no format is known
			if formats := facts.(map[string]any)["arn_formats"].([]any); len(formats) > 0 {
				arns = nil
				for _, format := range formats {
					arn := sample.Replace(format.(string))
					for before, after, ok := strings.Cut(arn, "<"); ok; before, after, ok = strings.Cut(arn, "<") {
						_, after, _ = strings.Cut(after, ">")
						arn = before + "abc" + after
					}
					arns = append(arns, arn)
				}
				files["bad/"+file+".yaml"] = selector(data, fmt.Sprintf("{Field: resources.type, Equals: [%q]}", name), "{Field: resources.ARN, NotEquals: ['arn:aws:nothing:::x']}")
			}
			files["good/"+file+".yaml"] = selector(data, fmt.Sprintf("{Field: resources.type, Equals: [%q]}", name), fmt.Sprintf("{Field: resources.ARN, Equals: [\"%s\"]}", strings.Join(arns, `", "`)))
		}
		l := newLinter(t, Options{Dir: folder(t, files), Edition: edition})
		good, bad := run(t, l, "good"), run(t, l, "bad")
		odd := slices.DeleteFunc(good.Findings, func(f finding.Finding) bool {
			return f.Name == "bucket-as-object" // a documented format, and yet no object's ARN
		})
		if len(odd)+len(good.Failures) > 0 {
			t.Errorf("%s: %q %v", edition, places(odd), good.Failures)
		}
		if len(bad.Findings) != len(bad.Files) || len(good.Files) < 17 {
			t.Errorf("%s: %d findings in %d files", edition, len(bad.Findings), len(bad.Files))
		}
		for _, f := range bad.Findings {
			if f.Name != "arn-format" || f.Region.StartLine != 6 {
				t.Errorf("%s: %s", edition, places([]finding.Finding{f}))
			}
		}
	}
}

package linter

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/edslint/edslint/linter/finding"
)

// TestYielding: where a value is wrong in itself, no rule adds that it does
// nothing beside the others.
func TestYielding(t *testing.T) {
	const s3 = "{Field: resources.type, Equals: ['AWS::S3::Object']}"
	for name, c := range map[string]struct{ text, want string }{
		"wrong case that excludes nothing": {selector(data, s3, "{Field: eventName, StartsWith: [Get], NotEquals: [putObject]}"), "a.yaml:6:59 warning wrong-case"},
		"one that does nothing beside another that is wrong": {
			selector(data, s3, "{Field: eventName, StartsWith: [Get], NotEquals: [putObject, PutObject]}"), "a.yaml:6:59 warning wrong-case, a.yaml:6:70 warning pointless-exclusion",
		},
		"no ARN, and excludes nothing": {
			selector(management, "{Field: userIdentity.arn, StartsWith: ['arn:aws:iam::111122223333:user/'], NotStartsWith: [AWSServiceRoleFor]}"), "a.yaml:5:100 warning not-an-arn",
		},
		"a bucket in another partition": {
			selector(data, s3, "{Field: resources.ARN, StartsWith: ['arn:aws:s3:::a/', 'arn:aws:s3:::b/'], Equals: ['arn:aws-cn:s3:::c/']}"), "a.yaml:6:93 warning bucket-as-object",
		},
	} {
		t.Run(name, func(t *testing.T) {
			same(t, "findings", strings.Split(c.want, ", "), places(lintText(t, Latest, "a.yaml", c.text).Findings))
		})
	}
}

// TestYieldingToNone: a rule that yields has its say where the other is off.
func TestYieldingToNone(t *testing.T) {
	text := selector(data, "{Field: resources.type, Equals: ['AWS::S3::Object']}", "{Field: eventName, StartsWith: [Get], NotEquals: [putObject]}")
	dir := folder(t, map[string]string{"a.yaml": text})
	r := run(t, newLinter(t, Options{Dir: dir, Edition: Latest, Skip: []string{"wrong-case"}}), "a.yaml")
	same(t, "findings", []string{"a.yaml:6:59 warning pointless-exclusion"}, places(r.Findings))
}

// TestOneFindingAtAValue makes requests of values that are wrong in many ways:
// of each value and statement one thing is said at most.
func TestOneFindingAtAValue(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 2026))
	pick := func(words []string) string { return words[random.IntN(len(words))] }
	fields := map[string][]string{
		"resources.ARN": {
			"arn:aws:s3:::my-bucket", "arn:aws:s3:::my-bucket/", "arn:aws:s3:::my-bucket/logs/", "arn:aws:s3:::my-bucket/*", "my-bucket", "s3://my-bucket/x",
			"arn:aws-cn:s3:::my-bucket/", "arn:aws:dynamodb:eu-west-1:111122223333:table/t", " arn:aws:s3:::my-bucket/", "arn:aws:s3", "arn:aws:s3:::a/,arn:aws:s3:::b/",
		},
		"eventName":        {"GetObject", "PutObject", "Get", "Get*", "getObject", "GetObject,PutObject", "PutObject ", "Object", "*", "putobject"},
		"userIdentity.arn": {"arn:aws:iam::111122223333:role/x", "arn:aws:sts::111122223333:assumed-role/x", "AWSServiceRoleFor", "arn:aws:iam::111122223333:user/bob"},
		"eventSource":      {"kms.amazonaws.com", "kms", "KMS.amazonaws.com", "s3.amazonaws.com", "*.amazonaws.com", ".amazonaws.com"},
	}
	operators := []string{"Equals", "StartsWith", "EndsWith", "NotEquals", "NotStartsWith", "NotEndsWith"}
	var selectors []map[string]any
	for range 2000 {
		statements := []map[string]any{{"Field": "eventCategory", "Equals": []string{"Data"}}, {"Field": "resources.type", "Equals": []string{"AWS::S3::Object"}}}
		for _, field := range []string{"resources.ARN", "eventName", "userIdentity.arn", "eventSource"} {
			if random.IntN(3) > 0 {
				continue
			}
			statement := map[string]any{"Field": field}
			for range 1 + random.IntN(3) {
				values := []string{pick(fields[field])}
				for random.IntN(2) == 0 {
					values = append(values, pick(fields[field]))
				}
				statement[pick(operators)] = values
			}
			statements = append(statements, statement)
		}
		selectors = append(selectors, map[string]any{"FieldSelectors": statements})
	}
	found := 0
	for i := 0; i < len(selectors); i += 3 {
		text, err := json.Marshal(map[string]any{"Name": "audit", "AdvancedEventSelectors": selectors[i:min(i+3, len(selectors))]})
		if err != nil {
			t.Fatal(err)
		}
		places := map[string]finding.Finding{}
		for _, f := range lintText(t, Latest, "a.json", string(text)).Findings {
			found++
			place := fmt.Sprint(f.Pointer, f.Region)
			if other, ok := places[place]; ok {
				t.Errorf("%s and %s at one place: %s; %s\n%s", other.Name, f.Name, other.Message, f.Message, text)
			}
			places[place] = f
		}
	}
	if found < 2000 {
		t.Errorf("only %d findings", found)
	}
}

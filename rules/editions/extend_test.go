package editions

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestExtend: what is new is as if the edition's file had it, and what the
// edition knows stays as it is.
func TestExtend(t *testing.T) {
	for _, name := range Names() {
		e, err := Load(name)
		if err != nil {
			t.Fatal(err)
		}
		known := object(e.Facts, "resource_types")["AWS::S3::Object"]
		readOnly := object(e.Facts, "fields")["readOnly"]
		err = e.Extend(Extension{
			Types: map[string][]string{
				"AWS::S3::Object": nil, "AWS::New::Bare": nil,
				"AWS::New::Thing": {"arn:<partition>:new:<region>:<account_ID>:thing/<id>"},
			},
			Fields: map[string]Field{"readOnly": {Categories: []string{"Data"}}, "new": {Categories: []string{"Data"}, Operators: []string{"Equals"}}, "any": {Categories: []string{"Data"}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(known, object(e.Facts, "resource_types")["AWS::S3::Object"]); diff != "" {
			t.Errorf("%s: a known type has changed:\n%s", name, diff)
		}
		if diff := cmp.Diff(readOnly, object(e.Facts, "fields")["readOnly"]); diff != "" {
			t.Errorf("%s: a known field has changed:\n%s", name, diff)
		}
		if !e.KnowsValue("resources.type", "AWS::New::Bare") || !e.KnowsField("new") || !e.KnowsType("AWS::New::Thing") {
			t.Errorf("%s doesn't know what is new", name)
		}
		pattern, _ := object(object(e.Facts, "resource_types"), "AWS::New::Thing")["arn_pattern"].(string)
		arn, err := regexp.Compile(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for value, want := range map[string]bool{"arn:aws:new:eu-west-1:111122223333:thing/a": true, "arn:aws:new:eu-west-1:1111:thing/a": false, "arn:aws:old:eu-west-1:111122223333:thing/a": false} {
			if arn.MatchString(value) != want {
				t.Errorf("%s: %s fits %s: %v", name, value, pattern, !want)
			}
		}
		of := object(object(object(e.Facts, "categories"), "Data"), "fields")
		if diff := cmp.Diff([]string{"Equals"}, list(object(of, "new"), "operators")); diff != "" {
			t.Errorf("%s: operators (-want +got):\n%s", name, diff)
		}
		if diff := cmp.Diff(e.Operators(), list(object(of, "any"), "operators")); diff != "" {
			t.Errorf("%s: operators of a field that names none (-want +got):\n%s", name, diff)
		}
		if err := e.Extend(Extension{Fields: map[string]Field{"more": {Categories: []string{"Dta"}}}}); err == nil {
			t.Errorf("%s: a category that there isn't is taken", name)
		}
	}
}

package schema_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/edslint/edslint/linter/request"
	"github.com/edslint/edslint/linter/source"
	"github.com/edslint/edslint/rules/editions"
	"github.com/edslint/edslint/schema"
)

// FuzzValidate takes whatever object can be parsed. It must not panic, say
// the same each time, and stay within the file.
func FuzzValidate(f *testing.F) {
	for _, text := range []string{
		`{"Name": "audit", "RetentionPeriod": 1e400, "TagsList": [{"Key": "", "Value": null}, 5]}`,
		`{"name": "a", "Name": "b", "NAME": {}, "": [], "a/b~c%20": 1, "Name": 0}`,
		`{"advancedEventSelectors": [{"fieldSelectors": [{"field": "x", "equals": [[], {}]}]}], "Tags": {"Tags": []}}`,
		"Name: &a !x\nTagsList: &b [*a, {Key: *a}, &c {? *a : *a}, *c]\nAdvancedEventSelectors: *b\nKmsKeyId: *a\n",
		"AdvancedEventSelectors:\n  - &s\n    FieldSelectors: &l [&t {Equals: &v [1, .inf, 2020-01-01]}, *t]\n    Name:\n  - <<: *s\n    name: *v\n  - *s\n",
		"0: a\n~: b\nBillingMode: \xf0\x9d\x84\x9e\n? [x]\n: y\n",
	} {
		f.Add(text, false)
		f.Add(text, true)
	}
	for _, text := range acceptable {
		f.Add(text, true)
	}
	var schemas []*schema.Schema
	known := map[string]bool{
		"wrong-type": true, "missing-member": true, "undeclared-member": true, "wrong-length": true,
		"wrong-pattern": true, "value-not-listed": true, "wrong-item-count": true,
	}
	for _, name := range editions.Names() {
		schemas = append(schemas, load(f, name))
	}
	f.Fuzz(func(t *testing.T, text string, yaml bool) {
		name := "store.json"
		if yaml {
			name = "store.yaml"
		}
		file := source.Parse(name, []byte(text), source.DefaultLimits())
		for _, doc := range file.Documents {
			if doc.Root == nil || doc.Root.Kind != source.Object {
				continue
			}
			for _, s := range schemas {
				if r := request.New(file, doc.Root, ""); s.Accepts(r) && !s.Valid(r) {
					t.Error("it is accepted, but not valid")
				}
				faults := s.Validate(request.New(file, doc.Root, ""))
				for i, fault := range faults {
					if fault.Start < 0 || fault.End < fault.Start || fault.End > len(text) {
						t.Errorf("%+v lies outside of the %d bytes", fault, len(text))
					}
					if !known[fault.Rule] || fault.Message == "" || fault.Help == "" {
						t.Errorf("%+v lacks a known rule or its words", fault)
					}
					same := func(other schema.Fault) bool {
						return other.Start == fault.Start && other.End == fault.End && other.Rule == fault.Rule && other.Message == fault.Message
					}
					if len(file.Faults) == 0 && slices.ContainsFunc(faults[:i], same) {
						t.Errorf("%+v twice", fault)
					}
				}
				if diff := cmp.Diff(faults, s.Validate(request.New(file, doc.Root, ""))); diff != "" {
					t.Errorf("the second time otherwise (-first +second):\n%s", diff)
				}
			}
		}
	})
}

package editions_test

import (
	"regexp"
	"testing"

	"github.com/edslint/edslint/rules/editions"
)

// TestTexts: what is said of values as text is said of fields and types that
// the edition knows, in expressions that compile.
func TestTexts(t *testing.T) {
	for _, name := range editions.Names() {
		e := load(t, name)
		compile := func(path string, expression any) {
			if text, ok := expression.(string); !ok || text == "" {
				t.Errorf("%s: %s is no expression: %v", name, path, expression)
			} else if _, err := regexp.Compile(text); err != nil {
				t.Errorf("%s: %s: %v", name, path, err)
			}
		}
		for field, form := range at(t, e.Facts, "texts", "fields").(object) {
			if !e.KnowsField(field) {
				t.Errorf("%s: texts.fields has %s, which is no field", name, field)
			}
			for _, key := range []string{"wildcards", "joined"} {
				compile(field+"."+key, form.(object)[key])
			}
		}
		for kind, form := range at(t, e.Facts, "texts", "keyed_types").(object) {
			if !e.KnowsValue("resources.type", kind) {
				t.Errorf("%s: texts.keyed_types has %s, which is no type", name, kind)
			}
			compile(kind, form.(object)["wildcards"])
		}
		spaces := at(t, e.Facts, "texts", "key_space").(object)
		for _, operator := range words(t, at(t, e.Facts, "operators")) {
			compile("key_space."+operator, spaces[operator])
		}
	}
}

// TestEvents: events are those of types that the edition knows, or of
// management, and each is a read, a write or may be either.
func TestEvents(t *testing.T) {
	for _, name := range editions.Names() {
		e := load(t, name)
		for kind, events := range at(t, e.Facts, "events", "names").(object) {
			if kind != "Management" && !e.KnowsValue("resources.type", kind) {
				t.Errorf("%s: events.names has %s, which is no type", name, kind)
			}
			for event, is := range events.(object) {
				if is != "read" && is != "write" && is != "unsure" {
					t.Errorf("%s: %s of %s is %v", name, event, kind, is)
				}
			}
		}
		for kind, events := range at(t, e.Facts, "events", "of_buckets").(object) {
			if !e.KnowsValue("resources.type", kind) || len(words(t, events)) == 0 {
				t.Errorf("%s: events.of_buckets has %s: %v", name, kind, events)
			}
		}
	}
}
